"""Where on its street a house number is: on file, between its neighbors, or within a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.ground.geo import houses
from beatbook.ground.geo.vocabulary import Exactness, Side
from beatbook.ground.geo.where import lookups
from beatbook.ground.geo.where.shapes import Shapes, Spot

SETBACK_M = 9.0
"""A house stands some 30 ft from the middle of its street."""
BETWEEN_AT_MOST = 200
"""House numbers further apart than this say nothing about what lies between them."""
NEAR_AT_MOST = 100
_MIRROR_AT_MOST_M = 60.0
"""Houses further from their street than this are not mirrored across it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A spot and how it was found. `gap` is how many house numbers were bridged."""

    lat: float
    lon: float
    exactness: Exactness
    note: str
    cost: float = 0.0
    exact: bool = False
    gap: float = 0.0


_BETWEEN, _NEAR, _FAR = 0.03, 0.06, 0.15
_NOT_NEAR = "number not on file; the nearest is "


@dataclass(frozen=True, slots=True)
class Numbered:
    """What is known of the numbers of one street around one number."""

    street: lookups.Street
    on_file: Sequence[lookups.Number]
    ranges: Sequence[lookups.Range]
    shapes: Shapes | None

    def place(self, house: houses.HouseNumber) -> Placed | None:
        """The best that is known of a house; None where no number of the street says anything."""
        return self._on_file(house) or self._guess(house.position)

    def block(self, hundred: int) -> Placed | None:
        """The middle of a hundred block."""
        inside = [r for r in self._usable() if r.low < hundred + 100 and r.high >= hundred]
        if inside and self.shapes:
            longest = max(inside, key=lambda r: min(r.high, hundred + 99) - max(r.low, hundred))
            middle = (max(longest.low, hundred) + min(longest.high, hundred + 99)) / 2
            lat, lon = self.shapes.along(longest.edge, longest.share(middle), None, 0.0)
            return Placed(lat, lon, Exactness.BLOCK, "middle of the block", exact=True)
        known = [n for n in self.on_file if hundred <= n.house.position < hundred + 100]
        if known:
            lat = sum(n.lat for n in known) / len(known)
            lon = sum(n.lon for n in known) / len(known)
            lat, lon = self._onto_street(lat, lon)
            return Placed(lat, lon, Exactness.BLOCK, "middle of the block", exact=True)
        guess = self._guess(hundred + 50)
        if guess is None or guess.exactness is not Exactness.INTERPOLATED:
            return guess
        lat, lon = self._onto_street(guess.lat, guess.lon)
        return Placed(lat, lon, Exactness.BLOCK, guess.note, guess.cost)

    def _on_file(self, house: houses.HouseNumber) -> Placed | None:
        same = [n for n in self.on_file if n.house.number == house.number]
        if house.suffix.startswith("-"):
            same = [n for n in same if n.house.suffix == house.suffix]
        if not same:
            return None
        best = min(same, key=lambda n: (n.house.suffix != house.suffix, n.house.suffix))
        exact = best.house.suffix == house.suffix
        note = "address on file" if exact else f"on file as {best.house}"
        return Placed(best.lat, best.lon, best.exactness, note, 0.0 if exact else 0.01, exact)

    def _guess(self, number: int) -> Placed | None:
        """Between neighbors or in a range, where fewer numbers are bridged; else the nearest."""
        known = [p for p in (self._within_range(number), self._between(number)) if p]
        if known:
            return min(known, key=lambda placed: placed.gap)
        return self._near(number) or self._mirrored(number) or self._beyond(number)

    def _within_range(self, number: int) -> Placed | None:
        fitting = [r for r in self._usable() if r.low <= number <= r.high]
        if not fitting or not self.shapes:
            return None
        best = min(fitting, key=lambda r: (not r.has_parity_of(number), r.high - r.low))
        share, side = best.share(number), best.side
        note = f"between {best.low} and {best.high}"
        if not best.has_parity_of(number):
            side = Side.RIGHT if side is Side.LEFT else Side.LEFT
            note += " across the street"
        lat, lon = self.shapes.along(best.edge, share, side, SETBACK_M)
        note += f", {self.shapes.side_word(best.edge, share, side)} side"
        gap = float(best.high - best.low)
        return Placed(lat, lon, Exactness.INTERPOLATED, note, _BETWEEN, gap=gap)

    def _between(self, number: int) -> Placed | None:
        """On the straight line between the neighbors on the same side of the street."""
        pair = _neighbors(self.on_file, number, same_side=True)
        if pair is None:
            return None
        lower, upper = pair
        lat, lon = _on_line(lower, upper, number)
        note = f"between {lower.house} and {upper.house}"
        gap = float(upper.house.position - lower.house.position)
        return Placed(lat, lon, Exactness.INTERPOLATED, note, _BETWEEN, gap=gap)

    def _mirrored(self, number: int) -> Placed | None:
        """Opposite the spot between the neighbors on the other side of the street."""
        pair = _neighbors(self.on_file, number, same_side=False)
        if pair is None or not self.shapes:
            return None
        lat, lon = _on_line(*pair, number)
        onto = self.shapes.onto(self.street.position, lat, lon)
        if onto is None or onto[1] > _MIRROR_AT_MOST_M:
            return None
        (middle_lat, middle_lon), _ = onto
        lat, lon = 2 * middle_lat - lat, 2 * middle_lon - lon
        note = f"opposite {pair[0].house} to {pair[1].house}"
        return Placed(lat, lon, Exactness.INTERPOLATED, note, _BETWEEN)

    def _near(self, number: int) -> Placed | None:
        """At a neighbor on the same side that is but a few numbers away."""
        side = [n for n in self.on_file if n.house.position % 2 == number % 2]
        nearest = min(side, key=lambda n: abs(n.house.position - number), default=None)
        if nearest is None or abs(nearest.house.position - number) > NEAR_AT_MOST // 5:
            return None
        return Placed(nearest.lat, nearest.lon, Exactness.BLOCK, f"near {nearest.house}", _NEAR)

    def _beyond(self, number: int) -> Placed | None:
        """At the nearest number or end of a range, and said so."""
        nearest = min(self.on_file, key=lambda n: abs(n.house.position - number), default=None)
        away = abs(nearest.house.position - number) if nearest else None
        end = self._nearest_end(number)
        if end and self.shapes and (away is None or end[0] <= away):
            off, known, last = end
            spot = self.shapes.along(known.edge, known.share(last), known.side, SETBACK_M)
            return _nearest(spot, f"not in any range; the nearest is {last}", off)
        if nearest is None or away is None:
            return None
        note = f"near {nearest.house}" if away <= NEAR_AT_MOST else f"{_NOT_NEAR}{nearest.house}"
        return _nearest((nearest.lat, nearest.lon), note, away)

    def _nearest_end(self, number: int) -> tuple[int, lookups.Range, int] | None:
        ends = [(abs(end - number), r, end) for r in self._usable() for end in (r.low, r.high)]
        return min(ends, key=lambda e: (e[0], not e[1].has_parity_of(number)), default=None)

    def _usable(self) -> list[lookups.Range]:
        return [r for r in self.ranges if self.shapes and self.shapes.has(r.edge)]

    def _onto_street(self, lat: float, lon: float) -> Spot:
        onto = self.shapes.onto(self.street.position, lat, lon) if self.shapes else None
        return onto[0] if onto and onto[1] <= _MIRROR_AT_MOST_M else (lat, lon)


def _neighbors(
    on_file: Sequence[lookups.Number], number: int, *, same_side: bool
) -> tuple[lookups.Number, lookups.Number] | None:
    """The nearest numbers below and above, if they are near enough and not far apart."""
    side = [n for n in on_file if (n.house.position % 2 == number % 2) == same_side]
    below = [n for n in side if n.house.position < number]
    above = [n for n in side if n.house.position > number]
    if not below or not above:
        return None
    lower = max(below, key=lambda n: n.house.position)
    upper = min(above, key=lambda n: n.house.position)
    if upper.house.position - lower.house.position > BETWEEN_AT_MOST:
        return None
    return lower, upper


def _on_line(lower: lookups.Number, upper: lookups.Number, number: int) -> Spot:
    share = (number - lower.house.position) / (upper.house.position - lower.house.position)
    return lower.lat + share * (upper.lat - lower.lat), lower.lon + share * (upper.lon - lower.lon)


def _nearest(spot: Spot, note: str, away: int) -> Placed:
    """The spot of another number: on the block, if it is but so many numbers away."""
    if away <= NEAR_AT_MOST:
        return Placed(*spot, Exactness.BLOCK, note, _NEAR)
    return Placed(*spot, Exactness.STREET, note, _FAR)
