"""What a web process hands to its travel times: the closures that stand, whoever set them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.core import clock
from beatbook.ground.geo.models import Closure
from beatbook.ground.geo.travel.closures import Standing
from beatbook.ground.geo.vocabulary import Lane
from beatbook.ground.journal import scope
from beatbook.site import sources

LINE = [[-69.21, 41.5], [-69.2, 41.51]]
AS_POINTS = ((41.5, -69.21), (41.51, -69.2))
HOUR = timedelta(hours=1)


@pytest.fixture
def close(committed_cast):
    """Sets a closure of an agency straight in its table, an hour ago unless said otherwise."""
    now = clock.real_now()

    def close(street, *, agency="AB", begins=-HOUR, ends=None, lifted=False, **what):
        owner = committed_cast.agencies[agency]
        with scope.within([owner.pk]):
            Closure.objects.create(
                agency=owner,
                street=street,
                shape={"type": "LineString", "coordinates": LINE},
                direction=what.pop("direction", Lane.BOTH),
                starts_at=now + begins,
                ends_at=None if ends is None else now + ends,
                reason="Water main",
                set_at=now,
                set_by="tess",
                lifted_at=now if lifted else None,
                lifted_by="tess" if lifted else "",
                **what,
            )

    return close


def test_closures_of_every_agency_stand_from_their_begin_until_their_end(close):
    close("Harbor Street")
    close("Mill Street", agency="MB", ends=HOUR, speed_percent=50, direction=Lane.AGAINST)
    close("Not yet", begins=HOUR)
    close("No more", ends=-HOUR / 2)
    close("Lifted", lifted=True)
    found = sorted(sources.standing_closures(), key=lambda one: one.street)
    assert found == [
        Standing(AS_POINTS, Lane.BOTH, "Harbor Street", 0),
        Standing(AS_POINTS, Lane.AGAINST, "Mill Street", 50),
    ]
