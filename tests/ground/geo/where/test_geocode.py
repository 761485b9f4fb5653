"""What people type, on a town small enough to know by heart (see ``conftest``)."""

import pytest

from beatbook.contract.values import Point
from beatbook.ground.geo.vocabulary import MatchKind
from beatbook.ground.geo.where import geocode
from tests.ground.geo.places import spot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_town_map")]


def found(text, **options):
    return list(geocode.find(text, **options).matches)


def first(text, **options):
    return next(iter(found(text, **options)), None)


def labels(text, **options):
    return [match.label for match in found(text, **options)]


def at(rows, columns):
    return pytest.approx(spot(rows, columns), abs=2e-6)


@pytest.mark.parametrize(
    "text",
    [
        "1921 N Castle",
        "1921 n castle st",
        "1921 NORTH CASTLE STREET",
        "1921 castle",
        "1921 n. castle str.",
        "1921 n castel st",
        "1921 n cas",
        "1921 castle st n",
        "1921 N Castle St, Alder Bay, MA 02101",
    ],
)
def test_an_address_is_found_however_it_is_typed(text):
    match = first(text)
    assert (match.plain, match.kind, match.exact) == (
        "1921 North Castle Street",
        MatchKind.ADDRESS,
        True,
    )
    assert (match.lat, match.lon) == at(3.20, 1.05)


def test_a_number_between_two_on_its_side_is_placed_between_them():
    match = first("1925 n castle")
    assert (match.label, match.exact) == ("1925 North Castle Street", False)
    assert match.note == "between 1921 and 1931"
    assert (match.lat, match.lon) == at(3.30, 1.05)


def test_a_number_beyond_the_last_is_placed_near_it():
    match = first("1926 n castle")
    assert (match.note, match.exact) == ("near 1922", False)
    assert (match.lat, match.lon) == at(3.20, 0.95)


def test_a_number_far_from_all_others_gives_the_nearest_and_says_so():
    match = first("700 n castle")
    assert (match.kind, match.label) == (MatchKind.STREET, "700 North Castle Street")
    assert match.note == "number not on file; the nearest is 1921"
    assert (match.lat, match.lon) == at(3.20, 1.05)


def test_a_letter_or_half_after_the_number_counts():
    assert first("1931a n castle").note == "address on file"
    assert first("1931b n castle").note == "on file as 1931"
    assert first("5 1/2 murray").label == "5 1/2 Murray Avenue"


@pytest.mark.parametrize(
    "text",
    [
        "casa & murray",
        "murray and casa",
        "casa/murray ave",
        "corner of casa st at murray",
        "cas & mur",
    ],
)
def test_a_corner_is_found_however_it_is_typed(text):
    match = first(text)
    assert (match.kind, match.exact) == (MatchKind.INTERSECTION, True)
    assert set(match.label.split(" & ")) == {"Casa Street", "Murray Avenue"}
    assert (match.lat, match.lon) == at(3, 0)


def test_a_corner_keeps_the_order_in_which_it_was_typed():
    assert labels("murray & casa")[0] == "Murray Avenue & Casa Street"


def test_while_only_one_street_is_typed_all_its_corners_are_offered():
    assert "Broadway & Bank Street" in labels("broadway &", limit=20)


def test_streets_that_do_not_meet_say_so():
    apart = found("murray & bank")
    assert {match.kind for match in apart} == {MatchKind.STREET}
    assert apart[0].note == "no corner with Bank Street on file; middle of the street"


def test_both_ends_of_a_divided_name_are_offered():
    assert labels("castle st")[:2] == ["North Castle Street", "South Castle Street"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("broadway", "Broadway"),
        ("st helena", "Saint Helena Avenue"),
        ("saint helena ave", "Saint Helena Avenue"),
        ("n point", "North Point Road"),
        ("second st", "2nd Street"),
        ("25th", "25th Street"),
        ("harbr road", "Harbor Road"),
    ],
)
def test_a_street_is_found_by_itself(text, label):
    match = first(text)
    assert (match.label, match.kind, match.exact) == (label, MatchKind.STREET, False)


def test_a_hundred_block_lies_amid_its_numbers():
    match = first("1900 block of n castle")
    assert (match.kind, match.label) == (MatchKind.BLOCK, "1900 block of North Castle Street")
    assert (match.lat, match.lon) == (
        pytest.approx(spot(3.44, 1.03)[0], abs=2e-4),
        pytest.approx(spot(3.44, 1.03)[1], abs=2e-4),
    )


@pytest.mark.parametrize("text", ["O'Hara's Diner", "oharas diner", "oharas", "o hara diner"])
def test_a_place_is_found_by_its_name(text):
    match = first(text)
    assert (match.label, match.kind, match.note) == (
        "O'Hara's Diner",
        MatchKind.PLACE,
        "restaurant",
    )
    assert match.address == "12 Bank Street"


def test_a_place_that_is_typed_in_full_comes_before_streets_that_begin_so():
    assert labels("castle park")[0] == "Castle Park"


def test_two_places_of_one_name_are_told_apart_and_found_again():
    two = found("quick stop")
    assert sorted(match.label for match in two) == [
        "Quick Stop, 3 Harbor Road",
        "Quick Stop, 450 2nd Street",
    ]
    for match in two:
        again = first(match.label)
        assert (again.lat, again.lon) == (match.lat, match.lon)


@pytest.mark.parametrize(
    "text",
    [
        "1921 n castle",
        "1925 n castle",
        "casa & murray",
        "broadway",
        "1900 block of n castle",
        "oharas",
    ],
)
def test_a_label_typed_again_gives_the_same_place(text):
    once = first(text)
    again = first(once.label)
    assert (again.label, again.lat, again.lon) == (once.label, once.lat, once.lon)


def test_coordinates_are_a_place_and_say_what_is_there():
    lat, lon = spot(3.2, 1.049)
    match = first(f"{lat:.6f}, {lon:.6f}")
    assert (match.kind, match.note) == (MatchKind.COORDINATE, "1921 North Castle Street")
    assert (match.lat, match.lon) == pytest.approx((lat, lon))


def test_coordinates_elsewhere_are_said_to_be_outside():
    answer = geocode.find("41.5, -69.1")
    assert answer.matches[0].outside == "outside the map, 5 mi east of it"
    assert answer.said == "outside the map, 5 mi east of it"


@pytest.mark.parametrize(
    "text", ["", "   ", "somewhere over the rainbow", "99 luftballons", "&", "x" * 500, "%_'\"\\"]
)
def test_unknown_yet_is_an_answer(text):
    assert found(text) == []


def test_of_equals_the_nearer_comes_first():
    north, south = Point(*spot(4.8, 3.8)), Point(*spot(0.3, 0.2))
    assert labels("quick stop", near=north)[0] == "Quick Stop, 450 2nd Street"
    assert labels("quick stop", near=south)[0] == "Quick Stop, 3 Harbor Road"


def test_no_more_is_given_than_was_asked_for():
    assert len(found("broadway &", limit=3)) == 3


def test_a_search_asks_the_database_for_each_kind_of_thing_once(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        found("1921 n castle")
