"""A county with an Elm Street in each of two towns: neither is ever taken for the other."""

import pytest

from beatbook.ground.geo import stretches
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.stretches import StretchRefused
from beatbook.ground.geo.where import geocode
from tests.ground.geo.gis import city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def street(name, places, town, numbers=(0, 0)):
    right = tuple(number + 1 for number in numbers) if any(numbers) else (0, 0)
    return city.block(city.line(*places), name, numbers, right, City=town, Direction="0")


@pytest.fixture(scope="module")
def county(map_in_use, tmp_path_factory):
    path = tmp_path_factory.mktemp("county") / "county.geojson"
    lines = []
    for town, west in (("Alpha", 0), ("Beta", 6)):
        lines += [
            street("Elm St", ((0, west), (0, west + 1)), town, (1, 99)),
            street("Elm St", ((0, west + 1), (0, west + 2)), town, (101, 199)),
            street("1st Ave", ((-1, west), (0, west)), town),
            street("2nd Ave", ((-1, west + 1), (0, west + 1)), town),
        ]
    lines.append(street("Oak St", ((-1, 0), (-1, 1)), "Alpha", (1, 99)))
    city.write(path, *lines)
    return map_in_use(path, streets=Source(path))


def test_an_address_in_either_town_is_open_until_the_town_is_said():
    answer = geocode.find("50 elm st")
    assert answer.ambiguous
    assert answer.said == "2 streets are called Elm: 50 Elm St, Alpha and 50 Elm St, Beta"
    for town, middle in (("Alpha", 0.5), ("Beta", 6.5)):
        (best, *_) = geocode.find(f"50 elm st {town}").matches
        assert (best.label, best.lon) == (
            f"50 Elm St, {town}",
            pytest.approx(city.spot(0, middle)[0], abs=1e-4),
        )


def test_a_town_that_the_map_has_not_is_said_and_kept():
    answer = geocode.find("50 oak st, Gamma")
    assert answer.said == "“Gamma” is no town on the map"
    assert answer.matches[0].label == "50 Oak St, Gamma"
    assert geocode.find("50 oak st, alpha").said == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("150 elm st beta", "150 Elm St, Beta"),
        ("elm & 1st, alpha", "Elm St & 1st Ave, Alpha"),
        ("100 block elm beta ma", "100 block of Elm St, Beta"),
        ("elm between 1st and 2nd, beta", "Elm St between 1st Ave and 2nd Ave, Beta"),
    ],
)
def test_the_label_says_the_town_and_means_the_same_again(text, label):
    best = geocode.find(text).matches[0]
    again = geocode.find(best.label).matches[0]
    assert (best.label, best.plain) == (label, label)
    assert (again.label, again.lat, again.lon) == (best.label, best.lat, best.lon)


@pytest.mark.parametrize("text", ["elm", "elm 1st/2nd", "50 elm"])
def test_a_stretch_in_either_town_is_not_guessed(text):
    with pytest.raises(StretchRefused) as refused:
        stretches.by_words(text)
    assert "Alpha" in refused.value.message
    assert "Beta" in refused.value.message
    for choice in refused.value.choices:
        assert stretches.by_words(choice).stretch.street == "Elm St"


def test_the_town_after_the_stretch_says_which():
    found = stretches.by_words("elm st, 1st / 2nd, beta")
    assert found.stretch.lines[0][0][1] == pytest.approx(city.spot(0, 6)[0], abs=1e-4)
    with pytest.raises(StretchRefused, match="No street on the map is called oak, beta"):
        stretches.by_words("oak, beta")
