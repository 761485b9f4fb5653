"""Units as the rules of who may be sent see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from beatbook.duties.calls.models import Call
from beatbook.duties.calls.rules import Able
from beatbook.ground.force import queries as force
from beatbook.ground.force import rules as force_rules
from beatbook.ground.force.models import Unit
from beatbook.ground.force.queries import Crew


def able_units(call: Call, units: Iterable[Unit], at: datetime) -> dict[int, Able]:
    """Each unit by its id: two queries. What expires does so at midnight on the agency's clock."""
    found = list(units)
    crews = force.crews([unit.pk for unit in found], call.agency.local(at).date())
    return by_crew(found, crews)


def by_crew(units: Iterable[Unit], crews: Mapping[int, Crew]) -> dict[int, Able]:
    return {unit.pk: _able(unit, crews.get(unit.pk, Crew())) for unit in units}


def _able(unit: Unit, crew: Crew) -> Able:
    return Able(
        callsign=unit.callsign,
        member_class=force_rules.counts_as(unit.member_class, crew.classes),
        kind=unit.kind,
        held=crew.qualifications | set(unit.capabilities),
    )
