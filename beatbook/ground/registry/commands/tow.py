"""The tow log: what was taken away and why, where it is, and to whom it was released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.core import vehicles
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.models import Incident, Tow
from beatbook.ground.registry.vocabulary import AUTHORITY, TowKind

LONGEST = 200
LONGEST_INVENTORY = 4_000


class UnfitTow(Refused):
    """A tow that cannot be logged so; ``field`` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TowOutOfSight(Refused):
    """The tow is another agency's."""


class NotReleased(Refused):
    """The vehicle is held, or was released before."""


@dataclass(frozen=True, kw_only=True)
class Towed:
    """The vehicle, why it goes and by whose authority; by which company, from where."""

    plate: str = ""
    vin: str = ""
    description: str = ""
    reason: str = ""
    authority: str = ""
    company: str = ""
    address: str = ""
    taken_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What became known of a tow later: as it shall stand from now on."""

    arrived: bool
    taken_to: str
    inventory: str
    owner_notice: str
    hold_reason: str


@journal.command
def log_tow(
    *,
    agency: Agency,
    kind: TowKind,
    said: Towed,
    incident: Incident | None = None,
    by: Principal,
    at: datetime,
) -> Tow:
    """Note that a vehicle is towed, so that whoever misses it gets an answer.

    Raises ``UnfitTow``.
    """
    demand(by, Permission.TOW_LOG, agency.pk)
    if not said.plate.strip() and not said.vin.strip():
        raise UnfitTow("plate", _("Which vehicle? Give its plate or its VIN."))
    plate, vin = read_vehicle(said.plate, said.vin)
    reason = said.reason.strip() or ("" if kind == TowKind.ORDERED else kind.label)
    if not reason:
        raise UnfitTow("reason", _("Why is it towed?"))
    tow = Tow.objects.create(
        agency=agency,
        incident=incident,
        kind=kind,
        plate=plate.text,
        plate_key=plate.key,
        state=plate.state,
        vin=vin,
        description=short("description", said.description),
        address=short("address", said.address),
        reason=short("reason", reason),
        authority=short("authority", said.authority or AUTHORITY.get(kind, by.name), 120),
        company=short("company", said.company, 120),
        taken_to=short("taken_to", said.taken_to),
        requested_at=at,
        requested_by=str(by.actor),
    )
    event = events.TowLogged(
        tow_id=tow.pk,
        kind=kind,
        kind_name=kind.label.lower(),
        number=incident.number if incident else "",
        vehicle=tow.vehicle,
        reason=tow.reason,
    )
    _record(event, tow, by, at)
    return tow


@journal.command
def report_tow(*, tow: Tow, said: Progress, by: Principal, at: datetime) -> Tow:
    """Arrived, taken where, with what inside, who told the owner, held for what.

    The same again changes nothing. Raises ``UnfitTow`` or ``NotReleased``.
    """
    demand(by, Permission.TOW_LOG, tow.agency_id)
    held = _lock(tow)
    if held.released_at is not None and said.hold_reason.strip():
        raise NotReleased(
            _("{vehicle} was released: it cannot be held any more.").format(vehicle=held.vehicle)
        )
    notice = short("owner_notice", said.owner_notice)
    wanted = {
        "arrived_at": held.arrived_at or (at if said.arrived else None),
        "taken_to": short("taken_to", said.taken_to),
        "inventory": short("inventory", said.inventory, LONGEST_INVENTORY),
        "owner_notice": notice,
        "owner_notified_at": held.owner_notified_at or (at if notice else None),
        "hold_reason": short("hold_reason", said.hold_reason),
    }
    changed = [name for name, value in wanted.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, wanted[name])
    held.save(update_fields=changed)
    event = events.TowReported(
        tow_id=held.pk,
        fields=", ".join(changed),
        taken_to=held.taken_to,
        hold_reason=held.hold_reason,
    )
    _record(event, held, by, at)
    return held


@journal.command
def release_tow(*, tow: Tow, to: str, by: Principal, at: datetime) -> Tow:
    """The vehicle goes back to somebody. Raises ``NotReleased`` while it is held."""
    demand(by, Permission.TOW_LOG, tow.agency_id)
    whom = short("released_to", to, 120)
    if not whom:
        raise UnfitTow("released_to", _("To whom is it released?"))
    held = _lock(tow)
    if held.hold_reason:
        raise NotReleased(
            _("{vehicle} is held: {hold_reason}. Lift the hold first.").format(
                vehicle=held.vehicle, hold_reason=held.hold_reason
            )
        )
    if held.released_at is not None:
        raise NotReleased(
            _("{vehicle} was released before, to {released_to}.").format(
                vehicle=held.vehicle, released_to=held.released_to
            )
        )
    held.released_at, held.released_to, held.released_by = at, whom, str(by.actor)
    held.save(update_fields=["released_at", "released_to", "released_by"])
    _record(events.TowReleased(tow_id=held.pk, released_to=whom), held, by, at)
    return held


def read_vehicle(typed: str, typed_vin: str) -> tuple[vehicles.Plate, str]:
    """A plate and a VIN, each empty when it was not given. Raises ``UnfitTow``."""
    try:
        plate = vehicles.read_plate(typed) if typed.strip() else vehicles.Plate("")
    except vehicles.UnfitVehicle as error:
        raise UnfitTow("plate", str(error)) from error
    try:
        return plate, vehicles.read_vin(typed_vin) if typed_vin.strip() else ""
    except vehicles.UnfitVehicle as error:
        raise UnfitTow("vin", str(error)) from error


def short(field: str, text: str, longest: int = LONGEST) -> str:
    """The words without what surrounds them. Raises ``UnfitTow`` for too many."""
    words = text.strip()
    if len(words) > longest:
        raise UnfitTow(
            field, _("Write at most {longest} letters here.").format(longest=f"{longest:,}")
        )
    return words


def _lock(tow: Tow) -> Tow:
    held = Tow.objects.select_for_update().filter(pk=tow.pk).first()
    if held is None:
        raise TowOutOfSight(_("You may not see this tow, so you cannot change it."))
    return held


def _record(event: object, tow: Tow, by: Principal, at: datetime) -> None:
    subject = Subject("tow", str(tow.pk))
    journal.record(event, subject=subject, agency_id=tow.agency_id, by=by, at=at)
