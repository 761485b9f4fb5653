"""Which alerts are in force, which of them are meant by what somebody types, and as live rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.core import vehicles
from beatbook.ground.agency import queries as agencies
from beatbook.ground.registry.addresses import address_key, plain
from beatbook.ground.registry.models import Alert, AlertAcknowledgement, Incident, Involvement
from beatbook.ground.registry.names import person_key, persons_in
from beatbook.ground.registry.vocabulary import AlertKind, InvolvementRole
from beatbook.ground.ui import live

PAGE = 50
MOST_MATCHES = 20
"""Beside a form more than these are not read; the list has them all."""

Key = tuple[datetime, int]


def alerts_for(principal: Principal) -> QuerySet[Alert]:
    """The alerts that this principal may read, also those that are over."""
    return Alert.objects.filter(
        Q(need_to_know="open") | Q(need_to_know__in=principal.classes),
        agency_id__in=principal.agencies(Permission.ALERT_READ),
    ).select_related("agency")


def alerts_in_force(principal: Principal, at: datetime) -> QuerySet[Alert]:
    """Those in force at a moment, newest first; whatever has expired is not among them."""
    standing = alerts_for(principal).filter(ended_at=None, expires_at__gt=at)
    return standing.order_by("-issued_at", "-pk")


@dataclass(frozen=True)
class AlertsPage:
    """A page of alerts, newest first, and the key of the page after it."""

    alerts: list[Alert]
    next_key: Key | None


def alerts_page(
    principal: Principal,
    at: datetime,
    *,
    over: bool = False,
    after: Key | None = None,
    size: int = PAGE,
) -> AlertsPage:
    """Those in force, or those that are over; by keyset."""
    alerts = alerts_in_force(principal, at)
    if over:
        alerts = alerts_for(principal).filter(ended_at__isnull=False)
        alerts = alerts.order_by("-issued_at", "-pk")
    if after:
        issued_at, pk = after
        alerts = alerts.filter(Q(issued_at__lt=issued_at) | Q(issued_at=issued_at, pk__lt=pk))
    found = list(alerts[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return AlertsPage(found[:size], (last.issued_at, last.pk) if last else None)


def alerts_matching(
    principal: Principal, at: datetime, *, words: str = "", addresses: Iterable[str] = ()
) -> list[Alert]:
    """Alerts in force whose plate or person is named in ``words``, or that are about one of the
    places; newest first, a few.
    """
    plates, persons = set(vehicles.plates_in(words)), {*persons_in(words), person_key(words)}
    return _few(alerts_in_force(principal, at), _named(plates, persons, _places(addresses)))


def alerts_concerning(
    principal: Principal, incident: Incident, words: str, at: datetime
) -> list[Alert]:
    """Alerts in force about the incident's place, who has a part in it, or what ``words`` name.

    Who may not know the caller is told of the caller's alerts only where an officer's safety asks
    for it.
    """
    plates, persons = set(vehicles.plates_in(words)), set(persons_in(words))
    callers: set[str] = set()
    for part in Involvement.objects.filter(incident=incident).select_related("person", "vehicle"):
        if part.vehicle:
            plates.add(vehicles.plate_key(part.vehicle.plate))
        if part.person:
            known = callers if part.role == InvolvementRole.CALLER else persons
            known.add(person_key(part.person.name))
    if principal.may(Permission.CALLER_READ, incident.agency_id):
        persons |= callers
    places = _places([incident.location]) | {incident.address_key}
    meant = _named(plates, persons, places)
    meant |= Q(kind=AlertKind.SAFETY, person_key__in=sorted(callers - {""}))
    return _few(alerts_in_force(principal, at).filter(agency_id=incident.agency_id), meant)


def _places(addresses: Iterable[str]) -> set[str]:
    """An alert about a house concerns its apartments, and one about an apartment only that."""
    return {address_key(one) for address in addresses for one in (address, plain(address))}


def _named(plates: set[str], persons: set[str], places: set[str]) -> Q:
    named = Q()
    for column, keys in (("plate_key", plates), ("person_key", persons), ("address_key", places)):
        if wanted := sorted(keys - {""}):
            named |= Q(**{f"{column}__in": wanted})
    return named


def _few(alerts: QuerySet[Alert], meant: Q) -> list[Alert]:
    return list(alerts.filter(meant)[:MOST_MATCHES]) if meant else []


def board_alerts(ids: list[int] | None = None) -> list[live.Patch]:
    """Live rows of the alerts that are told at once: three queries. One that is over has no row;
    one that expires at this moment is hidden by the clock of the screen.
    """
    alerts = Alert.objects.select_related("agency")
    if ids is None:
        alerts = alerts.filter(ended_at=None, is_broadcast=True)
    else:
        alerts = alerts.filter(pk__in=ids)
    found = list(alerts.order_by("-issued_at", "-pk"))
    rows = alert_rows(found)
    return [
        live.patch(
            "alert", one.pk, one.version, row if one.ended_at is None and one.is_broadcast else None
        )
        for one, row in zip(found, rows, strict=True)
    ]


def alert_rows(alerts: list[Alert]) -> list[dict[str, Any]]:
    """Alerts as screens and machines get them: two queries for all of them."""
    names = agencies.actor_names(Actor.parse(one.issued_by) for one in alerts)
    got: dict[int, list[dict[str, Any]]] = {one.pk: [] for one in alerts}
    for acknowledgement in AlertAcknowledgement.objects.filter(alert_id__in=got).order_by("pk"):
        got[acknowledgement.alert_id].append(
            {
                "member": acknowledgement.member_id,
                "at": acknowledgement.acknowledged_at.isoformat(),
            }
        )
    return [_row(one, names[Actor.parse(one.issued_by)], got[one.pk]) for one in alerts]


def _row(alert: Alert, issued_by: str, acknowledged: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": alert.pk,
        "agency": alert.agency.code,
        "kind": alert.kind,
        "kind_name": alert.get_kind_display(),
        "about": alert.about,
        "title": alert.title,
        "person": alert.person,
        "plate": alert.plate,
        "state": alert.state,
        "address": alert.address,
        "lat": alert.lat,
        "lon": alert.lon,
        "text": alert.text,
        "source": alert.source,
        "verified_at": alert.verified_at.isoformat(),
        "issued_at": alert.issued_at.isoformat(),
        "issued_by": issued_by,
        "expires_at": alert.expires_at.isoformat(),
        "need_to_know": alert.need_to_know,
        "broadcast": alert.is_broadcast,
        "acknowledged": acknowledged,
    }
