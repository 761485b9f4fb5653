"""Draw an agency's areas: one, or all of a kind; each keeps the outlines it had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from beatbook.contract import geo as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import beats
from beatbook.ground.geo.models import Area, AreaOutline
from beatbook.ground.geo.vocabulary import AreaKind


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
    if not by.may(Permission.MAP_EDIT, agency.pk):
        raise NotAllowed(f"{by.name} may not draw areas of {agency.name}: map:edit is needed.")
    drawn = [_draw(agency, kind, outline, at) for outline in outlines]
    others = Area.objects.filter(agency=agency, kind=kind, retired_at=None)
    for area in others.exclude(pk__in=[area.pk for area in drawn]):
        _end_outline(area, at)
        area.retired_at = area.changed_at = at
        area.save(update_fields=["retired_at", "changed_at"])
    journal.record(
        events.AreasReplaced(kind=kind, count=len(drawn)),
        subject=Subject("areas", f"{agency.code}:{kind}"),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return drawn


def _draw(agency: Agency, kind: AreaKind, outline: beats.Outline, at: datetime) -> Area:
    """The area of this code with this outline in force; the outline before it ends."""
    area, _ = Area.objects.update_or_create(
        agency=agency,
        kind=kind,
        code=outline.code,
        defaults={"changed_at": at, "retired_at": None},
    )
    _end_outline(area, at)
    AreaOutline.objects.create(
        agency=agency, area=area, name=outline.name, shape=outline.geojson, since=at
    )
    return area


def _end_outline(area: Area, at: datetime) -> None:
    area.outlines.filter(until=None).update(until=at)
