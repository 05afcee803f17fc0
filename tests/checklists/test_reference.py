"""The checklists that ship: complete in both languages, in use, and left alone once they are there."""

import json

import pytest
from django.conf import settings

from checklists import actions, reference
from checklists.document import Kind
from checklists.faults import faults, gaps
from checklists.models import Checklist, ChecklistVersion
from checklists.sheet_form import SheetForm
from checklists.stored import from_json, to_json
from checklists.xlsform.reading import read_xlsform
from checklists.xlsform.writing import write_xlsform

ROWS = json.loads((settings.BASE_DIR / "checklists" / "data" / "checklists.json").read_text())
SHIPPED = {"checkpoint-inspection", "center-readiness", "joint-operation", "labour-community"}


@pytest.fixture
def loaded(db):
    return reference.load()


def test_four_checklists_are_in_use(loaded):
    assert loaded == {"checklists": 4}
    rows = ChecklistVersion.objects.filter(state="published").values_list("checklist__code", flat=True)
    assert set(rows) == SHIPPED
    assert set(Checklist.objects.values_list("purpose", flat=True)) == {
        "inspection", "readiness", "operation", "observation",
    }  # fmt: skip


def test_a_second_run_changes_nothing(loaded, admin, django_assert_max_num_queries):
    version = ChecklistVersion.objects.get(checklist__code="joint-operation")
    actions.retire(version=version, by=admin, revision=1)
    Checklist.objects.filter(code="center-readiness").update(name_en="Ours")
    with django_assert_max_num_queries(4):
        assert reference.load() == {"checklists": 0}
    version.refresh_from_db()
    assert version.state == "retired"
    assert Checklist.objects.filter(name_en="Ours").exists()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_it_is_whole_and_in_both_languages(row):
    document = from_json({"sections": row["sections"]})
    assert to_json(document)["sections"] == row["sections"]
    assert faults(document) == gaps(document) == []
    assert any(one.weight for one in document.questions)
    assert any(one.shown_if for one in document.questions)


def test_they_hold_every_kind_but_words_alone(loaded):
    kinds = {one.kind for version in ChecklistVersion.objects.all() for one in version.document.questions}
    assert kinds == set(Kind) - {Kind.NOTE}


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_each_is_a_form_and_an_xlsform(loaded, code):
    version = ChecklistVersion.objects.select_related("checklist").get(checklist__code=code)
    assert "<fieldset" in str(SheetForm(version.document))
    taken = read_xlsform(write_xlsform(version))
    assert taken.findings == []
    assert taken.document == version.document
