"""Handing a call to another center, and what was said."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import exchange as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.core import numbering
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import arriving, closing, standing
from beatbook.duties.calls.commands.recording import record
from beatbook.duties.calls.models import Call, Counterpart, Disposition, Transfer
from beatbook.duties.calls.vocabulary import Means
from beatbook.ground import journal
from beatbook.ground.registry import commands as registry


class UnfitTransfer(Refused):
    """A transfer without a word about it; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@journal.command
def transfer_call(
    *,
    call: Call,
    center: str,
    means: Means,
    said: str,
    whom: str = "",
    said_at: datetime | None = None,
    their_number: str = "",
    disposition: Disposition | None = None,
    by: Principal,
    at: datetime,
) -> Transfer:
    """Another center takes the call. With a disposition it is closed here, else it stays open.

    ``said`` is kept word for word; ``said_at`` is when, if that was earlier. The same said again
    is the same transfer. Raises ``UnfitTransfer``, ``CallClosed``, or what closing raises.
    """
    rules.demand(by, Permission.CALL_DISPATCH, call.agency_id)
    center, whom, their_number = (" ".join(text.split()) for text in (center, whom, their_number))
    if not center:
        raise UnfitTransfer("center", _("To which center? Say its name."))
    if not said.strip():
        raise UnfitTransfer("said", _("What was said? It is kept word for word."))
    call = standing.lock_open(call)
    if said_at and not call.received_at.replace(second=0, microsecond=0) <= said_at <= at:
        raise UnfitTransfer("said_at", _("That was before the call was received, or is to come."))
    told = {"center": center, "whom": whom, "means": means, "said": said}
    since = call.reopened_at or call.received_at
    stands = call.transfers.filter(at__gte=since, **told).first()
    made = stands or _make(call, told, said_at or at, by, at)
    if their_number:
        _note_number(call, center, their_number, by, at)
    if disposition:
        _close(call, made, disposition, by, at)
    return made


def _make(
    call: Call, told: dict[str, str], said_at: datetime, by: Principal, at: datetime
) -> Transfer:
    made = Transfer.objects.create(
        agency_id=call.agency_id,
        need_to_know=call.need_to_know,
        call=call,
        said_at=said_at,
        at=at,
        by=str(by.actor),
        **told,
    )
    registry.touch(call.incident)
    late = "" if said_at == at else f" at {call.agency.local(said_at):%H:%M}"
    event = events.CallTransferred(
        number=call.incident.number,
        means=made.get_means_display(),
        heard=late,
        center=", ".join(filter(None, [made.center, made.whom])),
        said=made.said,
    )
    record(event, call, by, at)
    return made


def _note_number(call: Call, center: str, number: str, by: Principal, at: datetime) -> None:
    """Noted twice, it is the same one. A number that is another call's says so."""
    there = arriving.center_called(call.agency, center, at)
    standing_one = Counterpart.objects.filter(center=there, number=number).first()
    if standing_one and standing_one.call_id == call.pk:
        return
    if standing_one:
        raise UnfitTransfer(
            "their_number",
            _("{center} has {call} as {number}.").format(
                center=there, call=standing_one.call, number=number
            ),
        )
    arriving.save_new(
        Counterpart(
            agency=call.agency,
            need_to_know=call.need_to_know,
            call=call,
            center=there,
            number=number,
            compact=numbering.compact(number),
            squeezed=numbering.squeeze(number),
            known_at=at,
        )
    )
    event = events.CounterpartNoted(
        number=call.incident.number, center=there.name, their_number=number
    )
    record(event, call, by, at)


def _close(
    call: Call, made: Transfer, disposition: Disposition, by: Principal, at: datetime
) -> None:
    closing.close_call(call=call, disposition=disposition, by=by, at=at)
    made.closed = True
    made.save(update_fields=["closed"])
