"""Incidents that units are sent to, without a duty above: the force stands on the registry only."""

from __future__ import annotations

import pytest

from beatbook.ground.registry import commands as registry
from beatbook.ground.registry.vocabulary import IncidentKind
from tests.cast import CASTLE_STREET, NOON


@pytest.fixture
def incident(cast):
    return registry.open_incident(
        agency=cast.ab,
        kind=IncidentKind.CALL,
        headline="Noise complaint",
        location=CASTLE_STREET,
        by=cast.tess,
        at=NOON,
    )


@pytest.fixture
def restricted(cast):
    """An incident of a class that nobody of the cast may see, opened by somebody who may."""
    cast.enter(cleared := cast.cleared("tess", "juvenile"))
    made = registry.open_incident(
        agency=cast.ab,
        kind=IncidentKind.CALL,
        headline="Runaway",
        location=CASTLE_STREET,
        need_to_know="juvenile",
        by=cleared,
        at=NOON,
    )
    cast.enter(cast.tess)
    return made
