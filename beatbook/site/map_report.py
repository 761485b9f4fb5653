"""What an import has to say afterwards: what came, what changed, what nobody can find now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beatbook.ground.agency.models import Agency
from beatbook.ground.geo.models import Map
from beatbook.ground.geo.vocabulary import AreaKind, Exactness
from beatbook.ground.journal import scope
from beatbook.ground.registry.locating import locate
from beatbook.ground.registry.models import Incident, Place

NAMED = 10
LOOKED_UP = 2_000
"""So many open incidents and noted places are looked up on the new map."""


def told(stored: Map, agency: Agency | None) -> Iterator[str]:
    """The report of an import, a sentence a line."""
    counts = ", ".join(f"{noun}: {count:,}" for noun, count in stored.counts.items())
    yield f"{stored.name} is in use ({counts})."
    changes = stored.changes
    if set(changes["exactness"]) - {Exactness.POINT}:
        yield (
            "Addresses by how exactly they are known: "
            + ", ".join(
                f"{Exactness(kind).label.lower()} {count:,}"
                for kind, count in changes["exactness"].items()
            )
            + "."
        )
    yield from changes["notes"]
    yield from _left_out(stored)
    yield from _areas(changes["areas"], agency)
    yield from _differences(changes)
    yield from _lost()


def _areas(areas: dict[str, int], agency: Agency | None) -> Iterator[str]:
    if areas and agency is not None:
        what = ", ".join(f"{AreaKind(kind).label.lower()}s: {n}" for kind, n in areas.items())
        yield f"The areas of {agency.name} are drawn ({what})."


def _left_out(stored: Map) -> Iterator[str]:
    left = stored.changes["left_out"]
    if left["count"]:
        yield (
            f"{left['count']:,} rows of the address list have no place; each is named with the "
            f"reason in not-placed.csv of the map's folder {stored.key}: "
            f"{_listed(left['rows'], left['count'])}."
        )


def _differences(changes: dict[str, Any]) -> Iterator[str]:
    if "elsewhere" in changes:
        yield f"The map before it, {changes['elsewhere']}, was of another place."
    if "before" not in changes:
        return
    yield f"Compared with {changes['before']}, the map before it:"
    for key, what in (("streets_gone", "streets gone"), ("streets_new", "new streets")):
        found = changes[key]
        if found["count"]:
            yield f"  {what}: {found['count']:,} ({_listed(found['names'], found['count'])})"
    moved = changes["addresses_moved"]
    if moved["count"]:
        yield (
            f"  addresses moved by more than 100 ft: {moved['count']:,}, "
            f"by {moved['largest_feet']:,} ft at most"
        )
    yield (f"  addresses gone: {changes['addresses_gone']:,}; new: {changes['addresses_new']:,}")


def _lost() -> Iterator[str]:
    """Open incidents and noted places whose address the new map does not know. They keep theirs."""
    lost: list[str] = []
    for agency in Agency.objects.order_by("code"):
        with scope.within([agency.pk]):
            spots = Incident.objects.filter(agency=agency, closed_at=None).exclude(lat=None)
            lost += [
                f"{number} at {address}"
                for number, address in spots.values_list("number", "location")[:LOOKED_UP]
                if locate(agency, address, None, None).point is None
            ]
            noted = Place.objects.filter(
                agency=agency, premisenote__removed_at=None, premisenote__isnull=False
            ).exclude(lat=None)
            lost += [
                f"the notes of {agency.code} on {address}"
                for address in noted.values_list("address", flat=True).distinct()[:LOOKED_UP]
                if locate(agency, address, None, None).point is None
            ]
    if lost:
        yield (
            f"Their words and places stay, but the new map does not find the address of "
            f"{_listed(lost, len(lost))}."
        )


def _listed(names: list[str], count: int) -> str:
    more = f" and {count - NAMED:,} more" if count > NAMED else ""
    return ", ".join(names[:NAMED]) + more
