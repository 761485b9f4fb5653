"""The map that a bench measures: an imported one, or a city drawn for it and removed again."""

from __future__ import annotations

import argparse
import contextlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psycopg
from django.conf import settings

from beatbook.contract.values import Point
from beatbook.ground.geo import graph as graphs
from beatbook.ground.geo.travel import order
from beatbook.ground.geo.travel.engine import GRAPH_FILE
from beatbook.site import roles
from beatbook.site.bench import city, figures
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble

ACTIVE = "active"

SEED = 20240229
STRAY_DEG = 0.0002
"""How far from a corner a unit stands, as a standard deviation: some twenty meters."""

_ACTIVE = "SELECT key FROM geo_map WHERE is_active"


@dataclass(frozen=True)
class Chosen:
    """A map's key and folder, and how long its orders took if they were made now."""

    key: str
    directory: Path
    order_s: float | None

    def graph(self) -> graphs.StreetGraph:
        return graphs.load(self.directory / GRAPH_FILE)


@contextlib.contextmanager
def chosen(args: argparse.Namespace, place: Place) -> Iterator[Chosen]:
    """The map that the options name, for as long as the block lasts."""
    if args.drawn:
        with _drawn(args.drawn) as made:
            yield made
        return
    key = _active(place) if args.map == ACTIVE else args.map
    directory = Path(settings.MAPS) / key
    if not (directory / GRAPH_FILE).exists():
        raise Trouble(
            f"There is no imported map {key}.",
            "Leave --map away for the one in use, or add --drawn N.",
        )
    yield Chosen(key, directory, None)


@contextlib.contextmanager
def _drawn(junctions: int) -> Iterator[Chosen]:
    key = f"drawn-{secrets.token_hex(4)}"
    directory = Path(settings.MAPS) / key
    directory.mkdir(parents=True)
    try:
        made = city.draw(junctions)
        made.save(directory / GRAPH_FILE)
        orders, taken_ms = figures.timed(lambda: order.build_order(made))
        order.save(orders, directory)
        yield Chosen(key, directory, round(taken_ms / 1000, 2))
    finally:
        shutil.rmtree(directory)


def chance() -> np.random.Generator:
    """The same for every measurement, so that each can be repeated."""
    return np.random.default_rng(SEED)


def positions(drawing: np.random.Generator, graph: graphs.StreetGraph, count: int) -> list[Point]:
    """Places near corners that cars reach, anywhere on the map."""
    corners = graph.head[graph.car]
    nodes = corners[drawing.integers(len(corners), size=count)]
    stray = drawing.normal(0.0, STRAY_DEG, (2, count))
    lat, lon = graph.node_lat[nodes] + stray[0], graph.node_lon[nodes] + stray[1]
    return [Point(*place) for place in zip(lat.tolist(), lon.tolist(), strict=True)]


def _active(place: Place) -> str:
    """The key of the map in use, from the installation's own database."""
    own = roles.credentials(place.data, {})
    try:
        with psycopg.connect(own.dsn(roles.WEB)) as line:
            row = line.execute(_ACTIVE).fetchone()
    except psycopg.Error:
        row = None
    if row is None:
        raise Trouble(
            "This installation has no map yet.", "Import one, name one by --map, or add --drawn N."
        )
    return str(row[0])
