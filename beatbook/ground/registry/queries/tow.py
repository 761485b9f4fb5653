"""Which vehicles were towed: the log, and the answer to “my car is stolen”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from beatbook.contract.access import Permission, Principal
from beatbook.core import vehicles
from beatbook.ground.registry.models import Tow

PAGE = 50
MOST = 10

Key = tuple[datetime, int]


def tows_for(principal: Principal) -> QuerySet[Tow]:
    """The tows that this principal may read."""
    mine = principal.agencies(Permission.CALL_READ)
    return Tow.objects.filter(agency_id__in=mine).select_related("agency", "incident")


@dataclass(frozen=True)
class TowsPage:
    """A page of the log, newest first, and the key of the page after it."""

    tows: list[Tow]
    next_key: Key | None


def tows_page(principal: Principal, *, after: Key | None = None, size: int = PAGE) -> TowsPage:
    """By keyset: the thousandth page costs what the first does."""
    tows = tows_for(principal).order_by("-requested_at", "-pk")
    if after:
        at, pk = after
        tows = tows.filter(Q(requested_at__lt=at) | Q(requested_at=at, pk__lt=pk))
    found = list(tows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return TowsPage(found[:size], (last.requested_at, last.pk) if last else None)


def tows_of(principal: Principal, *, plates: Iterable[str] = (), vin: str = "") -> list[Tow]:
    """The tows of these plates (their keys) or this VIN: first what is not released."""
    meant = Q()
    if keys := sorted(set(plates) - {""}):
        meant |= Q(plate_key__in=keys)
    if vin:
        meant |= Q(vin=vin)
    found = (
        list(tows_for(principal).filter(meant).order_by("-requested_at")[:MOST]) if meant else []
    )
    return sorted(found, key=lambda tow: tow.released_at is not None)


def tows_named(principal: Principal, words: str) -> list[Tow]:
    """Those not released whose plate is named in what somebody types."""
    named = tows_of(principal, plates=vehicles.plates_in(words))
    return [tow for tow in named if tow.released_at is None]


def tow_sentence(tow: Tow) -> str:
    """What to say to whoever misses the vehicle."""
    by = _(" by {company}").format(company=tow.company) if tow.company else ""
    where = _(", to {place}").format(place=tow.taken_to) if tow.taken_to else ""
    said = _("{vehicle} was towed {at}{by}{where} ({kind})").format(
        vehicle=tow.vehicle,
        at=_when(tow.requested_at),
        by=by,
        where=where,
        kind=_(tow.get_kind_display()).lower(),
    )
    if tow.released_at:
        return _("{said}, released {at}").format(said=said, at=_when(tow.released_at))
    return f"{said}; {_('held')}: {tow.hold_reason}" if tow.hold_reason else said


def _when(at: datetime) -> str:
    return date_format(timezone.localtime(at), "M j, Y H:i")


def tow_row(tow: Tow) -> dict[str, Any]:
    """A tow as screens and machines get it."""
    return {
        "id": tow.pk,
        "agency": tow.agency.code,
        "kind": tow.kind,
        "vehicle": tow.vehicle,
        "released": tow.released_at is not None,
        "said": tow_sentence(tow),
    }
