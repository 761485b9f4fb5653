"""Which unit a point belongs to: decided by us, never by the phone that sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract.access import Permission, Principal
from beatbook.ground.force import points
from beatbook.ground.force.points import Point, Reading, Refusal

Row = tuple[int, int, float, float, datetime, float | None, float | None, float | None]
"""Unit, agency, lat, lon, at, accuracy in meters, heading in degrees, speed in miles an hour."""


@dataclass(frozen=True)
class Shift:
    """The unit that a member crews now, and since when."""

    unit_id: int
    agency_id: int
    since: datetime


@dataclass(frozen=True)
class Knowledge:
    """What decides the unit of a point: the time, who crews what, and whose each unit is."""

    now: datetime
    shifts: dict[int, Shift]
    agency_of: dict[int, int]


def place(
    principal: Principal, reading: Reading, known: Knowledge
) -> tuple[list[Row], list[Refusal]]:
    """The rows to write for one request, and why the other points are refused."""
    rows: list[Row] = []
    refused = list(reading.refused)
    for index, point in reading.points:
        found = points.too_early(point, known.now) or _unit(principal, point, known)
        if isinstance(found, str):
            refused.append(Refusal(index, found))
        else:
            rows.append(_row(*found, point))
    return rows, sorted(refused, key=lambda refusal: refusal.index)


def _unit(principal: Principal, point: Point, known: Knowledge) -> tuple[int, int] | str:
    """The unit that was there and its agency, or why we cannot say."""
    if principal.member_id is None:
        return _named_unit(principal, point, known)
    shift = known.shifts.get(principal.member_id)
    if shift is None:
        return _("You are not on duty on a unit, so your position is not kept.")
    if not principal.may(Permission.POSITION_SEND, shift.agency_id):
        return _("Your role does not include {position_send}.").format(
            position_send=Permission.POSITION_SEND
        )
    if shift.since - point.at > points.AHEAD:
        return _("This is from before your shift, so it is not kept.")
    return shift.unit_id, shift.agency_id


def _named_unit(principal: Principal, point: Point, known: Knowledge) -> tuple[int, int] | str:
    if point.unit is None:
        return _("Say which unit this is, by its id.")
    agency_id = known.agency_of.get(point.unit)
    if agency_id is None or not principal.may(Permission.UNIT_STATUS, agency_id):
        return _("There is no unit {unit} that you may move.").format(unit=point.unit)
    return point.unit, agency_id


def _row(unit_id: int, agency_id: int, point: Point) -> Row:
    return (
        unit_id,
        agency_id,
        point.lat,
        point.lon,
        point.at,
        points.measured(point.accuracy_m),
        points.measured(point.heading),
        points.measured(point.speed_mph),
    )
