"""Tagging a vehicle as abandoned, looking again when it is due, and how that ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import registry as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal, work
from beatbook.ground.agency import queries as agencies
from beatbook.ground.agency.models import Agency
from beatbook.ground.files import commands as files
from beatbook.ground.files.store import Received
from beatbook.ground.journal import scope
from beatbook.ground.registry.commands import tow as tows
from beatbook.ground.registry.commands.demands import demand
from beatbook.ground.registry.commands.incident import Location
from beatbook.ground.registry.models import Tag, TagPhoto
from beatbook.ground.registry.vocabulary import RECHECK_AFTER, TagEnd, TowKind

RECHECK = "registry.recheck_tag"
LONGEST_VALVES = 80
MOST_PHOTOS = 12


class TagOver(Refused):
    """The vehicle was moved, cited or towed before."""


class EnoughPhotos(Refused):
    """There are so many photos of the vehicle that another one is not taken."""


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
    location: Location | None = None,
    recheck_at: datetime | None = None,
    by: Principal,
    at: datetime,
) -> Tag:
    """Tag it; it is due for a second look at ``recheck_at``, or in three days. ``location`` is what
    the map makes of the address.

    Raises ``UnfitTow`` with the field that is wrong.
    """
    demand(by, Permission.TOW_LOG, agency.pk)
    plate, vin = tows.read_vehicle(said.plate, said.vin)
    for field, words in (("description", said.description), ("address", said.address)):
        if not words.strip():
            raise tows.UnfitTow(field, _("Say what it looks like and where it stands."))
    if recheck_at is not None and recheck_at <= at:
        raise tows.UnfitTow("recheck", _("The second look must lie ahead."))
    tag = Tag.objects.create(
        agency=agency,
        plate=plate.text,
        plate_key=plate.key,
        state=plate.state,
        vin=vin,
        description=tows.short("description", said.description),
        address=tows.short("address", said.address),
        lat=location.point.lat if location and location.point else None,
        lon=location.point.lon if location and location.point else None,
        beat=location.beat if location else "",
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
    held = _lock(tag)
    if held.ended_at is not None and held.ended_how == how:
        return held
    _demand_standing(held)
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
    held.version += 1
    held.save(update_fields=["ended_at", "ended_how", "ended_by", "tow", "version"])
    work.cancel_deadline(RECHECK, _subject(held))
    event = events.TagEnded(tag_id=held.pk, how=how, how_name=how.label.lower())
    _record(event, held, by, at)
    return held


@journal.command
def look_again(*, tag: Tag, recheck_at: datetime, by: Principal, at: datetime) -> Tag:
    """Somebody looked, and it still stands: it is due again then.

    Raises ``TagOver`` or ``UnfitTow``.
    """
    demand(by, Permission.TOW_LOG, tag.agency_id)
    held = _lock(tag)
    _demand_standing(held)
    if recheck_at <= at:
        raise tows.UnfitTow("recheck", _("The next look must lie ahead."))
    if held.due_at is None and held.recheck_at == recheck_at:
        return held
    held.due_at, held.recheck_at = None, recheck_at
    held.version += 1
    held.save(update_fields=["due_at", "recheck_at", "version"])
    work.set_deadline(recheck_at, RECHECK, _subject(held), agency=held.agency_id)
    _record(events.TagLookedAt(tag_id=held.pk), held, by, at)
    return held


@journal.command
def photograph_tag(
    *, tag: Tag, received: Received, name: str = "", by: Principal, at: datetime
) -> TagPhoto:
    """Attach a photo. The same one again is no news. Raises ``TagOver`` or ``EnoughPhotos``."""
    demand(by, Permission.TOW_LOG, tag.agency_id)
    held = _lock(tag)
    known = TagPhoto.objects.filter(tag=held, file__sha256=received.sha256).first()
    if known is not None:
        return known
    _demand_standing(held)
    if held.photos.count() >= MOST_PHOTOS:
        said = _("{most} photos of one vehicle are enough.")
        raise EnoughPhotos(said.format(most=MOST_PHOTOS))
    stored = files.store_file(agency=held.agency, received=received, name=name, by=by, at=at)
    photo = TagPhoto.objects.create(
        agency_id=held.agency_id, tag=held, file=stored, added_at=at, added_by=str(by.actor)
    )
    event = events.TagPhotographed(tag_id=held.pk, photo_id=photo.pk, sha256=stored.sha256)
    _record(event, held, by, at)
    return photo


def _lock(tag: Tag) -> Tag:
    return Tag.objects.select_for_update(of=("self",)).select_related("agency").get(pk=tag.pk)


def _demand_standing(tag: Tag) -> None:
    if tag.ended_at is not None:
        raise TagOver(
            _("{vehicle}: {ended_how} before.").format(
                vehicle=tag.vehicle, ended_how=tag.get_ended_how_display().lower()
            )
        )


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
    tag.version += 1
    tag.save(update_fields=["due_at", "version"])
    _record(events.TagDue(tag_id=tag.pk), tag, by, at)


def _subject(tag: Tag) -> Subject:
    return Subject("tag", str(tag.pk))


def _record(event: object, tag: Tag, by: Principal, at: datetime) -> None:
    journal.record(event, subject=_subject(tag), agency_id=tag.agency_id, by=by, at=at)
