"""What the geocoder answers."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.ground.geo.names import StreetName
from beatbook.ground.geo.vocabulary import Exactness, MatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One place that may be meant.

    `exact` says that the very thing is on file, `exactness` how exactly its spot is known, `note`
    what it is, in words. `label` holds all that was typed and is found again when it is typed.
    """

    kind: MatchKind
    label: str
    lat: float
    lon: float
    exactness: Exactness
    note: str
    score: float
    exact: bool = False
    plain: str = ""
    """The label without what was said beside the place: the same for every apartment of a house."""
    locality: str = ""
    streets: tuple[StreetName, ...] = ()
    """Those in the label. Where two towns have such a street, the label says which."""
    address: str = ""
    base: str = ""
    """The bare name of the street: what several streets may be called."""
    wanted: str = ""
    """The town, beat or address that was typed to tell it from others, as `names.place_key`."""
    is_alias: bool = False
    has_unit: bool = False
    """The unit that was typed is part of the label already."""
    is_tail: bool = False
    """This was said after the semicolon, as the name of the place at an address."""
    unit: str = ""
    beat: str = ""
    beat_name: str = ""
    outside: str = ""
    """Said of a spot off the map, or outside the agency's area; empty inside."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The places that may be meant, best first; none is *unknown yet*.

    `ambiguous` where the first two are about equally likely and lie apart; `said` is a sentence on
    the answer as a whole, or empty where there is nothing to say.
    """

    matches: tuple[Match, ...] = ()
    ambiguous: bool = False
    said: str = ""
