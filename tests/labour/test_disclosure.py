"""Small numbers are hidden, and nothing that is shown gives one back."""

from itertools import product

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from labour.disclosure import SMALLEST, Cell, cell, protect

SMALL = range(1, SMALLEST)
PARTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 14) | st.integers(0, 400), max_size=6)


@given(PARTS)
def test_no_small_number_is_shown(parts):
    shown = protect(parts)
    cells = [shown.total, *(shown.parts or {}).values()]
    assert all(one.value is None or one.value == 0 or one.value >= SMALLEST for one in cells)
    assert all(str(one) not in {str(n) for n in SMALL} for one in cells)


@given(PARTS)
def test_what_is_shown_is_true(parts):
    shown = protect(parts)
    assert shown.total.value in (None, sum(parts.values()))
    for key, one in (shown.parts or {}).items():
        assert one.value in (None, parts[key])
        assert one.few == (0 < parts[key] < SMALLEST)


@given(PARTS)
@settings(max_examples=400)
def test_every_small_number_could_be_any_other(parts):
    """By whoever subtracts what is shown from the total, knowing what the two marks mean."""
    shown = protect(parts)
    if shown.parts is None:
        return
    assert shown.total.value is not None
    rest = shown.total.value - sum(one.value or 0 for one in shown.parts.values())
    few = [key for key, one in shown.parts.items() if one.few]
    others = sum(one.value is None and not one.few for one in shown.parts.values())
    for key in few:
        assert {n for n in SMALL if possible(rest - n, len(few) - 1, others)} == set(SMALL), key


def possible(rest: int, few: int, others: int) -> bool:
    """Whether `few` small numbers and `others` of at least SMALLEST can add up to `rest`."""
    sums = {sum(one) for one in product(SMALL, repeat=few)}
    return any((rest - n >= SMALLEST * others) if others else rest == n for n in sums)


@given(PARTS)
def test_nothing_is_hidden_where_nothing_is_small(parts):
    if not any(0 < n < SMALLEST for n in parts.values()):
        shown = protect(parts)
        assert shown.parts == {key: Cell(n) for key, n in parts.items()}


@given(PARTS)
def test_totals_of_the_same_people_are_shown_alike(parts):
    """So that no other breakdown beside it gives back what this one hides."""
    assert protect(parts).total == protect({"everybody": sum(parts.values())}).total


def test_one_small_number_takes_a_second_with_it():
    shown = protect({"KH": 46, "LA": 3, "MM": 12})
    assert shown.parts == {"KH": Cell(46), "LA": Cell(None, few=True), "MM": Cell(None)}
    with translation.override("en"):
        assert [str(one) for one in shown.parts.values()] == ["46", "fewer than 5", "not shown"]


def test_two_small_numbers_that_a_total_would_tell_are_not_broken_down():
    assert protect({"KH": 4, "LA": 4}).parts is None
    assert protect({"KH": 4, "LA": 4}).total == Cell(8)


def test_nobody_is_no_secret():
    assert cell(0) == Cell(0)
    assert protect({}).total == Cell(0)
