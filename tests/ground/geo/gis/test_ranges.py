import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.ground.geo.gis import ranges
from beatbook.ground.geo.vocabulary import Parity, Side

numbers = st.integers(1, 20_000)


def span(first, last, parity=""):
    return ranges.read(Side.LEFT, str(first), str(last), parity)


@pytest.mark.parametrize("ends", [("", ""), ("0", "0"), ("None", ""), ("N/A", "0")])
def test_ends_that_are_nothing_make_no_range(ends):
    assert ranges.read(Side.RIGHT, *ends) is None


def test_a_side_that_is_said_to_have_no_addresses_has_no_range():
    assert span(1, 99, "Z") is None


@pytest.mark.parametrize(
    ("first", "last", "said", "parity"),
    [
        (1, 99, "", Parity.ODD),
        (98, 2, "", Parity.EVEN),
        (1, 98, "", Parity.BOTH),
        (1, 99, "B", Parity.BOTH),
        (2, 98, "O", Parity.EVEN),
    ],
)
def test_parity_is_what_the_numbers_are(first, last, said, parity):
    assert span(first, last, said).parity is parity


def test_a_range_that_runs_against_the_line_is_kept_so():
    found = span(99, 1)
    assert (found.first, found.last) == (99, 1)
    assert found.share(99) < found.share(1)


def test_one_end_stands_for_both():
    assert (span(14, "").first, span("", 14).last) == (14, 14)
    assert span(14, "").share(14) == 0.5


@given(numbers, numbers)
def test_every_number_of_a_range_has_a_place_of_its_own_and_none_is_on_a_corner(first, last):
    found = span(first, last)
    inside = sorted({first, last, (first + last) // 2, min(first, last) + 1} & set(
        range(min(first, last), max(first, last) + 1)
    ))  # fmt: skip
    shares = [found.share(number) for number in inside]
    assert all(0 < share < 1 for share in shares)
    in_order = shares if last >= first else shares[::-1]
    assert in_order == sorted(in_order)


@given(numbers, numbers, st.lists(st.floats(1, 500), min_size=1, max_size=6))
def test_a_cut_range_loses_no_number_and_gives_none_twice(first, last, lengths):
    whole = span(first, last)
    pieces = [piece for piece in ranges.cut(whole, lengths) if piece is not None]
    assert (pieces[0].first, sum(piece.count for piece in pieces)) == (first, whole.count)
    assert all(piece.parity is whole.parity for piece in pieces)
    assert abs(pieces[-1].last - last) < whole.step
