"""The assessment: every category on one screen, nil is not missing, trafficking is restricted."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.visits.factories import LegalReferenceFactory, NtsCategoryFactory
from tests.visits.filing.conftest import date_parts
from visits.models import Assessment, NtsCategory, Visit

Address = Callable[..., str]
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def categories(core_categories: list[NtsCategory]) -> list[NtsCategory]:
    return [*core_categories, NtsCategoryFactory.create(code="HAZE", is_core=False)]


def test_answers_are_stored_and_the_unanswered_are_not(visit: Visit, send: Send, address: Address):
    typed = {"TIP-level": "none", "TIP-basis": "Briefing", "DRUG-level": "not_assessed"}
    send(address("section", "assessment"), **typed)
    levels = dict(visit.assessments.values_list("category__code", "level"))
    assert levels == {"TIP": "none", "DRUG": "not_assessed"}


def test_what_is_said_once_holds_for_all(visit: Visit, send: Send, address: Address):
    period = date_parts("all-period_start", 1, 10, 2565) | date_parts("all-period_end", 28, 2, 2566)
    typed = {"TIP-level": "none", "DRUG-level": "minor", "DRUG-basis": "Case register", "all-basis": "Briefing"}
    send(address("section", "assessment"), **typed, **period)
    rows = {row.category.code: row for row in visit.assessments.select_related("category")}
    assert (rows["TIP"].basis, rows["DRUG"].basis) == ("Briefing", "Case register")
    assert rows["DRUG"].period_end is not None


@pytest.mark.parametrize("level", ["minor", "major"])
def test_finding_on_trafficking_is_restricted(level: str, visit: Visit, send: Send, address: Address):
    send(address("section", "assessment"), **{"TIP-level": level, "TIP-basis": "Briefing"})
    assert visit.assessments.get().restricted


def test_laws_are_cited(visit: Visit, send: Send, address: Address):
    law = LegalReferenceFactory.create()
    typed = {"HAZE-level": "none", "HAZE-basis": "Satellite", "HAZE-legal_references": [law.pk]}
    send(address("section", "assessment"), **typed)
    assert list(visit.assessments.get().legal_references.all()) == [law]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"TIP-level": "none"}, "basis"),
        ({"TIP-level": "huge"}, "level"),
        ({"TIP-note": "Something"}, "level"),
        ({"TIP-level": "none", "TIP-basis": "x" * 301}, "basis"),
        ({"TIP-level": "none", "TIP-basis": "x", "TIP-legal_references": ["999999"]}, "legal_references"),
        (
            {
                "TIP-level": "none",
                "TIP-basis": "x",
                **date_parts("TIP-period_start", 2, 3, 2566),
                **date_parts("TIP-period_end", 1, 3, 2566),
            },
            "period_end",
        ),
    ],
)
def test_bad_assessment_is_refused_at_the_field(
    visit: Visit, send: Send, address: Address, wrong: dict[str, Any], field: str
):
    answer = send(address("section", "assessment"), **{"DRUG-note": ""}, **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].forms[0].errors
    assert "Not saved yet" in answer.content.decode()
    assert not visit.assessments.exists()


def test_saving_again_changes_the_same_row(visit: Visit, send: Send, address: Address):
    for level in ("none", "minor"):
        send(address("section", "assessment"), **{"DRUG-level": level, "DRUG-basis": "Register"})
    assert Assessment.objects.get().level == "minor"
