"""The feed's cursor says nothing to its holder, and cannot be made by anybody else."""

from __future__ import annotations

import pytest

from beatbook.ground.journal import cursor, sealer
from tests.ground.journal import announcing


def test_a_cursor_holds_its_position():
    assert cursor.open(cursor.seal(123456)) == 123456


def test_two_cursors_of_one_position_differ():
    assert cursor.seal(7) != cursor.seal(7)


@pytest.mark.parametrize(
    "forged",
    ["", "7", "not a cursor", "é", cursor.seal(7)[:-2] + "A="],
    ids=["empty", "plain", "words", "accent", "altered"],
)
def test_a_forged_cursor_is_refused(forged):
    with pytest.raises(cursor.UnknownCursor, match="Reload"):
        cursor.open(forged)


def test_a_cursor_of_another_installation_is_refused(settings):
    foreign = cursor.seal(7)
    settings.SECRET_KEY = "another installation's"
    with pytest.raises(cursor.UnknownCursor):
        cursor.open(foreign)


def test_the_latest_position_is_the_last_sealed_one(committed):
    assert cursor.latest_position() == 0
    announcing.announce_alone()
    announcing.announce_alone()
    assert cursor.latest_position() == 0, "not sealed yet"
    with announcing.a_sealer(committed) as connection:
        sealer.seal_batch(connection)
    assert cursor.latest_position() == 2
