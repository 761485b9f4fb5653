"""A call's life: taken, units sent, followed, corrected, closed."""

from __future__ import annotations

import pytest

from beatbook.duties.calls import commands
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def noise(cast):
    return commands.take_call(
        agency=cast.ab,
        call_type=cast.call_type("NOISE"),
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )


def test_a_call_gets_the_next_number_of_its_agency_and_year(noise):
    assert noise.incident.number.startswith("A26-")
