"""The names on a map, held in memory: which of them may be meant by one that is not among them.

Misspelled, misheard, divided otherwise (North Ridge, Northridge), or said only in part. The tables
answer what is spelled as it should be; a county's names are few enough to try them all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from beatbook.ground.geo.names import StreetName, place_key
from beatbook.ground.geo.where import sounds

_STREETS = "SELECT DISTINCT base FROM geo_street WHERE map_id = %s AND base <> ''"
_TOWNS = "SELECT DISTINCT locality FROM geo_street WHERE map_id = %s AND locality <> ''"
_TWINS = """
SELECT direction, base, type, ending FROM geo_street WHERE map_id = %s AND locality <> ''
GROUP BY direction, base, type, ending HAVING count(DISTINCT locality) > 1
"""
_PLACES = "SELECT DISTINCT key FROM geo_namedplace WHERE map_id = %s AND key <> ''"
SHORTEST_MISSPELLED = 4
LEAST_LIKE = 0.62
MOST = 24
"""Names that are given for one that is not on file."""
_MOST_OF_A_WORD = 60
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Book:
    """Distinct names with ways into them; the values are positions in `names`."""

    names: Sequence[str]
    squeezed: Sequence[str]
    by_squeezed: Mapping[str, list[int]]
    by_sound: Mapping[str, list[int]]
    words: Sequence[str]
    by_word: Mapping[str, list[int]]

    def alike(self, typed: str) -> list[str]:
        """Names that may be meant by `typed`, at most so many, the likeliest first."""
        found = dict.fromkeys(self._positions(typed))
        return [self.names[position] for position in list(found)[:MOST]]

    def holding(self, typed: str) -> list[str]:
        """Names with all these words inside, each as it is spelled, the shortest first."""
        held = [self.by_word.get(word, ()) for word in typed.split()]
        both = set.intersection(*map(set, held)) if held else set()
        names = (self.names[position] for position in both)
        return sorted(names, key=lambda name: (len(name), name))[:MOST]

    def _positions(self, typed: str) -> Iterator[int]:
        whole = typed.replace(" ", "")
        if not whole:
            return
        yield from self.by_squeezed.get(whole, ())
        yield from self._said_with_more(typed.split())
        sound = sounds.key(typed)
        if len(sound) >= sounds.SHORTEST and not whole.isdigit():
            same = self.by_sound.get(sound, ())
            yield from self._likeliest(whole, same, MOST)
        if len(whole) >= SHORTEST_MISSPELLED and not whole.isdigit():
            near = process.extract(
                whole,
                self.squeezed,
                scorer=OSA.normalized_similarity,
                score_cutoff=LEAST_LIKE,
                limit=MOST // 2,
            )
            yield from (position for _, _, position in near)
            yield from self._begun(whole)
        yield from self._with_word(typed)

    def _said_with_more(self, words: Sequence[str]) -> Iterator[int]:
        """The names that are the first of the words, or the last."""
        for count in range(len(words) - 1, 0, -1):
            yield from self.by_squeezed.get("".join(words[:count]), ())
            yield from self.by_squeezed.get("".join(words[-count:]), ())

    def _likeliest(self, whole: str, positions: Sequence[int], most: int) -> Iterator[int]:
        """Those of `positions` whose letters are nearest to what was typed."""
        choices = {position: self.squeezed[position] for position in positions}
        near = process.extract(whole, choices, scorer=OSA.normalized_similarity, limit=most)
        yield from (position for _, _, position in near)

    def _begun(self, whole: str) -> Iterator[int]:
        """Names of which the beginning was misspelled: those with the same first two letters."""
        begun = [
            position
            for position in self._starting(whole[:2])
            if len(self.squeezed[position]) > len(whole)
        ]
        cut = {position: self.squeezed[position][: len(whole)] for position in begun}
        near = process.extract(
            whole, cut, scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKE, limit=MOST // 3
        )
        yield from (position for _, _, position in near)

    def _starting(self, letters: str) -> Iterator[int]:
        start = bisect_left(self.names, letters)
        end = bisect_left(self.names, letters + _AFTER_ALL_LETTERS)
        return iter(range(start, end))

    def _with_word(self, typed: str) -> Iterator[int]:
        """Names with the typed words inside: "hopkins" is in Johns Hopkins Hospital."""
        held: set[int] | None = None
        for word in typed.split():
            positions = {p for known in self._words_like(word) for p in self.by_word[known]}
            held = positions if held is None else held & positions
        if held:
            shortest = sorted(held, key=lambda position: len(self.names[position]))
            yield from shortest[:_MOST_OF_A_WORD]

    def _words_like(self, word: str) -> list[str]:
        start = bisect_left(self.words, word)
        end = bisect_left(self.words, word + _AFTER_ALL_LETTERS)
        if end > start or len(word) < SHORTEST_MISSPELLED or word[0].isdigit():
            return list(self.words[start : min(end, start + _MOST_OF_A_WORD)])
        near = process.extract(
            word, self.words, scorer=OSA.normalized_similarity, score_cutoff=0.7, limit=4
        )
        return [known for known, _, _ in near]


def make(names: Iterable[str]) -> Book:
    """The book of these names."""
    known = sorted(set(names))
    squeezed = [name.replace(" ", "") for name in known]
    by_squeezed, by_sound, by_word = (defaultdict[str, list[int]](list) for _ in range(3))
    for position, name in enumerate(known):
        by_squeezed[squeezed[position]].append(position)
        by_sound[sounds.key(name)].append(position)
        for word in set(name.split()):
            by_word[word].append(position)
    return Book(known, squeezed, by_squeezed, by_sound, sorted(by_word), by_word)


@lru_cache(maxsize=2)
def streets_of(map_id: int) -> Book:
    """The base names of a map's streets; a stored map never changes."""
    return make(_names(_STREETS, map_id))


@lru_cache(maxsize=2)
def places_of(map_id: int) -> Book:
    """The names of a map's places."""
    return make(_names(_PLACES, map_id))


@lru_cache(maxsize=2)
def towns_of(map_id: int) -> frozenset[str]:
    """The towns that a map's streets lie in, as `place_key` spells them."""
    return frozenset(place_key(town) for town in _names(_TOWNS, map_id))


@lru_cache(maxsize=2)
def twins_of(map_id: int) -> frozenset[StreetName]:
    """The streets that more than one town of a map has."""
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, [map_id])
        return frozenset(StreetName(*row) for row in cursor.fetchall())


def _names(statement: str, map_id: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [map_id])
        return [row[0] for row in cursor.fetchall()]
