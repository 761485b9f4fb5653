"""Street names: the one spelling by which "N Gay St." and "North Gay Street" are the same street.

Files, typed text and the index all go through `words` and `StreetName.of`, so that what is typed is
compared with what is kept. Nothing here knows the map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatbook.ground.geo.spellings import (
    DIRECTIONS,
    LEADING_TYPES,
    ORDINALS,
    ROUTES,
    STATES,
    TENS,
    TYPES,
    WORDS,
)

_TYPES_AND_DIRECTIONS = frozenset({*TYPES, *LEADING_TYPES, *DIRECTIONS})
_UNSPLIT_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"}
)
_DROPPED = re.compile(r"['`.\u2019\u00b4]")
_WORD = re.compile(r"\d+/\d+|[^\W_]+")
_NUMBERED = re.compile(r"0*(\d+)(?:st|nd|rd|th)")
_LEADING_ZEROS = re.compile(r"0+(\d+)")
_GERMAN_STREET = re.compile(r"(\w{3,})str")
_ROUTE_NUMBER = re.compile(r"\d{1,4}[a-z]?")


def words(text: str) -> list[str]:
    """Lower-case words without accents or punctuation: ``"St. Paul's"`` gives ``st pauls``."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNSPLIT_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return list(_joined_ordinals(map(_spelled, _WORD.findall(_DROPPED.sub("", letters)))))


def _spelled(word: str) -> str:
    """6th, 06th and sixth are all 6."""
    if word in ORDINALS:
        return ORDINALS[word]
    if numbered := _NUMBERED.fullmatch(word):
        return numbered[1]
    if zeros := _LEADING_ZEROS.fullmatch(word):
        return zeros[1]
    if german := _GERMAN_STREET.fullmatch(word):
        return german[1] + "strasse"
    return word


def _joined_ordinals(spelled: Iterator[str]) -> Iterator[str]:
    """Twenty-first is 21."""
    tens = ""
    for word in spelled:
        if tens and len(word) == 1 and word in "123456789":
            yield str(TENS[tens] + int(word))
            tens = ""
            continue
        if tens:
            yield tens
        tens = word if word in TENS else ""
        if not tens:
            yield word
    if tens:
        yield tens


@dataclass(frozen=True, slots=True)
class StreetName:
    """A street's name in parts; each part is lower-case and spelled out, or empty."""

    direction: str
    base: str
    type: str
    ending: str

    @classmethod
    def of(cls, name: str) -> StreetName:
        """The parts of a written name."""
        return cls.of_words(words(name))

    @classmethod
    def of_words(cls, parts: Sequence[str]) -> StreetName:
        rest = list(parts)
        ending = _take_ending(rest)
        direction = _take_direction(rest)
        kind = _take_route(rest) or _take_type(rest)
        return cls(direction=direction, base=_base(rest), type=kind, ending=ending)

    @classmethod
    def readings(cls, parts: Sequence[str]) -> list[StreetName]:
        """The ways to read typed words, the usual one first.

        "n point" may be a street called North Point, or Point with its type left out.
        """
        usual = cls.of_words(parts)
        rest = list(parts)
        direction = DIRECTIONS[rest.pop(0)] if len(rest) > 1 and rest[0] in DIRECTIONS else ""
        typeless = cls(direction=direction, base=_base(rest), type="", ending="")
        whole = cls(direction="", base=_base(list(parts)), type="", ending="")
        return list(dict.fromkeys((usual, typeless, whole)))

    @property
    def key(self) -> str:
        """Two names with the same key are one name."""
        return " ".join(p for p in (self.direction, self.base, self.type, self.ending) if p)


def _take_ending(rest: list[str]) -> str:
    """A direction after the name, as in Key Highway East; Avenue E keeps its letter."""
    if len(rest) < 2 or rest[-1] not in DIRECTIONS:
        return ""
    if len(rest) == 2 and rest[0] in _TYPES_AND_DIRECTIONS:
        return ""
    return DIRECTIONS[rest.pop()]


def _take_direction(rest: list[str]) -> str:
    """A direction before the name; East Street and E Street are names themselves."""
    if len(rest) < 2 or rest[0] not in DIRECTIONS:
        return ""
    if len(rest) == 2 and rest[1] in TYPES:
        return ""
    return DIRECTIONS[rest.pop(0)]


_ROUTE_PHRASES = {
    "st rd": "state",
    "state rd": "state",
    "state road": "state",
    "co rd": "county",
    "county rd": "county",
    "county road": "county",
    "farm to market": "farm",
    "farm to market rd": "farm",
    "farm to market road": "farm",
    "u s": "us",
    "u s highway": "us",
    "u s hwy": "us",
    "u s route": "us",
}


def _take_route(rest: list[str]) -> str:
    """The kind of a numbered highway: of US HIGHWAY 101 it is us, and 101 is left."""
    if len(rest) < 2 or not _ROUTE_NUMBER.fullmatch(rest[-1]):
        return ""
    kind = _route_kind(rest[:-1])
    if kind:
        del rest[:-1]
    return kind


def _route_kind(said: Sequence[str]) -> str:
    """What "state route" and the like in front of a number say; "" with any other word."""
    phrase = " ".join(said)
    if phrase in _ROUTE_PHRASES:
        return _ROUTE_PHRASES[phrase]
    if len(said) == 1 and said[0] in STATES and said[0] not in ROUTES:
        return "state"
    return ROUTES[said[0]] if all(word in ROUTES for word in said) else ""


def _take_type(rest: list[str]) -> str:
    if len(rest) > 1 and rest[-1] in TYPES and rest[:-1] != ["the"]:
        return TYPES[rest.pop()]
    if len(rest) > 1 and rest[0] in LEADING_TYPES:
        return LEADING_TYPES[rest.pop(0)]
    return ""


_KING = "martin luther king"


def _base(rest: Sequence[str]) -> str:
    """What is left of a name. Orleans St Viaduct ends in a street, not in a saint."""
    if len(rest) > 1 and rest[-1] in TYPES:
        return " ".join((*map(_inside, rest[:-1]), TYPES[rest[-1]]))
    spelled = " ".join(map(_inside, rest))
    # Signs and files give Dr. King his titles, or leave them out.
    return spelled.replace(f"doctor {_KING}", _KING).replace(f"{_KING} junior", _KING)


def _inside(word: str) -> str:
    return WORDS.get(word, word)


def place_key(name: str) -> str:
    """The spelling by which named places are compared."""
    return " ".join(map(_inside, words(name)))


_ROUTE = re.compile(r"\b([a-z]+)?[\s.-]*(\d{1,4}[a-z]?)\b", re.IGNORECASE)
_KEPT_KINDS = {"interstate": "i", "us": "us"}
_SPELLED_US = re.compile(r"\bu\.?\s?s\.?(?=\W|\d)", re.IGNORECASE)
_ROAD_WORD = re.compile(r"\b(us|i|interstate)\W+(?:highway|hwy|route|rte?)\b", re.IGNORECASE)


def route_key(name: str) -> str:
    """The one spelling of a numbered highway: "I-95" is "i 95"; "" if `name` has no number.

    States number their own roads in many words (SR 1, CA-1, Route 1): all are "hwy 1".
    """
    match = _ROUTE.search(_ROAD_WORD.sub(r"\1", _SPELLED_US.sub("us", name)))
    if not match:
        return ""
    kind = ROUTES.get((match[1] or "").lower(), "")
    return f"{_KEPT_KINDS.get(kind, 'hwy')} {match[2].lower()}"
