import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.gis import one_way
from beatbook.ground.geo.gis.mapping import Section
from beatbook.ground.geo.gis.one_way import Way


def ways(*values, section=Section()):  # noqa: B008 -- it is frozen
    read = one_way.reading_of(values, section)
    return None if read is None else [read(value) for value in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "-1", "0", ""], [Way.WITH, Way.AGAINST, Way.BOTH, Way.BOTH]),
        (["FT", "TF", "B", "N"], [Way.WITH, Way.AGAINST, Way.BOTH, Way.BOTH]),
        (["F", "T", "B"], [Way.WITH, Way.AGAINST, Way.BOTH]),
        (["Y", "N"], [Way.WITH, Way.BOTH]),
        (["yes", "no", "no"], [Way.WITH, Way.BOTH, Way.BOTH]),
        (["T", "F", "F", "F"], [Way.WITH, Way.BOTH, Way.BOTH, Way.BOTH]),
        (["F", "T", "", "", ""], [Way.WITH, Way.AGAINST, Way.BOTH, Way.BOTH, Way.BOTH]),
        (["0", "1", "2"], [Way.BOTH, Way.WITH, Way.AGAINST]),
    ],
)
def test_the_usual_codes_are_read(values, expected):
    assert ways(*values) == expected


@pytest.mark.parametrize("values", [["N", "S", "E", "W"], ["N", "N", ""], ["main", "oak"], ["4"]])
def test_compass_points_and_other_words_are_no_flags(values):
    assert ways(*values) is None


def test_a_mapping_file_has_the_last_word():
    section = Section(one_way_values={"forward": ("D",), "backward": ("R",), "closed": ("X",)})
    assert ways("d", "R", "X", "", "?", section=section) == [
        Way.WITH, Way.AGAINST, Way.CLOSED, Way.BOTH, None,
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["1", "-1", "0", "FT", "TF", "B", "", "Y"]), min_size=1))
def test_every_value_of_a_known_column_has_a_meaning(values):
    found = ways(*values)
    assert found is not None
    assert None not in found
