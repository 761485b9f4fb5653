"""Draw an agency's areas: one, or all of a kind; each keeps the outlines it had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from beatbook.contract import geo as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import beats, outlines
from beatbook.ground.geo.models import Area, AreaOutline
from beatbook.ground.geo.vocabulary import AreaKind


class BadArea(Refused):
    """An area that cannot be as it was asked for."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyRetired(Refused):
    """The area was retired before."""


@journal.command
def draw_area(
    *,
    agency: Agency,
    kind: AreaKind,
    code: str,
    name: str,
    shape: BaseGeometry,
    by: Principal,
    at: datetime,
) -> Area:
    """Draw a new area. A code that was retired comes back as itself, with its history."""
    _check_right(agency, by)
    code, name = _code(code), _name(name)
    # By radio nobody hears whether a letter is a capital: z2 would be taken for Z2.
    held = Area.objects.filter(agency=agency, kind=kind, code__iexact=code).first()
    if held is not None and held.retired_at is None:
        raise BadArea(
            "code",
            _("There is a {kind} {held} already.").format(kind=kind.label.lower(), held=held.code),
        )
    code = held.code if held is not None else code
    area, _created = _draw(agency, kind, outlines.of(code, name, shape), at)
    _record_drawn(area, name, "drew", by, at)
    return area


@journal.command
def change_area(*, area: Area, name: str, shape: BaseGeometry, by: Principal, at: datetime) -> Area:
    """Give an area another name or outline from now on. The same again changes nothing."""
    _check_right(area.agency, by)
    held = _in_use(area)
    name = _name(name)
    drawn, changed = _draw(
        held.agency, AreaKind(held.kind), outlines.of(held.code, name, shape), at
    )
    if changed:
        _record_drawn(drawn, name, "changed", by, at)
    return drawn


@journal.command
def retire_area(*, area: Area, by: Principal, at: datetime) -> Area:
    """Take an area out of use. It stays for the records that name its code."""
    _check_right(area.agency, by)
    held = _in_use(area)
    _retire(held, at)
    journal.record(
        events.AreaRetired(area_id=held.pk, kind=AreaKind(held.kind).label.lower(), code=held.code),
        subject=Subject("area", str(held.pk)),
        agency_id=held.agency_id,
        by=by,
        at=at,
    )
    return held


@journal.command
def replace_areas(
    *,
    agency: Agency,
    outlines: Sequence[beats.Outline],
    kind: AreaKind = AreaKind.BEAT,
    by: Principal,
    at: datetime,
) -> list[Area]:
    """Make these the agency's areas of a kind. Those not among them are retired, not deleted."""
    _check_right(agency, by)
    drawn = [_draw(agency, kind, outline, at)[0] for outline in outlines]
    others = Area.objects.filter(agency=agency, kind=kind, retired_at=None)
    for area in others.exclude(pk__in=[area.pk for area in drawn]):
        _retire(area, at)
    journal.record(
        events.AreasReplaced(kind=kind, count=len(drawn)),
        subject=Subject("areas", f"{agency.code}:{kind}"),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return drawn


def _check_right(agency: Agency, by: Principal) -> None:
    if not by.may(Permission.MAP_EDIT, agency.pk):
        raise NotAllowed(
            _("{by} may not draw areas of {agency}: map:edit is needed.").format(
                by=by.name, agency=agency.name
            )
        )


def _code(code: str) -> str:
    words = code.strip()
    if not words or len(words) > 20:
        raise BadArea("code", _("Give a code of 1 to 20 letters and digits, like 2 or N4."))
    return words


def _name(name: str) -> str:
    words = name.strip()
    if not words or len(words) > 80:
        raise BadArea("name", _("Give a name of 1 to 80 letters."))
    return words


def _in_use(area: Area) -> Area:
    """The area, locked, if it is not retired."""
    held = Area.objects.select_for_update(of=("self",)).select_related("agency").get(pk=area.pk)
    if held.retired_at is not None:
        kind = AreaKind(held.kind).label
        raise AlreadyRetired(
            _("{kind} {held} was retired before. Draw it anew to use it again.").format(
                kind=kind, held=held.code
            )
        )
    return held


def _draw(
    agency: Agency, kind: AreaKind, outline: beats.Outline, at: datetime
) -> tuple[Area, bool]:
    """The area of this code with this outline in force, and whether that is a change."""
    area, made = Area.objects.get_or_create(
        agency=agency, kind=kind, code=outline.code, defaults={"changed_at": at}
    )
    now = area.outlines.filter(until=None).first()
    if now and (now.name, now.shape) == (outline.name, outline.geojson):
        return area, False
    _end_outline(area, at)
    AreaOutline.objects.create(
        agency=agency, area=area, name=outline.name, shape=outline.geojson, since=at
    )
    if not made:
        area.changed_at, area.retired_at = at, None
        area.save(update_fields=["changed_at", "retired_at"])
    return area, True


def _retire(area: Area, at: datetime) -> None:
    _end_outline(area, at)
    area.retired_at = area.changed_at = at
    area.save(update_fields=["retired_at", "changed_at"])


def _end_outline(area: Area, at: datetime) -> None:
    area.outlines.filter(until=None).update(until=at)


def _record_drawn(area: Area, name: str, what: str, by: Principal, at: datetime) -> None:
    journal.record(
        events.AreaDrawn(
            area_id=area.pk,
            kind=AreaKind(area.kind).label.lower(),
            code=area.code,
            area_name=name,
            what=what,
        ),
        subject=Subject("area", str(area.pk)),
        agency_id=area.agency_id,
        by=by,
        at=at,
    )
