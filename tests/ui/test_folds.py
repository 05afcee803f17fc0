"""Which group of a form stands open, and what the others say."""

from collections.abc import Sequence

from django import forms

from ui.folds import Fold, folds
from ui.forms import Form


class Asked(Form):
    needed: tuple[str, ...] = ("b", "c")

    a = forms.CharField(required=False)
    b = forms.CharField(required=False)
    c = forms.IntegerField(required=False)
    d = forms.MultipleChoiceField(required=False, choices=[("x", "x")])


def read(form: Form, groups: Sequence[str] = ("a", "bd", "c")) -> list[Fold | None]:
    return folds([[form[name] for name in names] for names in groups])


def opened(form: Form) -> list[bool]:
    return [bool(fold and fold.opens) for fold in read(form)]


def test_each_group_says_what_is_answered_and_what_it_lacks() -> None:
    assert read(Asked(initial={"a": "1", "d": ["x"]})) == [Fold(1, 1, 0), Fold(2, 1, 1, opens=True), Fold(1, 0, 1)]


def test_the_first_that_lacks_what_is_needed_is_open() -> None:
    assert opened(Asked()) == [False, True, False]
    assert opened(Asked(initial={"b": "1"})) == [False, False, True]


def test_nothing_is_open_where_nothing_is_lacking() -> None:
    assert opened(Asked(initial={"b": "1", "c": 0})) == [False, False, False]


def test_a_form_without_what_is_needed_begins_with_its_first_group() -> None:
    class Free(Asked):
        needed = ()

    assert opened(Free()) == [True, False, False]
    assert opened(Free(initial={"c": 0})) == [False, False, False]


def test_every_group_with_an_error_is_open_and_no_other() -> None:
    assert opened(Asked({"c": "many"})) == [False, False, True]
    assert opened(Asked({"c": "many", "d": ["y"]})) == [False, True, True]


def test_one_group_alone_does_not_fold() -> None:
    assert read(Asked(), ("abcd",)) == [None]
