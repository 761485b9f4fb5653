"""The one way to the database: every act is a transaction, as the member who acts.

What a command refuses is a fact of life here, as it is for people: the answer is None, and the
actor looks again.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import connection
from django.db.models import Max

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Point
from beatbook.duties.calls import queries as calls
from beatbook.duties.calls.models import Call, CallType, Disposition, Note
from beatbook.duties.calls.vocabulary import Status as CallStatus
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Membership
from beatbook.ground.force import positions
from beatbook.ground.force import queries as force
from beatbook.ground.force.models import LastPosition, RosterEntry, Unit, UnitState
from beatbook.ground.force.points import Point as Sent
from beatbook.ground.geo.travel.driving import Driving
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import Entry
from beatbook.site.day import planning, words
from beatbook.site.day.driving import Fix

log = logging.getLogger(__name__)

# Asked every second, day after day: so by hand.
_UNITS = """
SELECT u.id, u.callsign, u.kind, u.home_beat, s.status, s.since, s.reason, a.id, a.incident_id,
       coalesce(a.hold, '')
FROM force_unit u JOIN force_unitstate s ON s.unit_id = u.id
LEFT JOIN force_assignment a ON a.unit_id = u.id AND a.cleared_at IS NULL
WHERE u.agency_id = %s AND u.retired_at IS NULL ORDER BY u.callsign
"""
_CALLS = """
SELECT incident_id, status FROM calls_call WHERE agency_id = %s AND status <> %s
ORDER BY received_at, incident_id
"""

T = TypeVar("T")
Act = Callable[[Principal], T]


@dataclass(frozen=True, slots=True)
class Seen:
    """One unit as anybody sees it now."""

    unit_id: int
    callsign: str
    kind: str
    beat: str
    status: str
    since: datetime
    reason: str
    assignment: int | None
    call: int | None
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the actors look at: units by callsign, and the status of each open call."""

    units: Sequence[Seen]
    calls: dict[int, str]


class Stage:
    """One agency, seen and acted on."""

    def __init__(self, agency: Agency, dispatcher: int) -> None:
        self.agency = agency
        self._dispatcher = dispatcher

    @property
    def driving(self) -> Driving:
        """How the agency lets its units drive to a call."""
        return force.driving_of(self.agency)

    # Acting.

    def as_dispatcher(self, act: Act[T]) -> T | None:
        return self._as(self._dispatcher, act)

    def as_officer(self, unit_id: int, act: Act[T]) -> T | None:
        """As the first of the unit's crew; None when it has none."""
        crew = self._crew(unit_id)
        return self._as(crew[0], act) if crew else None

    def report(self, fixes: Iterable[tuple[int, Fix]], at: datetime) -> None:
        """Positions, all in one transaction, through the store that phones use."""
        by = queries.system("simulated day", [self.agency])
        sent = [
            Sent(
                lat=fix.point.lat,
                lon=fix.point.lon,
                at=at,
                unit=unit_id,
                heading=fix.heading,
                speed_mph=fix.speed_mph,
            )
            for unit_id, fix in fixes
        ]
        if sent:
            positions.keep(by, sent)

    def _crew(self, unit_id: int) -> list[int]:
        with scope.within([self.agency.pk]):
            crew = RosterEntry.objects.filter(unit_id=unit_id, ends_at=None).order_by("pk")
            return list(crew.values_list("member_id", flat=True))

    def _as(self, member_id: int, act: Act[T]) -> T | None:
        try:
            with scope.within([]):
                by = queries.principal_of(member_id)
                return None if by is None else act(by)
        except (Refused, NotAllowed) as refusal:
            log.info("%s", refusal.message)
            return None

    # Looking.

    def board(self) -> Board:
        with scope.within([self.agency.pk]), connection.cursor() as cursor:
            cursor.execute(_UNITS, [self.agency.pk])
            units = [Seen(*row) for row in cursor.fetchall()]
            cursor.execute(_CALLS, [self.agency.pk, CallStatus.CLOSED])
            return Board(units, dict(cursor.fetchall()))

    def positions(self) -> dict[int, Point]:
        """The last position of each unit."""
        with scope.within([self.agency.pk]):
            known = LastPosition.objects.filter(agency=self.agency)
            return {
                unit: Point(lat, lon) for unit, lat, lon in known.values_list("unit", "lat", "lon")
            }

    def call(self, call_id: int) -> Call | None:
        with scope.within([self.agency.pk]):
            found = Call.objects.select_related("incident", "call_type", "agency")
            return found.filter(pk=call_id).first()

    def place_of(self, call_id: int) -> Point | None:
        """Where the call is; None if that is not on the map."""
        call = self.call(call_id)
        if call is None or call.incident.lat is None or call.incident.lon is None:
            return None
        return Point(call.incident.lat, call.incident.lon)

    def has_note(self, call_id: int, text: str) -> bool:
        with scope.within([self.agency.pk]):
            return Note.objects.filter(call_id=call_id, text=text).exists()

    def leads(self, unit_id: int, call_id: int) -> bool:
        """Is this the first of the units that are on the call?"""
        with scope.within([self.agency.pk]):
            sent = force.active_assignments([call_id])[call_id]
        return bool(sent) and sent[0].unit_id == unit_id

    def moved_by_crew(self, unit_id: int, call_id: int) -> bool:
        """Was the last status on this call given by one of the unit's own crew?"""
        with scope.within([self.agency.pk]):
            given = Entry.objects.filter(
                name="force.assignment.progressed",
                subject_kind="incident",
                subject_id=str(call_id),
                codes__unit_id=unit_id,
            )
            last = given.order_by("-pk").values_list("actor", flat=True).first()
        return last in {f"member:{member}" for member in self._crew(unit_id)}

    def played(self) -> dict[int, uuid.UUID]:
        """The open calls that a simulated dispatcher took, with their command ids."""
        with scope.within([self.agency.pk]):
            taken = Call.objects.filter(agency=self.agency).exclude(status=CallStatus.CLOSED)
            ids = [str(pk) for pk in taken.values_list("pk", flat=True)]
            entries = Entry.objects.filter(
                name="calls.call.taken", subject_kind="incident", subject_id__in=ids
            )
            found = entries.values_list("subject_id", "command_id")
            return {int(call): command for call, command in found if planning.is_played(command)}

    def kinds(self) -> list[planning.Kind]:
        """The call types that the day knows stories of; every one where it knows none."""
        with scope.within([self.agency.pk]):
            types = CallType.objects.filter(agency=self.agency, retired_at=None).order_by("code")
            found = [planning.Kind(*row) for row in types.values_list("code", "priority")]
        told = [kind for kind in found if kind.code in words.MANNERS]
        return told or found

    def units_on_duty(self) -> int:
        with scope.within([self.agency.pk]):
            shifts = RosterEntry.objects.filter(agency=self.agency, ends_at=None)
            return shifts.values("unit").distinct().count()

    def latest(self) -> datetime | None:
        """When the last thing happened to a unit: nothing may be played before it."""
        with scope.within([self.agency.pk]):
            found = UnitState.objects.filter(agency=self.agency).aggregate(last=Max("since"))
            last: datetime | None = found["last"]
            return last

    def calls_since(self, since: datetime) -> bool:
        with scope.within([self.agency.pk]):
            return Call.objects.filter(agency=self.agency, received_at__gte=since).exists()


def unit(unit_id: int) -> Unit:
    return Unit.objects.select_related("agency").get(pk=unit_id)


def call_for(by: Principal, call_id: int) -> Call:
    return calls.calls_for(by).get(pk=call_id)


def disposition(by: Principal, code: str, *, without_arrival: bool = False) -> Disposition:
    """The disposition of this code, or the agency's first that fits as well."""
    offered = calls.dispositions_for(by, Permission.CALL_READ)
    fitting = offered.filter(without_arrival=True) if without_arrival else offered
    found = fitting.filter(code=code).first() or fitting.first()
    if found is None:
        raise NoDisposition("The agency has no disposition with which this call could end.")
    return found


class NoDisposition(Refused):
    """A call cannot end where no disposition was set up."""


def dispatcher_of(agency: Agency) -> int | None:
    """The member who plays the dispatcher: the one who has held the role for longest."""
    with scope.within([agency.pk]):
        held = Membership.objects.filter(agency=agency, role__code="dispatcher", ended_at=None)
        return held.order_by("granted_at", "pk").values_list("member_id", flat=True).first()
