"""The builder in the browser's place: every page, what is wrong said at its field, nothing overwritten."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from checklists import actions
from checklists.document import Choice, Comparison, Condition, Kind, Question, Section
from checklists.models import Checklist
from tests.checklists.factories import DOCUMENT

NEW: dict[str, Any] = {"code": "market", "name_th": "ตรวจตลาด", "name_en": "Market check", "purpose": "inspection"}
ROWS = {"choice-TOTAL_FORMS": "3", "choice-INITIAL_FORMS": "0"}
CHOICES = ROWS | {
    "choice-0-label_th": "ดี", "choice-0-label_en": "Good", "choice-0-points": "100",
    "choice-1-label_th": "แย่", "choice-1-label_en": "Bad", "choice-1-points": "0",
}  # fmt: skip


def now(draft):
    draft.refresh_from_db()
    return draft.document


def adding(at, section, kind):
    return f"{at('question_new')}?section={section}&kind={kind}"


def test_a_checklist_is_started_once(desk):
    sent = NEW | {"client_uuid": str(uuid.uuid4())}
    for _time in range(2):
        assert desk.post(reverse("checklists:new"), sent)["Location"] == "/checklists/market/1/"
    assert Checklist.objects.count() == 1


@pytest.mark.parametrize("code", ["", "Market hall", "ตลาด", "new", "power-check"])
def test_a_code_that_cannot_be_is_said_and_the_rest_kept(desk, draft, code):
    page = desk.post(reverse("checklists:new"), NEW | {"code": code, "client_uuid": str(uuid.uuid4())})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"code"}
    assert "ตรวจตลาด" in page.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens(client_of, admin, draft, at, language):
    client = client_of(admin, language)
    pages = [reverse(f"checklists:{name}") for name in ("list", "new", "import")]
    pages += [reverse(f"checklists:{name}", args=["power-check"]) for name in ("detail", "names")]
    pages += [at(name) for name in ("version", "preview", "discard", "section_new")]
    pages += [at("section", one.code) for one in DOCUMENT.sections]
    pages += [at("question", one.code) for one in DOCUMENT.questions] + [at("remove", "order"), at("remove", "fuel")]
    pages += [adding(at, "power", kind) for kind in Kind.values]
    assert {url: client.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)


def test_a_section_is_added_and_named_in_data_after_its_english_title(desk, draft, at):
    sent = {"revision": draft.revision, "title_th": "ความปลอดภัย", "title_en": "Safety first"}
    assert desk.post(at("section_new"), sent).status_code == 302
    assert now(draft).sections[-1] == Section("safety_first", "ความปลอดภัย", "Safety first")


def test_a_section_is_changed_and_keeps_its_questions(desk, draft, at):
    sent = {"revision": draft.revision, "title_th": "ไฟ", "title_en": "Light"}
    assert desk.post(at("section", "power"), sent).status_code == 302
    section = now(draft).sections[0]
    assert (section.code, section.title_en, section.questions) == ("power", "Light", DOCUMENT.sections[0].questions)


def test_a_question_with_choices_and_a_condition_is_added(desk, draft, at):
    sent = CHOICES | {"revision": draft.revision, "label_th": "สภาพ", "label_en": "State", "weight": "3",
                      "required": "on", "shown_if": ["generator=yes", "generator=no"]}  # fmt: skip
    assert desk.post(adding(at, "staff", "choice"), sent).status_code == 302
    assert now(draft).section("staff").questions[-1] == Question(
        "state", Kind.CHOICE, "สภาพ", "State", required=True, weight=3,
        choices=(Choice("good", "ดี", "Good", 100), Choice("bad", "แย่", "Bad", 0)),
        shown_if=Condition("generator", Comparison.IS, ("yes", "no")),
    )  # fmt: skip


def test_a_question_that_depends_on_a_number_is_added(desk, draft, at):
    sent = {"revision": draft.revision, "label_th": "เหตุ", "label_en": "Why so long", "longest": "200",
            "if_number": "hours", "if_test": "at_least", "if_value": "12"}  # fmt: skip
    assert desk.post(adding(at, "staff", "text"), sent).status_code == 302
    added = now(draft).question("why_so_long")
    assert (added.longest, added.shown_if) == (200, Condition("hours", Comparison.AT_LEAST, ("12",)))


def test_pressed_twice_it_is_one_question(desk, draft, at):
    sent = {"revision": draft.revision, "label_th": "เหตุ", "label_en": "Why"}
    for _time in range(2):
        assert desk.post(adding(at, "staff", "text"), sent).status_code == 302
    assert [one.code for one in now(draft).questions if one.label_en == "Why"] == ["why"]


def test_every_question_is_saved_as_it_was_opened(desk, draft, at):
    """Opening and saving each form changes nothing: no field gets lost on the way."""
    for one in DOCUMENT.questions:
        form = desk.get(at("question", one.code)).context["form"]
        fields = {
            bound.name: bound.value() for bound in form if bound.value() is not None and bound.value() is not False
        }
        rows = form.choices.forms if form.choices is not None else []
        fields |= {row.add_prefix(each.name): each.value() for row in rows for each in row if each.value() is not None}
        if form.choices is not None:
            fields |= {"choice-TOTAL_FORMS": len(rows), "choice-INITIAL_FORMS": len(one.choices)}
        page = desk.post(at("question", one.code), fields | {"revision": now(draft) and draft.revision})
        assert page.status_code == 302, (one.code, page.context["form"].errors)
    assert now(draft) == DOCUMENT


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("text", {}, "label_th"),
        ("text", {"label_en": "A", "code": "has space"}, "code"),
        ("text", {"label_en": "A", "code": "order"}, "code"),
        ("text", {"label_en": "A", "longest": "0"}, "longest"),
        ("number", {"label_en": "A", "low": "9", "high": "1"}, "high"),
        ("number", {"label_en": "A", "low": "many"}, "low"),
        ("scale", {"label_en": "A", "low": "0"}, "high"),
        ("scale", {"label_en": "A", "low": "0", "high": "90"}, "high"),
        ("yes_no", {"label_en": "A", "weight": "-1"}, "weight"),
        ("yes_no", {"label_en": "A", "shown_if": ["generator=yes", "fuel=full"]}, "shown_if"),
        ("yes_no", {"label_en": "A", "if_number": "hours"}, "if_value"),
        ("yes_no", {"label_en": "A", "shown_if": "generator=no", "if_number": "hours", "if_value": "1"}, "if_number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(desk, draft, at, kind, typed, field):
    page = desk.post(adding(at, "staff", kind), {"revision": draft.revision, "label_th": ""} | typed)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert now(draft) == DOCUMENT


@pytest.mark.parametrize(("field", "typed"), [("points", "101"), ("code", "two words")])
def test_what_is_wrong_with_a_choice_is_said_in_its_row(desk, draft, at, field, typed):
    sent = CHOICES | {"revision": draft.revision, "label_th": "ก", f"choice-1-{field}": typed}
    page = desk.post(adding(at, "staff", "choice"), sent)
    assert page.status_code == 422
    assert field in page.context["formset"].forms[1].errors
    assert "แย่" in page.content.decode()


def test_without_scripts_the_server_adds_a_row_and_keeps_what_was_typed(desk, draft, at):
    page = desk.post(adding(at, "staff", "choice"), CHOICES | {"revision": draft.revision, "add_row": "1"})
    assert page.status_code == 200
    assert len(page.context["formset"].forms) == 4
    assert "แย่" in page.content.decode()


def test_the_second_writer_loses_nothing(desk, draft, at, admin):
    actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda old: old)
    sent = {"revision": draft.revision, "title_th": "ใหม่", "title_en": "Typed meanwhile"}
    page = desk.post(at("section", "power"), sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Typed meanwhile" in text
    assert now(draft) == DOCUMENT
    page = desk.post(at("section", "power"), sent | {"revision": page.context["revision"]})
    assert page.status_code == 302
    assert now(draft).sections[0].title_en == "Typed meanwhile"


def test_parts_are_moved(desk, draft, at):
    def move(code, to):
        draft.refresh_from_db()
        return desk.post(at("move", code), {"revision": draft.revision, "to": to}).status_code

    assert move("staff", "up") == 302
    assert [one.code for one in now(draft).sections] == ["staff", "power", "customs"]
    assert move("intro", "up") == 302  # into the section before
    assert now(draft).sections[0].questions[-1].code == "intro"
    assert move("intro", "down") == 302
    assert move("staff", "down") == 302
    assert now(draft) == DOCUMENT
    assert move("intro", "up") == 302  # it stands first: nothing happens
    assert now(draft) == DOCUMENT


def test_moving_from_an_old_page_is_refused(desk, draft, at):
    page = desk.post(at("move", "staff"), {"revision": draft.revision - 1, "to": "up"})
    assert page.status_code == 409
    assert now(draft) == DOCUMENT


def test_what_others_depend_on_is_not_removed(desk, draft, at):
    page = desk.post(at("remove", "generator"), {"revision": draft.revision})
    assert page.status_code == 422
    assert "Question fuel" in page.content.decode()
    assert now(draft) == DOCUMENT


def test_a_part_is_removed(desk, draft, at):
    assert desk.post(at("remove", "order"), {"revision": draft.revision}).status_code == 302
    assert now(draft).question("order") is None
    assert desk.post(at("remove", "customs"), {"revision": draft.revision}).status_code == 302
    assert [one.code for one in now(draft).sections] == ["power", "staff"]
