"""What every form of the house does: NFC text, messages at the field, words kept."""

import time
import unicodedata

from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from ui.forms import DateField, Form, ModelForm


class NoteForm(Form):
    needed = ("body",)

    title = forms.CharField(help_text="In a few words.")
    body = forms.CharField(required=False)
    place = forms.CharField(required=False)


def in_english(form: forms.BaseForm) -> str:
    with translation.override("en"):
        return form.render()


def test_text_is_stored_in_normal_form_c() -> None:
    form = NoteForm({"title": unicodedata.normalize("NFD", "Café Ban Làem")})
    assert form.is_valid()
    assert form.cleaned_data["title"] == unicodedata.normalize("NFC", "Café Ban Làem")


def test_a_heap_of_marks_on_one_letter_is_cut_and_put_in_order_at_once() -> None:
    begun = time.process_time()
    form = NoteForm({"title": "n" + "\u0301" * 50_000 + "\u0316" * 50_000 + "o"})
    assert form["title"].value() == "ń" + "\u0301" * 29 + "o"
    assert time.process_time() - begun < 3


def test_error_stands_at_the_field_and_is_read_with_it() -> None:
    page = in_english(NoteForm({"title": ""}))
    assert '<ul class="errorlist" id="id_title_error"><li>Fill this in.</li></ul>' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page


def test_field_says_when_it_is_needed_and_when_optional() -> None:
    page = in_english(NoteForm())
    assert page.count("needed before sending") == 1
    assert page.count(">optional<") == 1


def test_summary_links_to_the_field() -> None:
    with translation.override("en"):
        page = render_to_string("ui/error_summary.html", {"form": NoteForm({"title": ""})})
    assert 'href="#id_title"' in page
    assert "data-error-summary" in page


def test_summary_is_silent_without_errors() -> None:
    assert "<section" not in render_to_string("ui/error_summary.html", {"form": NoteForm({"title": "x"})})


def test_summary_link_of_a_date_leads_to_its_day() -> None:
    class DayForm(Form):
        day = DateField()

    summary = render_to_string("ui/error_summary.html", {"form": DayForm({})})
    assert 'href="#id_day_0"' in summary
    assert 'name="day_day"' in DayForm().render().partition('id="id_day_0"')[0].rpartition("<")[2]


def test_model_dates_get_the_three_part_field() -> None:
    class PersonForm(ModelForm):
        class Meta:
            from accounts.models import User as model  # noqa: N813

            fields = ("last_login",)

    assert 'name="last_login_year"' in PersonForm().render()


def test_typed_markup_is_escaped() -> None:
    assert "<script>" not in in_english(NoteForm({"title": "<script>"}))
