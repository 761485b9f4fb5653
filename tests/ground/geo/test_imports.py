"""A map is put in use at one moment, or not at all."""

import fcntl
import json

import pytest
from django.db import connection

from beatbook.contract.access import NotAllowed, Permission
from beatbook.ground.agency import queries as agencies
from beatbook.ground.geo import areas, commands, graph, imports, queries, tiles
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.models import Address, Intersection, Map, NamedPlace, Street
from beatbook.ground.geo.town import MapRefused
from beatbook.ground.geo.travel import order
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.geo.where import geocode
from tests.cast import NOON
from tests.ground.geo.places import spot


@pytest.fixture(autouse=True)
def maps(settings, tmp_path):
    settings.MAPS = tmp_path / "maps"
    return settings.MAPS


@pytest.fixture
def put_in_use(cast, small_town_file):
    with connection.cursor() as cursor:
        # Outside of tests no transaction is open while a map is drawn.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")

    def put_in_use(path=small_town_file, **options):
        source = path if isinstance(path, Sources) else Sources(osm=path)
        return imports.import_map(
            source,
            name=options.pop("name", "Small Town"),
            by=options.pop("by", agencies.system("test")),
            at=NOON,
            progress=options.pop("progress", lambda *_: None),
            **options,
        )

    return put_in_use


def rows():
    return [model.objects.count() for model in (Map, Street, Address, Intersection, NamedPlace)]


def test_a_map_is_in_use_as_soon_as_it_is_imported(put_in_use):
    stored = put_in_use()
    assert queries.active_map() == stored
    assert stored.counts == {"streets": 12, "addresses": 10, "intersections": 32, "places": 5}
    assert geocode.find("1921 n castle").matches[0].exact


def test_its_files_lie_in_its_folder(put_in_use, maps):
    stored = put_in_use()
    folder = queries.directory_of(stored.key)
    assert folder == maps / stored.key
    assert {path.name for path in folder.iterdir()} == {
        "graph.npz",
        "order-junctions.npy",
        "order-turns.npy",
        "town.pmtiles",
    }
    streets = queries.graph_of(stored.key)
    assert order.load(folder, streets) is not None
    names = dict(Street.objects.values_list("position", "name"))
    assert streets.street_names == tuple(names[i] for i in range(len(streets.street_names)))


def test_it_is_announced(put_in_use, cast, recorded):
    put_in_use()
    assert recorded() == ["geo.map.imported"]


def test_progress_names_every_stage_in_order(put_in_use):
    stages = []
    put_in_use(progress=lambda stage, *_: stages.append(stage))
    assert list(dict.fromkeys(stages)) == [
        "Reading the file",
        "Joining streets",
        "Drawing tiles",
        "Preparing travel times",
        "Measuring",
        "Storing",
    ]


def test_the_next_map_takes_its_place(put_in_use):
    first = put_in_use(name="First")
    second = put_in_use(name="Second")
    assert queries.active_map() == second
    assert list(Map.objects.order_by("pk")) == [first, second]
    assert [match.label for match in geocode.find("1921 n castle").matches] == [
        "1921 North Castle Street"
    ]


def test_the_map_before_is_kept_and_older_ones_are_removed(put_in_use, maps):
    kept = [put_in_use(name=str(number)) for number in range(3)][1:]
    assert list(Map.objects.order_by("pk")) == kept
    assert {path.name for path in maps.iterdir() if path.is_dir()} == {m.key for m in kept}
    assert rows() == [2, 24, 20, 64, 10]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("town.osm.pbf", b""),
        ("town.osm.pbf", b"not a map at all" * 100),
        ("town.osm", b"<osm version='0.6'><node id='1' lat='1' lon='1'/></osm>"),
        ("town.osm", b"<osm version='0.6'><node id='1' lat='1'"),
        ("town.txt", b"words"),
    ],
)
def test_a_broken_file_leaves_the_old_map_in_place(put_in_use, maps, tmp_path, name, content):
    stored = put_in_use()
    before = rows()
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(MapRefused, match=name):
        put_in_use(path)
    assert queries.active_map() == stored
    assert rows() == before
    assert {path.name for path in maps.iterdir()} == {stored.key, "import.lock"}


def test_an_area_outside_of_the_map_leaves_the_old_map_in_place(
    put_in_use, maps, tmp_path, small_town_file, cast
):
    stored = put_in_use()
    before = rows()
    far = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    beats = tmp_path / "beats.geojson"
    feature = {"type": "Feature", "properties": {"code": "1"}, "geometry": far}
    beats.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    of = Sources(osm=small_town_file, areas=[(AreaKind.BEAT, Source(beats))])
    with pytest.raises(MapRefused, match="Beat 1 lies outside the map"):
        put_in_use(of, agency=cast.ab, by=agencies.system("x", [cast.ab]))
    assert (queries.active_map(), rows()) == (stored, before)
    assert {path.name for path in maps.iterdir()} == {stored.key, "import.lock"}


def test_a_disk_that_refuses_leaves_the_old_map_in_place(put_in_use, maps):
    stored = put_in_use()

    def full_disk(stage, *_):
        if stage == imports.ORDERING:
            raise OSError(28, "No space left on device")

    with pytest.raises(MapRefused, match="No space left on device"):
        put_in_use(progress=full_disk)
    assert queries.active_map() == stored
    assert {path.name for path in maps.iterdir()} == {stored.key, "import.lock"}


def test_two_imports_do_not_meet(put_in_use, maps):
    maps.mkdir()
    with (maps / imports.LOCK_FILE).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(MapRefused, match="Another map is being imported"):
            put_in_use()


def test_what_an_interrupted_import_left_is_cleared_by_the_next(put_in_use, maps):
    left = maps / ".20260101-dead"
    left.mkdir(parents=True)
    put_in_use()
    assert not left.exists()


def test_the_maps_of_another_database_are_left_alone(put_in_use, maps):
    other = maps / "20260101-another"
    other.mkdir(parents=True)
    put_in_use()
    assert other.is_dir()


def test_only_the_system_imports_maps(put_in_use, cast):
    with pytest.raises(NotAllowed, match="from the command line"):
        put_in_use(by=cast.ada)


def test_beats_are_cut_when_asked_for(put_in_use, cast):
    by = agencies.system("x", [cast.ab])
    put_in_use(agency=cast.ab, make_beats=4, by=by)
    assert [beat.name for beat in areas.beats_of(cast.ab.pk)] == [f"Beat {i}" for i in range(1, 5)]
    assert areas.beat_at(*spot(4.5, 0.5), agency_id=cast.ab.pk).code == "1"
    assert areas.beat_at(*spot(0.5, 3.5), agency_id=cast.ab.pk).code == "4"


def test_an_unusable_graph_is_said_to_be_so(put_in_use):
    stored = put_in_use()
    (queries.directory_of(stored.key) / queries.GRAPH_FILE).write_bytes(b"PK")
    with pytest.raises(graph.GraphError, match="cannot be read"):
        queries.graph_of(stored.key)


def test_drawing_areas_needs_a_permission(cast):
    assert not cast.jun.may(Permission.MAP_EDIT, cast.ab.pk)
    with pytest.raises(NotAllowed, match="map:edit is needed"):
        commands.replace_areas(agency=cast.ab, outlines=[], by=cast.jun, at=NOON)


@pytest.mark.parametrize(
    "name",
    ["baltimore.osm.pbf", "portland.osm.pbf", "liechtenstein-2013-08-03.osm.pbf", "monaco.osm.gz"],
)
def test_a_real_map_can_be_put_in_use_and_drawn(put_in_use, real_map, name):
    stored = put_in_use(real_map(name))
    counts = stored.counts
    assert rows() == [
        1,
        counts["streets"],
        counts["addresses"],
        counts["intersections"],
        counts["places"],
    ]
    assert queries.graph_of(stored.key).edge_count > 1_000
    assert (queries.directory_of(stored.key) / tiles.TILES_FILE).stat().st_size > 100_000
