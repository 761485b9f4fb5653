"""Street names: the one spelling by which "N Gay St." and "North Gay Street" are the same street.

Files, typed text and the index all go through `words` and `StreetName.of`, so that what is typed is
compared with what is kept. Nothing here knows the map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

DIRECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "n": "north", "s": "south", "e": "east", "w": "west",
        "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
        "no": "north", "so": "south",
        **{wind: wind for wind in ("north", "south", "east", "west")},
        **{wind: wind for wind in ("northeast", "northwest", "southeast", "southwest")},
    }
)  # fmt: skip


def _spellings(table: str) -> Mapping[str, str]:
    """Each line is a word, and after a colon its abbreviations; every spelling gives the word."""
    found: dict[str, str] = {}
    for line in table.split("\n"):
        word, _, short = line.strip().partition(":")
        if word:
            found.update(dict.fromkeys((word, *short.split()), word))
    return MappingProxyType(found)


TYPES = _spellings(
    """
    alley: aly ally al
    annex: anx
    arcade: arc
    avenue: av ave aven avn
    bayou: byu
    beach: bch
    bend: bnd
    bluff: blf
    boulevard: bd blvd boul blv
    branch: br
    bridge: brg
    brook: brk
    bypass: byp
    causeway: cswy
    center: ctr centre
    circle: cir circ crcl
    close:
    common: cmn commons
    corner: cor
    court: ct crt
    courts: cts
    cove: cv
    creek: crk
    crescent: cres
    crossing: xing crssng
    cutoff:
    dale: dl
    drive: dr drv
    estates: ests
    expressway: expy expwy
    extension: ext
    field: fld
    fork: frk
    freeway: fwy
    garden: gdn
    gardens: gdns
    gate:
    gateway: gtwy
    glen: gln
    green: grn
    grove: grv
    harbor: hbr
    heights: hts
    highway: hwy hiway
    hill: hl
    hills: hls
    hollow: holw
    island: isl
    junction: jct
    knoll: knl
    lake: lk
    landing: lndg
    lane: ln
    loop:
    mall:
    manor: mnr
    meadow: mdw
    meadows: mdws
    mews:
    mill: ml
    motorway: mtwy
    oval:
    overlook:
    park: pk
    parkway: pkwy pky pkway
    pass:
    passage: psge
    path:
    pike:
    place: pl
    plaza: plz plza
    point: pt
    pointe:
    port: prt
    promenade:
    ramp:
    ridge: rdg
    river: riv
    road: rd
    row:
    run:
    shore: shr
    shores: shrs
    skyway: skwy
    spring: spg
    springs: spgs
    square: sq
    station: sta
    street: st str strt
    summit: smt
    terrace: ter terr
    throughway: thruway thwy trwy
    trace: trce
    trail: trl tr
    tunnel: tunl
    turnpike: tpke tpk
    valley: vly
    viaduct: via
    view: vw
    village: vlg
    villas:
    vista: vis
    walk: wlk
    way: wy
    wharf: whf
    """
)

LEADING_TYPES = _spellings(
    """
    allee: all
    avenida: avda
    avenue: av ave
    boulevard: bd bld boul
    calle:
    camino:
    carretera: ctra
    chemin: ch che
    corso:
    cours:
    descente:
    escalier: escaliers
    esplanade: espl
    highway: hwy
    impasse: imp
    interstate: i
    montee:
    paseo:
    passage:
    piazza:
    pier:
    place: pl
    plaza:
    pont:
    praca:
    promenade:
    quai:
    road: rd
    route: rt rte
    rua:
    rue:
    ruelle:
    sentier:
    square: sq
    strada:
    tunnel:
    via:
    viale:
    vicolo:
    """
)

# Words inside a name. "st" is a saint unless it stands where a street's type stands.
WORDS = _spellings(
    """
    saint: st
    sainte: ste
    mount: mt
    fort: ft
    doctor: dr
    junior: jr
    senior: sr
    martin luther king: mlk
    general: gen
    university: univ
    international: intl
    """
)

_ORDINAL_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
""".split()  # noqa: SIM905 -- reads better than twenty quoted words
ORDINALS: Mapping[str, str] = MappingProxyType(
    {word: str(number) for number, word in enumerate(_ORDINAL_WORDS, start=1)}
    | {"thirtieth": "30", "fortieth": "40", "fiftieth": "50", "sixtieth": "60"}
)

_TYPES_AND_DIRECTIONS = frozenset({*TYPES, *LEADING_TYPES, *DIRECTIONS})
_UNSPLIT_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"}
)
_DROPPED = re.compile(r"['`.\u2019\u00b4]")
_WORD = re.compile(r"\d+/\d+|[^\W_]+")
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)")
_GERMAN_STREET = re.compile(r"(\w{3,})str")


def words(text: str) -> list[str]:
    """Lower-case words without accents or punctuation: ``"St. Paul's"`` gives ``st pauls``."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNSPLIT_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return [_spelled(word) for word in _WORD.findall(_DROPPED.sub("", letters))]


def _spelled(word: str) -> str:
    if word in ORDINALS:
        return ORDINALS[word]
    if numbered := _NUMBERED.fullmatch(word):
        return numbered[1]
    if german := _GERMAN_STREET.fullmatch(word):
        return german[1] + "strasse"
    return word


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
        kind = _take_type(rest)
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


def _take_type(rest: list[str]) -> str:
    if len(rest) > 1 and rest[-1] in TYPES and rest[:-1] != ["the"]:
        return TYPES[rest.pop()]
    if len(rest) > 1 and rest[0] in LEADING_TYPES:
        return LEADING_TYPES[rest.pop(0)]
    return ""


def _base(rest: Sequence[str]) -> str:
    """What is left of a name. Orleans St Viaduct ends in a street, not in a saint."""
    if len(rest) > 1 and rest[-1] in TYPES:
        return " ".join((*map(_inside, rest[:-1]), TYPES[rest[-1]]))
    return " ".join(map(_inside, rest))


def _inside(word: str) -> str:
    return WORDS.get(word, word)


def place_key(name: str) -> str:
    """The spelling by which named places are compared."""
    return " ".join(map(_inside, words(name)))


_ROUTE = re.compile(r"\b([a-z]+)?[\s.-]*(\d{1,4}[a-z]?)\b", re.IGNORECASE)
_ROUTE_KINDS = _spellings(
    """
    i: interstate ih
    us: usr ush
    hwy: highway state sr st sh route rt rte ca pkwy
    """
)


def route_key(name: str) -> str:
    """The one spelling of a numbered highway: "I-95" is "i 95"; "" if `name` has no number.

    States number their own roads in many words (SR 1, CA-1, Route 1): all are "hwy 1".
    """
    match = _ROUTE.search(name)
    if not match:
        return ""
    kind = _ROUTE_KINDS.get((match[1] or "").lower(), "hwy")
    return f"{kind} {match[2].lower()}"
