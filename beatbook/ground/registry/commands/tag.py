"""Tagging a vehicle as abandoned, looking again when it is due, and how that ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.ground.registry.commands import tow as tows
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.models import Tag
from beatbook.ground.registry.vocabulary import RECHECK_AFTER, TagEnd, TowKind

RECHECK = "registry.recheck_tag"
LONGEST_VALVES = 80


class TagOver(Refused):
    """The vehicle was moved, cited or towed before."""


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """The vehicle as it stands: odometer in miles, where the valves point, like on a clock."""

    description: str
    address: str
    plate: str = ""
    vin: str = ""
    odometer: int | None = None
    valves: str = ""


@journal.command
def tag_vehicle(
    *,
    agency: Agency,
    said: Tagged,
    recheck_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> Tag:
    """Tag it; it is due for a second look at ``recheck_at``, or in three days.

    Raises ``UnfitTow`` with the field that is wrong.
    """
    demand(by, Permission.TOW_LOG, agency.pk)
    plate, vin = tows.read_vehicle(said.plate, said.vin)
    for field, words in (("description", said.description), ("address", said.address)):
        if not words.strip():
            raise tows.UnfitTow(field, "Say what it looks like and where it stands.")
    if recheck_at is not None and recheck_at <= at:
        raise tows.UnfitTow("recheck", "The second look must lie ahead.")
    tag = Tag.objects.create(
        agency=agency,
        plate=plate.text,
        plate_key=plate.key,
        state=plate.state,
        vin=vin,
        description=tows.short("description", said.description),
        address=tows.short("address", said.address),
        odometer=said.odometer,
        valves=tows.short("valves", said.valves, LONGEST_VALVES),
        tagged_at=at,
        tagged_by=str(by.actor),
        recheck_at=recheck_at or at + RECHECK_AFTER,
    )
    work.set_deadline(tag.recheck_at, RECHECK, _subject(tag), agency=agency.pk)
    event = events.VehicleTagged(tag_id=tag.pk, vehicle=tag.vehicle, address=tag.address)
    _record(event, tag, by, at)
    return tag


@journal.command
def end_tag(*, tag: Tag, how: TagEnd, by: Principal, at: datetime) -> Tag:
    """It was moved, cited or towed; towed, it stands in the tow log too. Raises ``TagOver``."""
    demand(by, Permission.TOW_LOG, tag.agency_id)
    held = Tag.objects.select_for_update(of=("self",)).select_related("agency").get(pk=tag.pk)
    if held.ended_at is not None:
        if held.ended_how == how:
            return held
        raise TagOver(f"{held.vehicle}: {held.get_ended_how_display().lower()} before.")
    if how == TagEnd.TOWED:
        said = tows.Towed(
            plate=f"{held.plate} {held.state}",
            vin=held.vin,
            description=held.description,
            address=held.address[: tows.LONGEST],
            reason="Abandoned vehicle",
        )
        held.tow = tows.log_tow(agency=held.agency, kind=TowKind.ORDERED, said=said, by=by, at=at)
    held.ended_at, held.ended_how, held.ended_by = at, how, str(by.actor)
    held.save(update_fields=["ended_at", "ended_how", "ended_by", "tow"])
    work.cancel_deadline(RECHECK, _subject(held))
    event = events.TagEnded(tag_id=held.pk, how=how, how_name=how.label.lower())
    _record(event, held, by, at)
    return held


@work.task(RECHECK)
def recheck_tag(*, subject: Subject, at: datetime, agency: int) -> None:
    """The deadline of a tag: somebody must look again, unless it is over."""
    scope.enter([agency])
    tag = Tag.objects.select_for_update().filter(pk=int(subject.id), ended_at=None).first()
    if tag is not None and tag.due_at is None:
        _mark_due(tag=tag, by=agencies.system("second look", [agency]), at=at)


@journal.command
def _mark_due(*, tag: Tag, by: Principal, at: datetime) -> None:
    tag.due_at = at
    tag.save(update_fields=["due_at"])
    _record(events.TagDue(tag_id=tag.pk), tag, by, at)


def _subject(tag: Tag) -> Subject:
    return Subject("tag", str(tag.pk))


def _record(event: object, tag: Tag, by: Principal, at: datetime) -> None:
    journal.record(event, subject=_subject(tag), agency_id=tag.agency_id, by=by, at=at)
