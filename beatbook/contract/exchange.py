"""What the calls duty announces of calls that another center has too."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal

_CALL = (("call", "number"),)


@event(
    "calls.counterpart.received",
    sentence="came from {center} as {their_number}{received}{kind}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CounterpartReceived:
    """``received`` is when they received it, ``kind`` what they call it: both as said, or empty."""

    number: str = code()
    received: str = code()
    center: str = personal()
    their_number: str = personal()
    kind: str = personal()


@event(
    "calls.center.renamed",
    sentence="calls the center {before} {center} from now on",
    audience=Permission.CALL_READ,
)
class CenterRenamed:
    """Only here: how its documents name it stays."""

    before: str = personal()
    center: str = personal()


@event(
    "calls.center.status_address_set",
    sentence="tells {center} how its calls stand, at {address}",
    audience=Permission.CALL_CONFIGURE,
)
class StatusAddressSet:
    center: str = personal()
    address: str = personal()


@event(
    "calls.center.status_address_removed",
    sentence="tells {center} no more how its calls stand",
    audience=Permission.CALL_CONFIGURE,
)
class StatusAddressRemoved:
    center: str = personal()


@event(
    "calls.center.secret_renewed",
    sentence="made a new secret for {center}",
    audience=Permission.CALL_CONFIGURE,
)
class SecretRenewed:
    """The secret itself is nowhere."""

    center: str = personal()


@event(
    "calls.center.unreached",
    sentence="could not tell {center} how its calls stand: {trouble_name}",
    audience=Permission.CALL_READ,
)
class CenterUnreached:
    """Not at the first miss, and once until it is reached again."""

    trouble_name: str = code()
    center: str = personal()


@event(
    "calls.center.reached",
    sentence="could tell {center} again how its calls stand",
    audience=Permission.CALL_READ,
)
class CenterReached:
    center: str = personal()


@event(
    "calls.counterpart.updated",
    sentence="{center} sent a newer {their_number}: {changes}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CounterpartUpdated:
    number: str = code()
    center: str = personal()
    their_number: str = personal()
    changes: str = personal()


@event(
    "calls.caller.corrected",
    sentence="corrected who called and how to call back",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallerCorrected:
    number: str = code()
    caller: str = personal()
    callback: str = personal()


@event(
    "calls.counterpart.noted",
    sentence="{center} has it as {their_number}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CounterpartNoted:
    number: str = code()
    center: str = personal()
    their_number: str = personal()


@event(
    "calls.call.transferred",
    sentence="transferred the call to {center} by {means}{heard}: {said}",
    audience=Permission.CALL_READ,
    touches=_CALL,
)
class CallTransferred:
    """``center`` with whom one spoke there; ``heard`` is when it was said, if that was earlier."""

    number: str = code()
    means: str = code()
    heard: str = code()
    center: str = personal()
    said: str = personal()
