import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.where import sounds


@pytest.mark.parametrize(
    "heard",
    [
        ("castle", "kassle"),
        ("murray", "murry", "murrey"),
        ("northridge", "north ridge"),
        ("odonnell", "o donnell", "odonel"),
        ("mchenry", "mc henry", "machenry"),
        ("knight", "nite"),
        ("fleet", "phleet"),
        ("eutaw", "utah"),
        ("schroeder", "shroder"),
        ("jackson", "jaxon"),
        ("stephen", "steven"),
        ("higuera", "igera"),
        ("thompson", "tomson"),
    ],
)
def test_names_that_sound_alike_have_one_key(heard):
    assert len({sounds.key(name) for name in heard}) == 1


@pytest.mark.parametrize("apart", [("castle", "cassidy"), ("bank", "bond"), ("25", "26")])
def test_names_that_sound_otherwise_have_not(apart):
    assert not sounds.alike(*apart)


@given(st.text(max_size=30))
def test_any_text_has_a_key_and_it_has_no_gaps(text):
    assert " " not in sounds.key(text)
