from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from beatbook.site.data_directory import CHECKOUT, DataDirectory
from beatbook.site.trouble import Trouble
from tests.site.somebody import Somebody


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_is_in_var_of_the_checkout_unless_the_environment_says_otherwise(tmp_path: Path):
    assert DataDirectory.locate({}).path == CHECKOUT / "var"
    assert DataDirectory.locate({"BEATBOOK_DATA": str(tmp_path)}).path == tmp_path


def test_locating_the_directory_creates_nothing(tmp_path: Path):
    DataDirectory.locate({"BEATBOOK_DATA": str(tmp_path / "later")})
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path):
    data = DataDirectory(tmp_path / "data")
    first = data.secret("key")
    assert len(first) == 43
    assert data.secret("key") == first
    assert data.secret("other") != first
    assert mode(tmp_path / "data") == 0o700
    assert mode(tmp_path / "data" / "secrets") == 0o700
    assert mode(tmp_path / "data" / "secrets" / "key") == 0o600


def _secret_of(path: Path) -> str:
    return DataDirectory(path).secret("key")


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path):
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        answers = set(pool.map(_secret_of, [tmp_path / "data"] * 16))
    assert len(answers) == 1
    assert [p.name for p in (tmp_path / "data" / "secrets").iterdir()] == ["key"]


def test_a_secret_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path):
    data = DataDirectory(tmp_path / "data")
    data.secret("key")
    kept = tmp_path / "data" / "secrets" / "key"
    kept.chmod(0o644)
    with pytest.raises(Trouble) as trouble:
        data.secret("key")
    assert trouble.value.what == f"The secret {kept} can be read by other users of this machine."
    assert trouble.value.remedy == f"Run: chmod 600 {kept}"


def test_a_long_log_makes_room_before_it_is_appended_to(tmp_path: Path):
    data = DataDirectory(tmp_path / "data")
    data.log("web").write_bytes(b"x" * 5_000_001)
    with data.open_log("web") as log:
        log.write(b"new\n")
    assert data.log("web").read_bytes() == b"new\n"
    assert (data.logs / "web.log.1").stat().st_size == 5_000_001


def test_an_unwritable_directory_is_one_sentence_and_what_to_do(somebody: Somebody):
    said = somebody.runs(
        "from beatbook.site.data_directory import DataDirectory\n"
        "from beatbook.site.trouble import Trouble\n"
        "try:\n"
        "    DataDirectory.locate().check_writable()\n"
        "except Trouble as trouble:\n"
        "    print(trouble)\n",
        BEATBOOK_DATA="/usr/lib/beatbook-data",
    )
    assert said.stderr == ""
    assert said.stdout == (
        "The data directory /usr/lib/beatbook-data cannot be written to (permission denied). "
        "Make it writable for this user, or set BEATBOOK_DATA to a directory that is.\n"
    )
