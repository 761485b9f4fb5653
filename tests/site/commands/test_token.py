"""``beatbook token create``: what it refuses, and that nothing is left waiting."""

import psycopg
import pytest

from beatbook.site import cli


@pytest.mark.parametrize("days", ["0", "-3", "9999999", "soon"])
def test_a_token_is_good_for_one_day_to_ten_years(monkeypatch, capsys, days):
    monkeypatch.setenv("BEATBOOK_ROLE", "web")
    with pytest.raises(SystemExit) as left:
        cli.main(["token", "create", "--agency", "AB", "--name", "bridge", "--days", days])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.endswith("argument --days: a number of days from 1 to 3650, please\n")


def test_what_it_writes_is_sealed_where_no_worker_runs(committed_cast, committed, monkeypatch):
    monkeypatch.setenv("BEATBOOK_ROLE", "web")
    assert cli.main(["token", "create", "--agency", "AB", "--name", "bridge"]) == 0
    with psycopg.connect(committed.dsn("owner")) as owner:
        [unsealed] = owner.execute(
            "SELECT count(*) FROM journal_entry e WHERE NOT EXISTS"
            " (SELECT FROM journal_seal s WHERE s.entry_id = e.id)"
        ).fetchall()
    assert unsealed == (0,)
