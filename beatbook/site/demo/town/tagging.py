"""From the drawing to OpenStreetMap: which tags each thing gets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from beatbook.site.demo.town import areas, buildings, grounds, shapes, streets, survey, terrain
from beatbook.site.demo.town.roads import MPH, RANK, Road
from beatbook.site.demo.town.shapes import XY
from beatbook.site.demo.town.write import Sheet, Tags

ABUTMENT_M = 14.0
"""A bridge begins this far from the water."""

CITY = {"AB": "Alder Bay", "MB": "Millbrook"}

SIGNALED = RANK["tertiary"]


def sheet() -> Sheet:
    """The whole town, tagged."""
    page = Sheet()
    town = survey.draw()
    _ways(page, town.roads)
    _corners(page, town.roads)
    _buildings(page, town)
    _water(page)
    _land(page, town)
    _labels(page)
    return page


def _ways(page: Sheet, roads: list[Road]) -> None:
    land = terrain.draw()
    wet = land.water.union(land.brook.buffer(3))
    for road in roads:
        for part, bridge in stretches(road, wet):
            tags = {**_way_tags(road), **({"bridge": "yes", "layer": "1"} if bridge else {})}
            page.line(part.line.reverse() if road.oneway < 0 else part.line, tags)


def stretches(road: Road, wet: BaseGeometry) -> Iterator[tuple[Road, bool]]:
    """The parts of a road in order, each with whether it is a bridge."""
    spans = sorted(_spans(road, wet))
    at = 0.0
    for start, end in spans:
        if start > at:
            yield road.part(at, start), False
        yield road.part(start, end), True
        at = end
    if at < road.line.length:
        yield (road.part(at, road.line.length) if at else road), False


def _spans(road: Road, wet: BaseGeometry) -> Iterator[tuple[float, float]]:
    """From where to where a road is over water, without cutting off a corner."""
    if not road.line.intersects(wet):
        return
    for piece in shapes.lines_of(road.line.intersection(wet)):
        tips = sorted(road.line.project(Point(piece.coords[index])) for index in (0, -1))
        start, end = tips[0] - ABUTMENT_M, tips[1] + ABUTMENT_M
        yield max(0.0, start), min(road.line.length, end)


def _way_tags(road: Road) -> Tags:
    if road.cls == "rail":
        return {"railway": "rail", "name": road.name, "gauge": "1435"}
    tags = {"highway": road.cls, **dict(road.tags)}
    if road.name:
        tags["name"] = road.name
    if road.cls in MPH:
        tags |= {"maxspeed": f"{MPH[road.cls]} mph", "surface": "asphalt"}
    if RANK[road.cls] <= RANK["secondary"]:
        tags["lanes"] = "4" if road.cls == "primary" else "2"
    if road.cls == "footway":
        tags["bicycle"] = "yes"
    if road.oneway:
        tags["oneway"] = "yes"
    return tags


def _corners(page: Sheet, roads: list[Road]) -> None:
    """Signals, level crossings and turning circles."""
    meeting: dict[XY, set[tuple[str, str]]] = defaultdict(set)
    for road in roads:
        for xy in road.line.coords:
            meeting[xy].add((road.cls, road.name))
    for xy, ways in meeting.items():
        classes = [cls for cls, _ in ways]
        busy = {name for cls, name in ways if RANK[cls] <= SIGNALED}
        if "rail" in classes and len(classes) > 1:
            page.point(xy, {"railway": "level_crossing"})
        elif len(busy) > 1 and min(RANK[cls] for cls in classes) <= RANK["secondary"]:
            page.point(xy, {"highway": "traffic_signals"})
    for road in roads:
        if road.name.endswith(" Court"):
            for tip in (road.line.coords[0], road.line.coords[-1]):
                if len(meeting[tip]) == 1:
                    page.point(tip, {"highway": "turning_circle"})


def _buildings(page: Sheet, town: survey.Town) -> None:
    millbrook = areas.outlines()["MB"]["1"]
    shapely.prepare(millbrook)
    for building in town.buildings:
        tags = dict(building.tags)
        if building.lot:
            code = "MB" if millbrook.contains(Point(building.lot.front)) else "AB"
            tags |= {**buildings.address(building.lot), "addr:city": CITY[code]}
        page.area(building.outline, tags)


def _water(page: Sheet) -> None:
    land = terrain.draw()
    page.area(land.bay, {"natural": "water", "water": "bay", "name": "Alder Bay"})
    page.area(land.river, {"natural": "water", "water": "river", "name": "Alder River"})
    page.line(land.river_line, {"waterway": "river", "name": "Alder River"})
    page.line(land.brook, {"waterway": "stream", "name": "Mill Brook"})
    page.area(terrain.mill_pond(), {"natural": "water", "water": "pond", "name": "Mill Pond"})
    for ground in grounds.draw():
        for place in ground.ponds:
            page.area(grounds.pond(*place), {"natural": "water", "water": "pond"})


def _land(page: Sheet, town: survey.Town) -> None:
    land = terrain.draw()
    for ground in grounds.draw():
        page.area(ground.fenced, {**dict(ground.tags), "name": ground.name})
        for field in ground.fields:
            page.area(field.outline, {"leisure": "pitch", "sport": field.sport})
    college = streets.draw().campus
    page.area(college.grounds, {"amenity": "university", "name": "Alder College"})
    for lawn in college.lawns:
        page.area(lawn, {"landuse": "grass"})
    for lot in college.parking:
        page.area(lot, {"amenity": "parking", "access": "permit"})
    for green in streets.draw().greens:
        page.area(green.outline, {"leisure": "park", "name": green.name})
    for pier in land.piers:
        page.area(pier, {"man_made": "pier"})
    for pontoon in terrain.pontoons():
        page.line(pontoon, {"man_made": "pier", "floating": "yes"})
    page.line(terrain.breakwater(), {"man_made": "breakwater"})
    page.area(land.marina, {"leisure": "marina", "name": "Alder Bay Marina"})
    for cover in town.covers:
        page.area(cover.outline, cover.tags)


def _labels(page: Sheet) -> None:
    page.point((-340, 120), {"place": "town", "name": "Alder Bay"})
    page.point((-2190, -950), {"place": "village", "name": "Millbrook"})
    page.point((1180, 220), {"place": "islet", "name": "Gull Island"})
    page.point((1205, 262), {"man_made": "lighthouse", "name": "Gull Island Light"})
    for district in streets.DISTRICTS:
        if district.lots not in ("village", "farm", "quay"):
            page.point(district.seed, {"place": "neighbourhood", "name": district.name})
