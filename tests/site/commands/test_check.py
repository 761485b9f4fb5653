"""`beatbook check` finds what is broken and explains every number without a call."""

from __future__ import annotations

import argparse
import json

import psycopg
import pytest

from beatbook.duties.calls import commands as calls
from beatbook.ground.journal import scope
from beatbook.ground.registry import commands as registry
from beatbook.site import cli, restarts, roles
from beatbook.site.commands import check
from beatbook.site.data_directory import DataDirectory
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def findings(committed_cast, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("BEATBOOK_DATA", str(tmp_path))

    def found():
        code = check.run(argparse.Namespace(json=True))
        return code, json.loads(capsys.readouterr().out)

    return found


def take(cast):
    return calls.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )


def fail_after_taking(cast):
    with scope.within([cast.ab.pk]):
        take(cast)
        raise ZeroDivisionError


def fail_after_drawing(cast, incident):
    with scope.within([cast.ab.pk]):
        registry.draw_case_number(incident=incident, by=cast.tess, at=NOON)
        raise ZeroDivisionError


def lose_a_number_between_two_calls(cast):
    with scope.within([cast.ab.pk]):
        take(cast)
    with pytest.raises(ZeroDivisionError):
        fail_after_taking(cast)
    with scope.within([cast.ab.pk]):
        take(cast)


def test_a_number_drawn_by_a_failed_command_is_explained(committed_cast, findings):
    lose_a_number_between_two_calls(committed_cast)
    _, found = findings()
    [gap] = found["numbers"]
    assert gap["number"] == "A26-000002"
    assert gap["explanation"] == (
        "Drawn after A26-000001 (06/15/2026 16:00:00 UTC) and before A26-000003 "
        "(06/15/2026 16:00:00 UTC), never accepted and never shown: "
        "the command that drew it was refused or failed, and was undone as a whole."
    )


def test_a_restart_in_between_is_named(committed_cast, findings, tmp_path):
    restarts.note(DataDirectory(tmp_path), "The web server ended (SIGKILL)", at=NOON)
    lose_a_number_between_two_calls(committed_cast)
    _, found = findings()
    assert found["numbers"][0]["explanation"].endswith(
        "in that time the web server ended (SIGKILL)."
    )


def test_a_case_number_is_explained_whether_voided_or_never_shown(committed_cast, findings):
    cast = committed_cast
    with scope.within([cast.ab.pk]):
        incident = take(cast).incident
        drawn = registry.draw_case_number(incident=incident, by=cast.tess, at=NOON)
        registry.void_case_number(
            case_number=drawn, reason="two calls about one thing", by=cast.rosa, at=NOON
        )
    with pytest.raises(ZeroDivisionError):
        fail_after_drawing(cast, incident)
    with scope.within([cast.ab.pk]):
        registry.draw_case_number(incident=incident, by=cast.tess, at=NOON)
    _, found = findings()
    assert found["numbers"] == []
    assert found["case_numbers"] == [
        {
            "number": "26-00002",
            "explanation": "Drawn after 26-00001 (06/15/2026 16:00:00 UTC) and before 26-00003 "
            "(06/15/2026 16:00:00 UTC), never accepted and never shown: "
            "the command that drew it was refused or failed, and was undone as a whole.",
        },
        {
            "number": "26-00001",
            "explanation": "Drawn for A26-000001 and voided 06/15/2026 16:00:00 UTC by "
            "R. Delgado: two calls about one thing",
        },
    ]


def test_entries_that_nobody_seals_are_a_problem(committed_cast, findings, credentials):
    with scope.within([committed_cast.ab.pk]):
        take(committed_cast)
    assert findings()[0] == 0
    age_entries(credentials)
    code, found = findings()
    assert code == 1
    assert found["problems"][0].endswith("have waited over 10 seconds for the sealer.")


def test_what_a_stop_left_unsealed_is_no_problem(committed_cast, credentials, monkeypatch, capsys):
    monkeypatch.setenv("BEATBOOK_ROLE", "web")
    with scope.within([committed_cast.ab.pk]):
        take(committed_cast)
    age_entries(credentials)
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("0 problems.")


def age_entries(credentials: roles.Credentials) -> None:

    with psycopg.connect(credentials.dsn("owner"), autocommit=True) as owner:
        owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        owner.execute("UPDATE journal_entry SET received = received - interval '1 minute'")
        owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
