"""Points as devices send them: read one by one, so that a bad one does not lose the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from django.utils.translation import gettext as _

from beatbook.contract.base import Refused

MOST = 1_000
AHEAD = timedelta(minutes=2)
"""How far a device's clock may be ahead of ours before its points are refused."""


class Unreadable(Refused):
    """The request is not a list of points at all."""


class Point(msgspec.Struct, frozen=True):
    """One fix of a device. ``unit`` counts only for machines; a member's unit we know ourselves."""

    lat: float
    lon: float
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    unit: int | None = None
    accuracy_m: float | None = None
    heading: float | None = None
    speed_mph: float | None = None


class Refusal(msgspec.Struct, frozen=True):
    """Why one point was not kept: its place in the request, and a sentence."""

    index: int
    reason: str


class _Request(msgspec.Struct):
    points: list[msgspec.Raw]


@dataclass(frozen=True)
class Reading:
    """What a request holds: the readable points by their place, and the refusals."""

    points: Sequence[tuple[int, Point]]
    refused: Sequence[Refusal]


_request = msgspec.json.Decoder(_Request)
_point = msgspec.json.Decoder(Point)


def read(content: bytes) -> Reading:
    """Read ``{"points": [...]}``. Raises ``Unreadable``."""
    try:
        found = _request.decode(content).points
    except msgspec.MsgspecError as error:
        raise Unreadable(
            _("This is not a list of positions: {error}.").format(error=error)
        ) from None
    if len(found) > MOST:
        raise Unreadable(
            _("At most {most} positions at once, please; these are {found}.").format(
                most=f"{MOST:,}", found=f"{len(found):,}"
            )
        )
    points: list[tuple[int, Point]] = []
    refused: list[Refusal] = []
    for index, raw in enumerate(found):
        try:
            point = _point.decode(raw)
        except msgspec.MsgspecError as error:
            refused.append(
                Refusal(index, _("The position cannot be read: {error}.").format(error=error))
            )
            continue
        if reason := _off_earth(point):
            refused.append(Refusal(index, reason))
        else:
            points.append((index, point))
    return Reading(points, refused)


def too_early(point: Point, now: datetime) -> str:
    """Why the point cannot have been measured yet, or nothing."""
    if point.at - now > AHEAD:
        return _("The time is in the future. Set the clock of the device.")
    return ""


def measured(value: float | None, lowest: float = 0.0) -> float | None:
    """Devices send a negative number for what they could not measure."""
    return None if value is None or value < lowest else value


def _off_earth(point: Point) -> str:
    if not -90 <= point.lat <= 90:
        return _("The latitude must be between -90 and 90 degrees.")
    if not -180 <= point.lon <= 180:
        return _("The longitude must be between -180 and 180 degrees.")
    return ""
