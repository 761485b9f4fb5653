"""Small value types that several parts share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OPEN = "open"
"""The need-to-know class of a record that everyone with the permission may read."""


class Language(StrEnum):
    """A language that the screens are shown in. What people typed stays as they typed it."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def own_name(self) -> str:
        """As whoever speaks it calls it."""
        return {Language.ENGLISH: "English", Language.SPANISH: "Español"}[self]


class MemberClass(StrEnum):
    """What a member or unit is by law: it decides which calls it may be sent to."""

    SWORN = "sworn"
    NON_SWORN = "non_sworn"
    VOLUNTEER = "volunteer"
    CIVILIAN = "civilian"


AUTHORITY = (MemberClass.CIVILIAN, MemberClass.VOLUNTEER, MemberClass.NON_SWORN, MemberClass.SWORN)
"""The classes from the least to the most that the law lets them do."""


class Part(StrEnum):
    """What a class of unit may do at a kind of call."""

    ALONE = "alone"
    ASSIST = "assist"
    NEVER = "never"


class UnitKind(StrEnum):
    CAR = "car"
    FOOT = "foot"
    BIKE = "bike"
    MOTORCYCLE = "motorcycle"
    BOAT = "boat"


@dataclass(frozen=True)
class Subject:
    """What an entry is about: the kind of thing, and its id as text."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Point:
    """A place on earth, WGS 84 degrees."""

    lat: float
    lon: float
