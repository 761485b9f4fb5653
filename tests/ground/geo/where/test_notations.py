"""How dispatch systems, radios and agencies name places, on the small town."""

from datetime import timedelta

import pytest
from django.db.models import Q

from beatbook.ground.geo.models import Alias, Intersection, Milepost
from beatbook.ground.geo.vocabulary import Exactness, MatchKind
from beatbook.ground.geo.where import geocode
from tests.cast import NOON
from tests.ground.geo.places import HARBOR, OLD_TOWN, outline, spot

pytestmark = pytest.mark.usefixtures("small_town_map", "cast")


def first(text, **options):
    return geocode.find(text, **options).matches[0]


@pytest.mark.parametrize(
    ("text", "label", "exactness"),
    [
        ("CASA & MURRAY;", "Casa Street & Murray Avenue", Exactness.POINT),
        ("MURRY / CASSA", "Murray Avenue & Casa Street", Exactness.POINT),
        ("02ND ST @ BROADWAY", "2nd Street & Broadway", Exactness.POINT),
        ("broadway at second", "Broadway & 2nd Street", Exactness.POINT),
        ("1921 CASTLE N;", "1921 North Castle Street", Exactness.POINT),
        ("1900-BLK CASTLE N", "1900 block of North Castle Street", Exactness.BLOCK),
        ("1921 Kassle", "1921 North Castle Street", Exactness.POINT),
        ("broadway btwn bank & main", "Broadway between Bank Street and Main Street",
         Exactness.BLOCK),
        ("1921 n castle st #4", "1921 North Castle Street, #4", Exactness.POINT),
        ("behind 1921 n castle", "behind 1921 North Castle Street", Exactness.BLOCK),
        ("1921 CASTLE N; QUICK LUBE;", "1921 North Castle Street; QUICK LUBE", Exactness.POINT),
        ("1921 n castle, Alder Bay ma 02101", "1921 North Castle Street, Alder Bay",
         Exactness.POINT),
        ("1921 n castle st ask for Jim", "1921 North Castle Street, ask for Jim", Exactness.POINT),
        ("1921 n castle st apt 4b buzzer 12", "1921 North Castle Street, buzzer 12, Apt 4B",
         Exactness.POINT),
        ("1921-1931 n castle", "1921-1931 North Castle Street", Exactness.POINT),
        ("basement 1921 n castle", "1921 North Castle Street, Basement", Exactness.POINT),
        ("0 bank st", "0 block of Bank Street", Exactness.BLOCK),
        ("Bank St and Casa St", "Bank Street & Casa Street", Exactness.POINT),
        ("BANK ST AND BROADWAY", "Bank Street & Broadway", Exactness.POINT),
        ("broad way", "Broadway", Exactness.STREET),
        ("oharas dinner", "O'Hara's Diner", Exactness.POINT),
    ],
)  # fmt: skip
def test_a_place_is_found_as_others_write_it(text, label, exactness):
    match = first(text)
    assert (match.label, match.exactness) == (label, exactness)
    again = first(match.label)
    assert (again.label, again.lat, again.lon) == (match.label, match.lat, match.lon)


def test_every_apartment_of_a_house_is_at_its_plain_address():
    for said in ("1921 n castle", "1921 n castle apt 4", "behind 1921 N Castle; Quick Lube",
                 "1921 n castle, Alder Bay"):  # fmt: skip
        assert first(said).plain == "1921 North Castle Street"


def test_a_numbered_street_is_no_house_number():
    answer = geocode.find("bank st & 2nd st")
    assert [match.kind for match in answer.matches] == [MatchKind.STREET, MatchKind.STREET]
    assert "no corner with 2nd Street on file" in answer.matches[0].note


def test_two_corners_in_full_are_not_open():
    assert not geocode.find("Bank St and Casa St").ambiguous


@pytest.mark.parametrize("text", ["the diner", "across from the diner", "diner"])
def test_a_place_is_found_by_the_words_in_its_name(text):
    assert first(text).plain == "O'Hara's Diner"


def test_a_house_beside_the_last_street_is_on_the_map():
    north, east = spot(5, 2)
    assert geocode.find(f"{north + 0.0002:.6f}, {east:.6f}").said == ""
    assert (
        geocode.find(f"{north + 0.02:.6f}, {east:.6f}").said
        == "outside the map, 1.4 mi north of it"
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://maps.google.com/?q={},{}",
        "https://www.google.com/maps/@{},{},17z",
        "https://maps.apple.com/?ll={}%2C{}&z=17",
        "https://www.openstreetmap.org/#map=17/{}/{}",
    ],
)
def test_a_link_from_a_phone_is_a_point(link):
    lat, lon = spot(2, 2)
    match = first(link.format(lat, lon))
    assert (match.lat, match.lon) == pytest.approx((lat, lon), abs=1e-6)


def test_what_is_only_known_in_part_says_so():
    match = first("broadway & zzyzx")
    assert (match.label, match.kind) == ("Broadway", MatchKind.STREET)
    assert match.note == "the rest is not on file; middle of the street"


def test_a_stretch_lies_halfway_between_its_corners_on_the_street():
    match = first("broadway between bank and main")
    assert (match.lat, match.lon) == pytest.approx(spot(1.5, 4), abs=1e-5)


def test_streets_that_only_pass_over_each_other_are_still_a_corner_of_a_kind():
    Intersection.objects.filter(Q(first__name="Broadway") | Q(second__name="Broadway")).delete()
    match = first("broadway & bank")
    assert (match.kind, match.exactness, match.note) == (
        MatchKind.INTERSECTION,
        Exactness.BLOCK,
        "one passes over the other",
    )
    assert (match.lat, match.lon) == pytest.approx(spot(1, 4), abs=1e-5)


@pytest.fixture
def highway(small_town_map):
    for mile in (33, 34):
        lat, lon = spot(mile - 30, 9)
        Milepost.objects.create(
            map=small_town_map, route="i 95", name="I 95", mile=mile, lat=lat, lon=lon
        )


@pytest.mark.parametrize(
    "text", ["I-95 MM 33.4", "I95 AT MP 33.4", "interstate 95 mile marker 33.4"]
)
def test_a_mile_lies_between_its_mileposts(highway, text):
    match = first(text)
    assert (match.kind, match.label, match.exactness, match.note) == (
        MatchKind.MILEPOST,
        "I 95 milepost 33.4",
        Exactness.INTERPOLATED,
        "between mileposts 33 and 34",
    )
    assert (match.lat, match.lon) == pytest.approx(spot(3.4, 9))


def test_a_milepost_on_file_is_exact_and_keeps_its_way(highway):
    match = first("I-95 NB MM 33")
    assert (match.label, match.exactness) == ("I 95 milepost 33, northbound", Exactness.POINT)
    assert first(match.label).label == match.label


def test_a_mile_far_from_every_milepost_is_not_known(highway):
    assert geocode.find("I-95 MM 60").matches == ()


def test_swapped_and_unsigned_coordinates_are_read_as_what_lies_on_the_map():
    lat, lon = spot(2, 2)
    swapped = geocode.find(f"{lon:.5f}, {lat:.5f}")
    assert swapped.said == "longitude was typed first"
    unsigned = geocode.find(f"{lat:.5f}, {-lon:.5f}")
    assert unsigned.said == "read as west, no sign was typed"
    for answer in (swapped, unsigned):
        match = answer.matches[0]
        assert (match.lat, match.lon) == pytest.approx((lat, lon), abs=1e-5)


def test_two_streets_of_one_name_leave_it_open_and_say_so():
    answer = geocode.find("castle st")
    assert answer.ambiguous
    assert answer.said == (
        "2 streets are called Castle: North Castle Street and South Castle Street"
    )


def test_the_beat_tells_two_streets_apart(cast, draw):
    south, north = outline("1", "Southside", 0, 0, 2, 8), outline("2", "Northside", 2, 0, 8, 8)
    draw(south, north, at=NOON + timedelta(hours=1))
    answer = geocode.find("castle st", agency_id=cast.ab.pk)
    assert answer.said == (
        "2 streets are called Castle: North Castle Street in Northside and South Castle Street"
        " in Southside"
    )


def test_two_places_of_one_name_leave_it_open_until_one_is_chosen():
    answer = geocode.find("quick stop")
    assert answer.ambiguous
    assert not geocode.find(answer.matches[0].label).ambiguous


def test_one_place_is_not_open():
    assert not geocode.find("1921 n castle").ambiguous


def test_a_place_outside_every_beat_is_said_to_be_so_and_given_all_the_same(cast, draw):
    draw(HARBOR, at=NOON + timedelta(hours=2))
    match = first("1921 n castle", agency_id=cast.ab.pk)
    assert (match.label, match.outside) == (
        "1921 North Castle Street",
        "outside the agency's area",
    )
    draw(OLD_TOWN, at=NOON + timedelta(hours=3))
    match = first("1921 n castle", agency_id=cast.ab.pk)
    assert (match.beat, match.beat_name, match.outside) == ("1", "Old Town", "")


def test_what_nobody_knows_is_said_to_be_kept():
    answer = geocode.find("over the rainbow")
    assert (answer.matches, answer.said) == ((), geocode.UNKNOWN)


@pytest.fixture
def old_mill(cast):
    def name(agency, words, key):
        lat, lon = spot(1, 2)
        return Alias.objects.create(
            agency=agency, name=words, key=key, address="12 Bank Street", lat=lat, lon=lon,
            added_at=NOON, added_by="Ada Okafor",
        )  # fmt: skip

    return name(cast.ab, "The Old Mill", "the old mill")


@pytest.mark.parametrize("text", ["the old mill", "old mill", "Old Mi", "the old mil", "old miil"])
def test_an_agencys_own_name_comes_first(cast, old_mill, text):
    match = first(text, agencies=[cast.ab.pk])
    assert (match.label, match.address, match.note) == (
        "The Old Mill",
        "12 Bank Street",
        "a name of your agency",
    )


def test_behind_a_named_place_keeps_its_words(cast, old_mill):
    assert first("behind the old mill", agencies=[cast.ab.pk]).label == "behind The Old Mill"


def test_an_agencys_own_name_is_nobody_elses(cast, old_mill):
    assert geocode.find("the old mill", agencies=[cast.mb.pk]).matches == ()
    cast.enter(cast.nora)
    assert geocode.find("the old mill", agencies=[cast.ab.pk]).matches == ()


def test_a_name_that_was_removed_is_not_found(cast, old_mill):
    Alias.objects.update(removed_at=NOON, removed_by="Ada Okafor")
    assert geocode.find("the old mill", agencies=[cast.ab.pk]).matches == ()
