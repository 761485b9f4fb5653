"""Plates as they are said and typed; VINs, whose ninth character checks the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.core import vehicles
from beatbook.core.vehicles import Plate, UnfitVehicle

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
plates = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=10)
vins = st.text(LETTERS, min_size=17, max_size=17).map(
    lambda vin: vin[:8] + vehicles.check_digit(vin) + vin[9:]
)


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("4abc123", Plate("4ABC123")),
        ("4ABC-123 ca", Plate("4ABC123", "CA")),
        ("4ABC123/CA", Plate("4ABC123", "CA")),
        (" 4 abc 123 ", Plate("4ABC123")),
        ("CA", Plate("CA")),
    ],
)
def test_a_plate_is_read_as_people_write_it(typed, plate):
    assert vehicles.read_plate(typed) == plate


@pytest.mark.parametrize("typed", ["", "7", "4ABC1234567", "4ABC*23"])
def test_what_is_no_plate_is_refused_in_words(typed):
    with pytest.raises(UnfitVehicle, match="A plate has 2 to 10 letters and digits"):
        vehicles.read_plate(typed)


def test_a_state_is_one_that_issues_plates():
    with pytest.raises(UnfitVehicle, match="ZZ is no state"):
        vehicles.read_plate("4ABC123", "zz")


@given(plates, st.sampled_from(sorted(vehicles.STATES)))
def test_a_plate_that_is_written_out_is_read_again(text, state):
    written = Plate(text, state)
    assert vehicles.read_plate(str(written)) == written


@given(plates)
def test_what_is_heard_alike_has_one_key(text):
    mistaken = text.replace("O", "0").replace("1", "I").lower()
    assert vehicles.plate_key("-".join(mistaken)) == vehicles.plate_key(text)


@given(plates.filter(lambda text: any(letter.isdigit() for letter in text)))
def test_a_plate_is_found_in_what_somebody_tells(text):
    told = f"white Civic, {text}, north on Castle"
    assert vehicles.plate_key(text) in set(vehicles.plates_in(told))


def test_words_without_a_digit_are_no_plate():
    assert list(vehicles.plates_in("loud music, two men")) == []


@pytest.mark.parametrize("vin", ["1HGBH41JXMN109186", "1M8GDM9AXKP042788", "11111111111111111"])
def test_a_vin_of_the_road_adds_up(vin):
    assert vehicles.adds_up(vehicles.read_vin(vin.lower()))


@given(vins, st.integers(0, 16), st.sampled_from(LETTERS[:8] + LETTERS[-10:]))
def test_a_wrong_character_is_noticed_unless_it_stands_for_the_same(vin, place, letter):
    """The values of letters repeat, so a few mistakes cannot be seen; a digit's never is missed."""
    mistaken = vin[:place] + letter + vin[place + 1 :]
    both_digits = letter.isdigit() and vin[place].isdigit()
    if both_digits and mistaken != vin:
        assert not vehicles.adds_up(mistaken)


@given(vins)
def test_what_adds_up_is_read_again_as_it_is(vin):
    assert vehicles.adds_up(vin)
    assert vehicles.read_vin(f" {vin.lower()} ") == vin


def test_a_vin_from_before_1981_has_no_check_digit():
    assert vehicles.adds_up(vehicles.read_vin("124378N102551"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1HGBH41JXMN1O9186", "no O"),
        ("1HGBH41JXMN1091866", "17 letters and digits"),
        ("1HG", "17 letters and digits"),
        ("1HGBH41J*MN109186", "17 letters and digits"),
    ],
)
def test_what_is_no_vin_is_refused_in_words(typed, message):
    with pytest.raises(UnfitVehicle, match=message):
        vehicles.read_vin(typed)
