"""A town at work for a measurement: the map in use, units on duty all over it, open calls."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.contract.values import MemberClass, UnitKind
from beatbook.core import clock
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Call, CallType
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import LastPosition, RosterEntry, Unit, UnitState
from beatbook.ground.force.vocabulary import Status
from beatbook.ground.geo.models import Map
from beatbook.ground.registry.commands import Location
from beatbook.site.bench import maps

CALL_TYPE = "NOISE"
PLAIN = "_"
"""Their passwords: nobody signs in as these members."""


@dataclass(frozen=True)
class Scene:
    """Units by the order in which they were made; calls as they were taken."""

    units: list[Unit]
    calls: list[Call]


def lay(map_: maps.Chosen, agency: Agency, *, units: int, calls: int) -> Scene:
    """Within a scope of the agency: `units` on duty in all, `calls` waiting."""
    graph, chance = map_.graph(), maps.chance()
    by, at = queries.system("bench", [agency]), clock.real_now()
    Map.objects.create(
        key=map_.key, name="Bench", source="bench", imported_at=at, is_active=True,
        south=float(graph.node_lat.min()), west=float(graph.node_lon.min()),
        north=float(graph.node_lat.max()), east=float(graph.node_lon.max()),
    )  # fmt: skip
    for number in range(units - Unit.objects.filter(agency=agency).count()):
        force.create_unit(
            agency=agency, callsign=f"9B{number}", kind=UnitKind.CAR,
            member_class=MemberClass.NON_SWORN, by=by, at=at,
        )  # fmt: skip
    there = list(Unit.objects.filter(agency=agency).order_by("pk"))
    UnitState.objects.filter(agency=agency).update(status=Status.AVAILABLE)
    LastPosition.objects.bulk_create(
        LastPosition(unit=unit, agency=agency, lat=spot.lat, lon=spot.lon, at=at, received=at)
        for unit, spot in zip(there, maps.positions(chance, graph, len(there)), strict=True)
    )
    kind = CallType.objects.get(agency=agency, code=CALL_TYPE)
    taken = [
        commands.take_call(
            agency=agency, call_type=kind, location=Location(f"Corner {number}", spot, "2"),
            by=by, at=at,
        )
        for number, spot in enumerate(maps.positions(chance, graph, calls))
    ]  # fmt: skip
    return Scene(there, taken)


def crew(agency: Agency, units: list[Unit]) -> None:
    """A member for each unit that has none. Straight into the tables: hashing two hundred
    passwords is not what is measured."""
    at = clock.real_now()
    crewed = set(RosterEntry.objects.filter(ends_at=None).values_list("unit_id", flat=True))
    bare = [unit for unit in units if unit.pk not in crewed]
    members = Member.objects.bulk_create(
        Member(
            username=f"bench-{unit.pk}", name=f"Sam Bench {unit.pk}", password=PLAIN,
            member_class=MemberClass.NON_SWORN,
        )
        for unit in bare
    )  # fmt: skip
    RosterEntry.objects.bulk_create(
        RosterEntry(agency=agency, unit=unit, member=member, starts_at=at)
        for unit, member in zip(bare, members, strict=True)
    )


def send(agency: Agency, calls: list[Call], units: list[Unit]) -> None:
    """One unit to each call."""
    by, at = queries.system("bench", [agency]), clock.real_now()
    for call, unit in zip(calls, units, strict=True):
        commands.assign_units(call=call, units=[unit], by=by, at=at)
