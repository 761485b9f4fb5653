"""Put an imported map in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from beatbook.contract import geo as events
from beatbook.contract.access import NotAllowed, Principal
from beatbook.contract.values import Subject
from beatbook.ground import journal
from beatbook.ground.geo import rows, town
from beatbook.ground.geo.models import Map
from beatbook.ground.journal.models import INSTALLATION


@journal.command
def put_in_use(
    *,
    key: str,
    name: str,
    source: str,
    credit: str,
    drawn: town.Town,
    changes: Mapping[str, Any] | None = None,
    figures: Mapping[str, Any] | None = None,
    by: Principal,
    at: datetime,
) -> Map:
    """Store a town and make it the map that everybody uses, in place of the one before.

    Its files must lie in their place already. For the system only: the map is everybody's.
    """
    if by.actor.kind != "system":
        raise NotAllowed(_("Maps are imported from the command line of the installation."))
    counts = {
        "streets": len(drawn.streets),
        "addresses": len(drawn.addresses),
        "intersections": len(drawn.intersections),
        "places": len(drawn.places),
    }
    bounds = drawn.bounds
    stored = Map.objects.create(
        key=key,
        name=name,
        source=source,
        imported_at=at,
        south=bounds.south,
        west=bounds.west,
        north=bounds.north,
        east=bounds.east,
        counts=counts,
        credit=credit,
        ground=drawn.ground,
        changes=dict(changes or {}),
        figures=dict(figures or {}),
    )
    rows.store(stored, drawn)
    Map.objects.filter(is_active=True).update(is_active=False)
    stored.is_active = True
    stored.save(update_fields=["is_active"])
    journal.record(
        events.MapImported(key=key, map_name=name, **counts),
        subject=Subject("map", key),
        agency_id=INSTALLATION,
        by=by,
        at=at,
    )
    return stored
