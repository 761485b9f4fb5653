import gzip
import io

import pytest

from beatbook.ground.geo import tiles
from beatbook.ground.geo.osm import building
from beatbook.ground.geo.town import MapRefused
from tests.ground.geo.places import tile_at


def draw(path, folder):
    features = folder / "features.geojsonl"
    with features.open("w", encoding="utf-8") as file:
        building.read_town(path, file, lambda *_: None)
    tiles.draw(features, folder / tiles.TILES_FILE)
    return folder


def layers(tile):
    """How many features each layer of a vector tile has: a reader of just enough protobuf."""
    found = {}
    for number, layer in fields(gzip.decompress(tile)):
        if number == 3:
            parts = list(fields(layer))
            name = next(value for number, value in parts if number == 1).decode()
            found[name] = sum(number == 2 for number, _ in parts)
    return found


def fields(data):
    stream = io.BytesIO(data)
    while (key := varint(stream)) is not None:
        if key & 7 == 2:
            yield key >> 3, stream.read(varint(stream))
        elif key & 7 == 0:
            yield key >> 3, varint(stream)
        else:
            raise ValueError(f"wire type {key & 7}")


def varint(stream):
    value = shift = 0
    while byte := stream.read(1):
        value |= (byte[0] & 0x7F) << shift
        shift += 7
        if byte[0] < 0x80:
            return value
    return None


@pytest.fixture(scope="module")
def baltimore(real_map, tmp_path_factory):
    return draw(real_map("baltimore.osm.pbf"), tmp_path_factory.mktemp("baltimore"))


def test_the_layers_of_the_style_are_drawn_downtown(baltimore):
    drawn = layers(tiles.read(baltimore, *tile_at(39.2835, -76.5935, 15)))
    assert (
        drawn.keys()
        == {"road", "building", "water", "green", "rail", "address", "place"} & drawn.keys()
    )
    assert drawn["road"] > 30
    assert drawn["building"] > 100
    assert drawn["water"] == 1
    assert drawn["address"] > 30


def test_far_away_only_the_main_roads_are_drawn(baltimore):
    near, far = (tiles.read(baltimore, *tile_at(39.2835, -76.5935, zoom)) for zoom in (13, 10))
    assert "building" in layers(near)
    assert layers(far).keys() == {"road", "water", "green"}


def test_a_tile_is_small_enough_for_a_phone(baltimore):
    sizes = []
    for zoom in range(tiles.MIN_ZOOM, tiles.MAX_ZOOM + 1):
        _, x, y = tile_at(39.2835, -76.5935, zoom)
        sizes += [len(tiles.read(baltimore, zoom, x + i, y) or b"") for i in (-1, 0, 1)]
    assert 10_000 < max(sizes) < 120_000


@pytest.mark.parametrize("tile", [(9, 0, 0), (16, 0, 0), (10, 1024, 0), (10, 0, -1), (12, 0, 0)])
def test_where_nothing_is_drawn_there_is_no_tile(baltimore, tile):
    assert tiles.read(baltimore, *tile) is None


def test_a_map_that_is_not_there_has_no_tiles(tmp_path):
    with pytest.raises(FileNotFoundError):
        tiles.read(tmp_path, 10, 0, 0)


def test_what_cannot_be_drawn_is_refused_in_words(tmp_path):
    features = tmp_path / "features.geojsonl"
    features.write_text("this is no GeoJSON\n")
    with pytest.raises(MapRefused, match="The map could not be drawn: "):
        tiles.draw(features, tmp_path / tiles.TILES_FILE)


def test_a_small_town_is_drawn_whole(small_town_file, tmp_path):
    folder = draw(small_town_file, tmp_path)
    found = {}
    for dx in range(-1, 2):
        for dy in range(-1, 2):
            z, x, y = tile_at(41.5025, -69.198, 15)
            tile = tiles.read(folder, z, x + dx, y + dy)
            for layer, count in layers(tile).items() if tile else ():
                found[layer] = found.get(layer, 0) + count
    assert found["address"] >= 10
    assert found["road"] >= 16
    assert found["place"] >= 1
