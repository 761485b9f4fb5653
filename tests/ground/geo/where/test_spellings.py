"""Every spelling of an address that is on file is found back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.ground.geo.where import geocode

pytestmark = pytest.mark.usefixtures("small_town_map", "cast")

ADDRESSES = {
    "1921 North Castle Street": (
        "1921",
        ["n", "north", "N."],
        "castle",
        ["st", "street", "Str.", ""],
    ),
    "12 Bank Street": ("12", [""], "bank", ["st", "street", ""]),
    "5 1/2 Murray Avenue": ("5 1/2", [""], "murray", ["av", "ave", "avenue", "AVE.", ""]),
}
TAILS = ["", " ", ";", ", Alder Bay", ", Alder Bay, MA 02101", " MA"]


@st.composite
def spelled(draw):
    label = draw(st.sampled_from(sorted(ADDRESSES)))
    number, winds, base, types = ADDRESSES[label]
    wind, kind = draw(st.sampled_from(winds)), draw(st.sampled_from(types))
    text = " ".join(part for part in (number, wind, base, kind) if part)
    shape = draw(st.sampled_from([str.upper, str.lower, str.title]))
    return label, shape(text) + draw(st.sampled_from(TAILS))


def slipped(text, at, how):
    """The name with two letters swapped, one doubled, or one left out."""
    one = text[at]
    return {
        "swapped": text[:at] + text[at + 1] + one + text[at + 2 :],
        "doubled": text[:at] + one + text[at:],
        "left out": text[:at] + text[at + 1 :],
    }[how]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spelled())
def test_any_spelling_is_found_back(spelling):
    label, text = spelling
    assert geocode.find(text).matches[0].plain == label


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 4), st.sampled_from(["swapped", "doubled", "left out"]))
def test_one_slip_in_a_name_does_not_lose_the_address(at, how):
    found = geocode.find(f"1921 n {slipped('castle', at, how)} st").matches
    assert found[0].label == "1921 North Castle Street"
