"""Setting a checkout up, in small: real environments, a registry that is not there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from beatbook.site import installation
from beatbook.site.data_directory import CHECKOUT
from beatbook.site.stamps import Stamp
from tests.site.somebody import Somebody

NOWHERE = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
WANTED = "left-out==1.0 --hash=sha256:" + "0" * 64 + "\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that wants one package, and nothing for the front end."""
    place = tmp_path / "checkout"
    (place / "beatbook").mkdir(parents=True)
    shutil.copytree(CHECKOUT / "beatbook" / "site", place / "beatbook" / "site")
    shutil.copy(CHECKOUT / "beatbook" / "__init__.py", place / "beatbook")
    shutil.copy(CHECKOUT / "Makefile", place)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (place / lock).write_text(WANTED)
    (place / "package-lock.json").write_text("{}")
    return place


def make_setup(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    passed_on = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    return subprocess.run(
        ["make", "--no-print-directory", "setup", f"PYTHON={sys.executable}"],
        cwd=checkout,
        env=passed_on | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def last_line(text: str) -> str:
    """The last line that is not make's own."""
    return [line for line in text.splitlines() if line and not line.startswith("make")][-1]


def test_without_a_network_it_says_so_in_one_sentence_and_what_to_do(checkout: Path):
    done = make_setup(checkout, **NOWHERE)
    assert done.returncode != 0
    assert last_line(done.stderr) == (
        "The package registry that pip uses cannot be reached. "
        "Check the network (and any proxy), then run the same command again."
    )
    assert "1 Python packages ..." in done.stdout


def test_a_package_that_would_need_a_compiler_is_named(checkout: Path):
    done = make_setup(checkout, PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1")
    assert done.returncode != 0
    assert last_line(done.stderr).startswith("There is no ready-made left-out==1.0 for Python 3.")
    assert "Beatbook does not compile any." in done.stderr


def test_what_is_done_is_not_done_again(checkout: Path):
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (checkout / lock).write_text("")
    node_modules = checkout / "node_modules"
    node_modules.mkdir()
    Stamp.of(node_modules / ".stamp", checkout / "package-lock.json").leave()
    first = make_setup(checkout, **NOWHERE)
    assert (first.returncode, "Python environment in .venv" in first.stdout) == (0, True)
    again = make_setup(checkout, **NOWHERE)
    assert (again.returncode, again.stdout) == (0, "")


def test_an_unwritable_checkout_is_one_sentence(somebody: Somebody):
    said = somebody.runs(
        "from pathlib import Path\n"
        "from beatbook.site import installation\n"
        "from beatbook.site.trouble import Trouble\n"
        "try:\n"
        "    installation.Installation(Path('/usr/lib')).set_up(dev=False, browser=False)\n"
        "except Trouble as trouble:\n"
        "    print(trouble)\n"
    )
    assert said.stderr == ""
    assert said.stdout == (
        "Set-up cannot write to /usr/lib (permission denied). "
        "Make it writable for this user, or clone Beatbook to a place that is.\n"
    )


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_a_python_as_debian_ships_it_is_told_which_package_is_missing(
    somebody: Somebody, missing: str
):
    said = somebody.runs(
        f"import sys; sys.modules['{missing}'] = None\n"
        "import tempfile\n"
        "from pathlib import Path\n"
        "from beatbook.site import installation\n"
        "from beatbook.site.trouble import Trouble\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    try:\n"
        "        installation.Installation(Path(folder)).set_up(dev=False, browser=False)\n"
        "    except Trouble as trouble:\n"
        "        print(trouble)\n"
    )
    assert said.stderr == ""
    assert said.stdout == (
        "  Python environment in .venv ...\n"
        "This Python cannot make virtual environments: a part of it is missing. "
        "Run as root: apt-get install python3-venv; then run the same command again.\n"
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("npm error code ENOTFOUND", "The package registry that npm uses cannot be reached."),
        ("noise\nERROR: odd\n", "npm failed (ERROR: odd)."),
        ("", "npm failed (it said nothing)."),
    ],
)
def test_what_goes_wrong_is_told_in_plain_words(said: str, sentence: str):
    assert installation.explain(said, "npm", Path("setup.log")).what == sentence


@pytest.mark.parametrize("lock", sorted(CHECKOUT.glob("requirements*.lock")), ids=lambda p: p.name)
def test_a_lock_names_versions_and_hashes_but_no_place(lock: Path):
    text = lock.read_text()
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links", text) == []
    requirements = re.findall(r"^[a-z][^ ]*", text, re.MULTILINE)
    assert [name for name in requirements if "==" not in name] == []
    assert len(re.findall(r"--hash=sha256:", text)) >= len(requirements)


def test_the_front_end_lock_names_no_place():
    assert '"resolved"' not in (CHECKOUT / "package-lock.json").read_text()


def test_the_development_lock_has_the_versions_that_people_run():
    def pinned(name: str) -> set[str]:
        return set(re.findall(r"^[a-z][\w.-]*==\S+", (CHECKOUT / name).read_text(), re.MULTILINE))

    assert pinned("requirements.lock") - pinned("requirements-dev.lock") == set()
