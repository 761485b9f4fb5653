"""What dispatchers type, letter by letter: made from what is on the map in use, slips included."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from beatbook.ground.geo import names
from beatbook.ground.geo.models import Map

SEED = 5
_ADDRESSES = """
SELECT a.number || a.suffix, s.name FROM geo_address AS a JOIN geo_street AS s ON s.id = a.street_id
WHERE s.map_id = %s ORDER BY md5(a.id::text) LIMIT %s
"""
_CORNERS = """
SELECT one.name, other.name FROM geo_intersection AS x
JOIN geo_street AS one ON one.id = x.first_id JOIN geo_street AS other ON other.id = x.second_id
WHERE one.map_id = %s ORDER BY md5(x.id::text) LIMIT %s
"""
_PLACES = "SELECT name FROM geo_namedplace WHERE map_id = %s ORDER BY md5(id::text) LIMIT %s"
_STREETS = "SELECT name FROM geo_street WHERE map_id = %s ORDER BY md5(id::text) LIMIT %s"
_SHORT = {
    "North": "N", "South": "S", "East": "E", "West": "W", "Street": "St", "Avenue": "Ave",
    "Road": "Rd", "Drive": "Dr", "Boulevard": "Blvd", "Lane": "Ln", "Court": "Ct", "Place": "Pl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """A text and what it is: an address, a corner, and so on; "misspelled" is a kind of its own."""

    kind: str
    text: str


def typed(stored: Map, many: int) -> list[Typed]:
    """About so many texts, half of them addresses, a quarter of all with a slip."""
    chance = random.Random(SEED)  # noqa: S311 -- a test, not a secret
    kinds = list(_of_kind(stored, many, chance))
    slipped = chance.sample(kinds, len(kinds) // 4)
    return [*kinds, *(Typed(f"misspelled {t.kind}", _slip(t.text, chance)) for t in slipped)]


def _of_kind(stored: Map, many: int, chance: random.Random) -> Iterator[Typed]:
    for number, street in _rows(_ADDRESSES, stored, many // 2):
        yield Typed("address", f"{number} {_as_typed(street, chance)}")
    for one, other in _rows(_CORNERS, stored, many // 5):
        joint = chance.choice((" & ", " and ", "/", " at "))
        yield Typed("corner", f"{_as_typed(one, chance)}{joint}{_as_typed(other, chance)}")
    for number, street in _rows(_ADDRESSES, stored, many // 10):
        digits = "".join(filter(str.isdigit, number))
        yield Typed("block", f"{int(digits) // 100 * 100} block of {_as_typed(street, chance)}")
    for (name,) in _rows(_PLACES, stored, many // 10):
        yield Typed("place", name.lower())
    for (name,) in _rows(_STREETS, stored, many // 10):
        yield Typed("street", _as_typed(name, chance))


def _rows(statement: str, stored: Map, many: int) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [stored.pk, many])
        return list(cursor.fetchall())


def _as_typed(street: str, chance: random.Random) -> str:
    """A name as it is typed: short, without its type as often as not, in small letters."""
    words = [_SHORT.get(word, word) for word in street.split()]
    if len(words) > 1 and names.words(words[-1]) and chance.random() < 0.5:
        words = words[:-1]
    return " ".join(words).lower()


def _slip(text: str, chance: random.Random) -> str:
    """One letter left out, doubled, changed or swapped with the next."""
    letters = [place for place, letter in enumerate(text[:-1]) if letter.isalpha()]
    if not letters:
        return text
    at = chance.choice(letters)
    slips: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + text[at + 1 :],
        lambda: text[:at] + text[at] + text[at:],
        lambda: text[:at] + chance.choice(string.ascii_lowercase) + text[at + 1 :],
        lambda: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )
    return chance.choice(slips)()
