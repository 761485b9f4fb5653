from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from beatbook.site import database, roles, startup
from beatbook.site.startup import Place, Step
from beatbook.site.trouble import Trouble

STEP = Step("Writing a line", roles.OWNER, ("-m", "line_writer"), ("inputs/*",))
WRITER = """
import os, pathlib
with open(pathlib.Path(__file__).with_name("written"), "a") as file:
    file.write(os.environ["BEATBOOK_ROLE"] + "\\n")
"""


@pytest.fixture
def place(
    started: database.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """A prepared database, a checkout with one input, and a step that leaves a trace."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BEATBOOK_DATABASE", "stepping")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(startup, "CHECKOUT", tmp_path)
    (tmp_path / "line_writer.py").write_text(WRITER)
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "one").write_text("1")
    roles.prepare(started.admin_dsn, "stepping", started.data)
    yield Place(started.data, "stepping", "127.0.0.1", 8000)
    roles.remove(started.admin_dsn, "stepping")


def written(folder: Path) -> str:
    trace = folder / "written"
    return trace.read_text() if trace.exists() else ""


def test_a_step_is_done_once_as_its_role(place: Place, tmp_path: Path):
    assert not place.is_done(STEP)
    place.take(STEP)
    assert place.is_done(STEP)
    assert written(tmp_path) == "owner\n"


def test_a_step_is_done_again_when_what_it_depends_on_has_changed(place: Place, tmp_path: Path):
    place.take(STEP)
    (tmp_path / "inputs" / "two").write_text("2")
    assert not place.is_done(STEP)


def test_a_step_is_done_again_for_a_database_made_anew(place: Place, started: database.Server):
    place.take(STEP)
    roles.remove(started.admin_dsn, "stepping")
    roles.prepare(started.admin_dsn, "stepping", started.data)
    assert not place.is_done(STEP)


def test_a_step_is_done_again_when_its_tables_were_changed_behind_its_back(place: Place):
    place.take(STEP)
    with psycopg.connect(roles.credentials(place.data).dsn(roles.OWNER)) as owner:
        owner.execute("CREATE TABLE django_migrations (app text, name text)")
        owner.execute("INSERT INTO django_migrations VALUES ('calls', '0001_tables')")
    assert not place.is_done(STEP)


def test_a_step_that_fails_is_one_sentence_and_stays_undone(place: Place, tmp_path: Path):
    (tmp_path / "line_writer.py").write_text("raise SystemExit('the table is on fire')")
    with pytest.raises(Trouble) as trouble:
        place.take(STEP)
    assert str(trouble.value) == (
        "Writing a line failed (the table is on fire). "
        f"The whole story is in {place.data.log('startup')}."
    )
    assert not place.is_done(STEP)


def test_a_child_hears_everything_but_the_administrators_password(place: Place):
    url = conninfo.make_conninfo(host="db.example", user="chief", password="secret", dbname="x")
    told = place.environment(roles.WORKER, {"DATABASE_URL": url, "HOME": "/home/one"})
    assert told == {
        "HOME": "/home/one",
        "DJANGO_SETTINGS_MODULE": "beatbook.site.settings",
        "PYTHONUNBUFFERED": "1",
        "BEATBOOK_DATA": str(place.data.path),
        "BEATBOOK_DATABASE": "stepping",
        "BEATBOOK_ROLE": "worker",
        "BEATBOOK_SUPERVISED": "1",
        "PORT": "8000",
        "DATABASE_URL": "host=db.example",
    }


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")],
)
def test_the_address_is_one_that_a_browser_takes(place: Place, host: str, address: str):
    assert Place(place.data, place.database, host, 8000).address == address
