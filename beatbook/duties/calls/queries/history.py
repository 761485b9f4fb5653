"""The history of calls, newest first, by keyset: the thousandth page costs what the first does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from beatbook.contract.access import Permission, Principal
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.queries import exchange
from beatbook.duties.calls.queries.call import calls_for
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.addresses import address_key, plain

PAGE = 50
NUMBER = re.compile(r"^(?:(?P<prefix>[A-Z]{1,2})?(?P<year>\d\d)-)?0*(?P<serial>\d{1,6})$")
LAST = "\U0010ffff"
"""Sorts after every other character: the end of a range of texts with one beginning."""

Key = tuple[datetime, int]


@dataclass(frozen=True)
class HistoryPage:
    """A page of calls, newest first, and the key of the page after it."""

    calls: list[Call]
    next_key: Key | None


def history_page(
    principal: Principal,
    *,
    after: Key | None = None,
    text: str = "",
    status: str = "",
    size: int = PAGE,
) -> HistoryPage:
    """Calls after ``after``, narrowed by status, and by a number, an address or a call type."""
    calls = calls_for(principal).order_by("-received_at", "-pk")
    calls = calls.prefetch_related(
        registry.with_case_numbers("incident__"), "further__disposition", "counterparts__center"
    )
    if status:
        calls = calls.filter(status=status)
    if text.strip():
        calls = calls.filter(_meant(principal, text.strip()))
    if after:
        at, pk = after
        calls = calls.filter(Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk))
    found = list(calls[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return HistoryPage(found[:size], (last.received_at, last.pk) if last else None)


def call_numbered(principal: Principal, text: str) -> Call | None:
    """The last call, open or not, of that number: in any usual way, with or without zeros.

    Where none of ours has it, the one that another center has under it.
    """
    number = NUMBER.match(text.upper().replace(" ", "").removeprefix("#"))
    agencies = principal.agencies(Permission.CALL_READ)
    last = calls_for(principal).order_by("-received_at", "-pk")
    ours = last.filter(_numbered(number, agencies)).first() if number else None
    return ours or last.filter(pk__in=exchange.calls_elsewhere_as(principal, text)).first()


def _meant(principal: Principal, text: str) -> Q:
    """The beginning of an address or of a call type, or the number of a call, here or elsewhere,
    or of a case in any usual way.

    Ranges, not patterns: a pattern cannot use its index behind a row policy.
    """
    agencies = principal.agencies(Permission.CALL_READ)
    begins = address_key(plain(text))
    named = CallType.objects.filter(agency_id__in=agencies, name__istartswith=text)
    meant = Q(call_type__in=list(named.values_list("pk", flat=True))) | Q(
        incident__agency_id__in=agencies,
        incident__address_key__gte=begins,
        incident__address_key__lt=begins + LAST,
    )
    on_record = registry.incidents_on_record_as(principal, text)
    known = [*on_record, *exchange.calls_elsewhere_as(principal, text)]
    if known:
        meant |= Q(pk__in=known)
    number = NUMBER.match(text.upper().replace(" ", ""))
    return meant | _numbered(number, agencies) if number else meant


def _numbered(number: re.Match[str], agencies: list[int]) -> Q:
    meant = Q(incident__agency_id__in=agencies, incident__serial=int(number["serial"]))
    if number["year"]:
        meant &= Q(incident__year=2000 + int(number["year"]))
    if number["prefix"]:
        meant &= Q(agency__prefix=number["prefix"])
    return meant
