"""Two streets that were named together: where they meet, or one of them between two others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from beatbook.core import geometry
from beatbook.ground.geo import names
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import likeness, lookups, typed
from beatbook.ground.geo.where.matches import Match
from beatbook.ground.geo.where.shapes import Shapes, Spot

LEAST_APART = 0.8
NEARLY_MEET_M = 80.0
"""A bridge, a ramp, a corner with an offset: streets this close are said together."""
LONGEST_STRETCH_M = 3_000.0
_NO_CORNER = 0.25
_NEARLY = 0.05
_ONE_END = 0.1
_UNTYPED = 0.9
_SECOND = 0.01

Ranking = Callable[[Sequence[names.StreetName], str], Sequence[tuple[float, lookups.Street]]]
Scored = tuple[float, lookups.Street]
Corner = tuple[float, lookups.Street, lookups.Street, Spot]


class Corners:
    def __init__(self, ranked: Ranking, shapes: Shapes | None) -> None:
        self.ranked = ranked
        self.shapes = shapes
        self.both_streets_known = False

    def crossing(self, reading: typed.TypedCrossing) -> Iterator[Match]:
        first = self.ranked(reading.first, reading.locality)
        found = False
        for score, one, other, spot in self._meeting(first, reading.second):
            found = True
            yield _corner(one, other, spot, "intersection", score, reading.locality)
        if not found and reading.second:
            yield from self._apart(first, reading)

    def stretch(self, reading: typed.TypedStretch) -> Iterator[Match]:
        """A street between two others: halfway between the two corners, on the street."""
        streets = self.ranked(reading.street, reading.locality)
        ones = list(self._meeting(streets, reading.one))
        others = list(self._meeting(streets, reading.other))
        pairs = [
            (one, other)
            for one in ones
            for other in others
            if reading.other and one[1].id == other[1].id and one[2].id != other[2].id
        ]
        ends: set[tuple[int, Spot, Spot]] = set()
        for one, other in sorted(pairs, key=lambda pair: -(pair[0][0] + pair[1][0])):
            between = one[1].id, one[3], other[3]
            away = geometry.haversine_m(*one[3], *other[3])
            # East and West 7th Street may meet it at one corner: that is one stretch, not two.
            if away <= LONGEST_STRETCH_M and between not in ends:
                ends.add(between)
                yield self._halfway(one, other, reading.locality)
        if not pairs:
            for score, street, other_street, spot in (*ones, *(others if reading.other else ())):
                note = "only this end is on file" if reading.other else "the other end is missing"
                cost = _ONE_END if reading.other else _SECOND
                match = _corner(street, other_street, spot, note, score - cost, reading.locality)
                yield match

    def _halfway(self, one: Corner, other: Corner, wanted: str) -> Match:
        street = one[1]
        lat, lon = (one[3][0] + other[3][0]) / 2, (one[3][1] + other[3][1]) / 2
        onto = self.shapes.onto(street.position, lat, lon) if self.shapes else None
        spot = onto[0] if onto else (lat, lon)
        feet = round(geometry.haversine_m(*one[3], *other[3]) / 0.3048, -1)
        return Match(
            kind=MatchKind.BLOCK,
            label=f"{street.label} between {one[2].label} and {other[2].label}",
            lat=spot[0],
            lon=spot[1],
            exactness=Exactness.BLOCK,
            exact=True,
            note=f"middle of {feet:,.0f} ft of street",
            score=(one[0] + other[0]) / 2,
            locality=street.locality,
            streets=(street.named.name,),
            wanted=wanted,
        )

    def _meeting(
        self, first: Iterable[Scored], second: Sequence[names.StreetName]
    ) -> Iterator[Corner]:
        """The corners of the first streets with one that fits the second, or with any."""
        by_id = {street.id: (score, street) for score, street in first}
        for corner in lookups.crossings(list(by_id)):
            one_score, one = by_id[corner.one]
            other_score = max(
                (likeness.of_street(n, "", corner.other.named) for n in second), default=_UNTYPED
            )
            if other_score >= likeness.LEAST:
                spot = (corner.lat, corner.lon)
                yield (one_score + other_score) / 2, one, corner.other, spot

    def _apart(self, first: Sequence[Scored], reading: typed.TypedCrossing) -> Iterator[Match]:
        """Two streets on file that do not meet: where they come near, or each by itself."""
        second = self.ranked(reading.second, reading.locality)
        if not first or not second or min(first[0][0], second[0][0]) < LEAST_APART:
            return
        nearly = list(self._nearly(first, second, reading.locality))
        if nearly:
            yield from nearly
            return
        self.both_streets_known = True
        pairs = ((first[0], second[0]), (second[0], first[0]))
        for place, ((score, street), (_, other)) in enumerate(pairs):
            yield Match(
                kind=MatchKind.STREET,
                label=street.label,
                lat=street.lat,
                lon=street.lon,
                exactness=Exactness.STREET,
                note=f"no corner with {other.label} on file; middle of the street",
                score=score - _NO_CORNER - place * _SECOND,
                locality=street.locality,
                streets=(street.named.name,),
                wanted=reading.locality,
            )

    def _nearly(
        self, first: Sequence[Scored], second: Sequence[Scored], wanted: str
    ) -> Iterator[Match]:
        for one_score, one in first[:3]:
            for other_score, other in second[:3]:
                near = self.shapes.nearest(one.position, other.position) if self.shapes else None
                if near and one.id != other.id and near[1] <= NEARLY_MEET_M:
                    feet = round(near[1] / 0.3048, -1)
                    note = f"they pass {feet:.0f} ft apart" if feet else "one passes over the other"
                    score = (one_score + other_score) / 2 - _NEARLY
                    yield _corner(
                        one, other, near[0], note, score, wanted, exactness=Exactness.BLOCK
                    )


def _corner(
    one: lookups.Street,
    other: lookups.Street,
    spot: Spot,
    note: str,
    score: float,
    wanted: str,
    *,
    exactness: Exactness = Exactness.POINT,
) -> Match:
    return Match(
        kind=MatchKind.INTERSECTION,
        label=f"{one.label} & {other.label}",
        lat=spot[0],
        lon=spot[1],
        exactness=exactness,
        exact=exactness is Exactness.POINT,
        note=note,
        score=score,
        locality=one.locality,
        streets=(one.named.name, other.named.name),
        wanted=wanted,
    )
