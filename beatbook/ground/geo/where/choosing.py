"""Which of the answers is meant: their order, what tells them apart, and whether it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from beatbook.contract.values import Point
from beatbook.core import geometry
from beatbook.ground.geo import names
from beatbook.ground.geo.vocabulary import MatchKind
from beatbook.ground.geo.where.matches import Match

CLEAR_LEAD = 0.05
APART = 0.03
"""A second answer whose score is this close to the first makes it a guess, and we do not guess."""
FAR_M = 150.0
SPREAD = 0.3
"""Answers that fit so much worse than the best one are not given."""
_ALIAS_FITS = 0.9
_NAMED_APART = 0.04
_MINOR = frozenset({"bus stop", "helipad", "parking", "parking entrance", "station", "platform"})
"""Of two places with one name, the hospital is meant and not the stop before it."""
_STREETS = frozenset({MatchKind.ADDRESS, MatchKind.BLOCK, MatchKind.STREET})
MOST_SAID = 4

BeatName = Callable[[float, float], str]


def best(
    found: Iterable[Match],
    near: Point | None,
    beat_name: BeatName,
    twins: Set[names.StreetName] = frozenset(),
) -> list[Match]:
    """The best match of each label and place, in order, with labels that tell them apart.

    `twins` are streets that more than one town has: their labels say the town, however they were
    found, so that one address has one label.
    """
    kept: dict[tuple[str, str, str, str], Match] = {}
    for match in found:
        spot = f"{match.lat:.4f} {match.lon:.4f}"
        key = (match.kind, match.label, match.locality, spot)
        if key not in kept or match.score > kept[key].score:
            kept[key] = match
    least = max((match.score for match in kept.values()), default=0.0) - SPREAD
    fitting = [match for match in kept.values() if match.score >= least]
    told = _told_apart([_with_town(one, twins) for one in _without_echoes(fitting)], beat_name)
    return sorted(told, key=lambda match: _order(match, near))


def is_open(found: Sequence[Match]) -> bool:
    """Are the first two about equally likely, and apart?"""
    return len(tied(found)) > 1


def tied(found: Sequence[Match]) -> list[Match]:
    """The answers that may as well be meant as the first, itself included, each at its own spot."""
    if not found:
        return []
    alike = [found[0]]
    for match in found[1:]:
        close = found[0].score - match.score < APART and match.is_alias == found[0].is_alias
        if close and all(_away(match, other) > FAR_M for other in alike):
            alike.append(match)
    return alike


def sentence(choices: Sequence[Match]) -> str:
    """The choices in words: "2 streets are called Park: Park Street, Old Town and ..."."""
    labels = [_where(match) for match in choices[:MOST_SAID]]
    listed = f"{', '.join(labels[:-1])} or {labels[-1]}"
    bases = {match.base for match in choices}
    if len(bases) == 1 and all(match.kind in _STREETS for match in choices) and choices[0].base:
        listed = f"{', '.join(labels[:-1])} and {labels[-1]}"
        return f"{len(choices)} streets are called {choices[0].base.title()}: {listed}"
    if len({match.label for match in choices}) < len(choices):
        return f"{len(choices)} places are called so: {listed}"
    return f"This may be {listed}"


def _where(match: Match) -> str:
    """A label with what tells it apart, for a sentence."""
    place = match.beat_name or match.locality
    if not place or match.label.endswith(place):
        return match.label
    return f"{match.label} in {place}"


def _order(match: Match, near: Point | None) -> tuple[bool, float, bool, float, str, str]:
    away = geometry.haversine_m(near.lat, near.lon, match.lat, match.lon) if near else 0.0
    own = match.is_alias and match.score >= _ALIAS_FITS
    is_minor = match.note in _MINOR
    return not own, -round(match.score, 2), is_minor, away, match.label, match.locality


def _without_echoes(found: Sequence[Match]) -> list[Match]:
    """Without a second corner of the same two streets within sight of a better one."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: -m.score):
        is_echo = match.kind is MatchKind.INTERSECTION and any(
            match.label == other.label and _away(match, other) <= FAR_M for other in kept
        )
        if not is_echo:
            kept.append(match)
    return kept


def _with_town(match: Match, twins: Set[names.StreetName]) -> Match:
    if not match.locality or twins.isdisjoint(match.streets):
        return match
    return replace(match, label=f"{match.label}, {match.locality}")


def _told_apart(found: Sequence[Match], beat_name: BeatName) -> list[Match]:
    """With the town, the beat or the wind in the label where another has the same label."""
    by_label: dict[str, list[Match]] = {}
    for match in found:
        by_label.setdefault(match.label, []).append(match)
    told: list[Match] = []
    for same in by_label.values():
        lead = max(match.score for match in same)
        rivals = [match for match in same if lead - match.score < CLEAR_LEAD]
        told.extend(match for match in same if match not in rivals)
        told.extend(_named_apart(rivals, beat_name) if len(rivals) > 1 else rivals)
    return told


def _named_apart(rivals: Sequence[Match], beat_name: BeatName) -> list[Match]:
    marks = next(
        (marks for marks in _ways_apart(rivals, beat_name) if len({*marks}) == len(marks)),
        [match.address or match.locality for match in rivals],
    )
    meant = [bool(mark) and match.wanted == names.place_key(mark)
             for match, mark in zip(rivals, marks, strict=True)]  # fmt: skip
    return [
        replace(
            match,
            label=f"{match.label}, {mark}" if mark else match.label,
            score=match.score if is_meant or not any(meant) else match.score - _NAMED_APART,
        )
        for match, mark, is_meant in zip(rivals, marks, meant, strict=True)
    ]


def _ways_apart(rivals: Sequence[Match], beat_name: BeatName) -> Iterable[list[str]]:
    yield [match.address for match in rivals]
    yield [match.locality for match in rivals]
    yield [beat_name(match.lat, match.lon) for match in rivals]
    lat = sum(match.lat for match in rivals) / len(rivals)
    lon = sum(match.lon for match in rivals) / len(rivals)
    yield [
        geometry.compass_word(geometry.bearing_deg(lat, lon, match.lat, match.lon)).lower()
        for match in rivals
    ]


def _away(one: Match, other: Match) -> float:
    return geometry.haversine_m(one.lat, one.lon, other.lat, other.lon)
