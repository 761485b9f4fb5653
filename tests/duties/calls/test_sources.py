"""How the agency came to know of a call decides which intervals count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.duties.calls import commands, queries
from beatbook.duties.calls.vocabulary import NOBODY_WAITED, Source
from tests.cast import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def wait(take, cast):
    """The median wait of a day with one call of this source, sent a minute later."""

    def waited(source):
        call = take(source=source)
        commands.assign_units(call=call, units=[cast.unit("2B10")], by=cast.tess, at=NOON + MINUTE)
        return queries.median_seconds_to_dispatch(cast.tess, at=NOON + 2 * MINUTE)

    return waited


@pytest.mark.parametrize("source", [one for one in Source if one not in NOBODY_WAITED])
def test_a_wait_counts_where_somebody_waited(wait, source):
    assert wait(source) == 60


@pytest.mark.parametrize("source", sorted(NOBODY_WAITED))
def test_nobody_waits_for_what_an_officer_sees_or_a_calendar_says(wait, source):
    assert wait(source) is None
