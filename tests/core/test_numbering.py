"""How case numbers are written, and that they are found however people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.core.numbering import LONGEST, NumberFormat, UnfitFormat, compact, squeeze

FORMATS = ["{YY}-{serial:05}", "{YYYY}-{serial}", "CSO{YY}{serial:04}", "{serial:06}/{YY}"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{YY}-{serial:05}", "26-00042"),
        ("{YYYY}-{serial}", "2026-42"),
        ("CSO {YY}.{serial:04}", "CSO 26.0042"),
        ("{serial:06}/{YY}", "000042/26"),
    ],
)
def test_a_number_is_written_as_the_agency_writes_it(text, written):
    assert NumberFormat.parse(text).write(2026, 42) == written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "where the serial stands"),
        ("{YY}", "where the serial stands"),
        ("{YY}-{serial}-{serial}", "where the serial stands"),
        ("{serial}", "where the year stands"),
        ("{YY}{YYYY}{serial}", "where the year stands"),
        ("{YY}-{serial:5}", "“{serial:5}” means nothing"),
        ("{YY}-{serial:00}", "means nothing"),
        ("{YY}-{number}", "“{number}” means nothing"),
        ("{YY}-{serial", "“{” means nothing"),
        ("cso{YY}{serial}", "“cso” cannot stand"),
        ("{YY}_{serial}", "“_” cannot stand"),
        ("-{YY}{serial}", "begins and ends"),
        ("{YY}{serial} ", "begins and ends"),
        ("A" * 25 + "{YY}{serial}", f"at most {LONGEST}"),
    ],
)
def test_a_format_that_cannot_be_is_refused_in_words(text, words):
    with pytest.raises(UnfitFormat, match=words):
        NumberFormat.parse(text)


@given(st.text(alphabet="{}YserialY:0123456789-/ .A", max_size=40))
def test_whatever_is_typed_is_a_format_or_is_refused(text):
    try:
        found = NumberFormat.parse(text)
    except UnfitFormat:
        return
    assert 0 < len(found.write(2026, 1)) <= LONGEST


YEARS, SERIALS = st.integers(2000, 2099), st.integers(1, 10**8)


@given(st.sampled_from(FORMATS), st.lists(st.tuples(YEARS, SERIALS), min_size=2, unique=True))
def test_no_two_numbers_of_a_format_are_alike(text, drawn):
    written = [NumberFormat.parse(text).write(year, serial) for year, serial in drawn]
    assert len(set(written)) == len(drawn)


@given(st.sampled_from(FORMATS), YEARS, SERIALS, st.sampled_from(["", "-", " ", "/", "."]))
def test_a_number_is_found_with_other_separators_or_none(text, year, serial, separator):
    number = NumberFormat.parse(text).write(year, serial)
    typed = "".join(letter if letter.isalnum() else separator for letter in number).lower()
    assert compact(typed) == compact(number)


@given(st.sampled_from(["-", " ", "/"]), YEARS, SERIALS, st.integers(1, 9))
def test_a_number_is_found_with_other_zeros_or_none(separator, year, serial, width):
    kept = NumberFormat.parse("{YY}-{serial:05}").squeezed(year, serial)
    assert squeeze(f"{year % 100:02}{separator}{serial:0{width}}") == kept


def test_what_is_typed_without_dash_and_zeros_is_found_too():
    assert NumberFormat.parse("{YY}{serial:05}").squeezed(2026, 42) == "2642"
    assert squeeze("2642") == compact("2642") == "2642"
