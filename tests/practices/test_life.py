"""The life of a practice: who takes which step, what must be there, and what the database refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from accounts.access import Refused
from accounts.roles import Role
from practices import actions, proof
from practices.missing import missing
from practices.models import Practice, PracticeStep
from practices.workflow import PracticeState as State
from tests.factories import CountryFactory, UserFactory
from tests.practices.factories import make_practice
from tests.visits.factories import NtsCategoryFactory

BECAUSE = "The second rating needs a justification."


def test_a_practice_gets_a_code_of_its_fiscal_year_and_the_areas_of_its_district(practice):
    assert practice.code.startswith("BP-25")
    assert practice.code.endswith("-0001")
    assert practice.area_codes == ["TH", "TH22", "TH2204"]


def test_reviewer_validates_a_complete_practice(take, complete, reviewer):
    assert take(reviewer, complete, State.VALIDATED).status_code == 302
    complete.refresh_from_db()
    assert (complete.state, complete.validated_by) == (State.VALIDATED, reviewer)
    assert complete.steps.last().by == reviewer


def test_an_incomplete_practice_is_not_validated_and_says_what_is_missing(take, practice, reviewer):
    page = take(reviewer, practice, State.VALIDATED)
    assert page.status_code == 422
    assert "Rate “Trust” and justify the rating." in page.content.decode()
    practice.refresh_from_db()
    assert practice.state == State.CANDIDATE


def test_missing_names_titles_summary_evidence_and_ratings(practice):
    assert [part for part, _words in missing(practice)] == [
        "about", "summary", "evidence", "ratings", "evidence", "ratings",
    ]  # fmt: skip


def test_nothing_is_missing_from_a_complete_practice(complete):
    assert missing(complete) == []


def test_author_who_may_validate_never_validates_their_own(take, pong_nam_ron, complete, reviewer):
    Practice.objects.filter(pk=complete.pk).update(author=reviewer)
    page = take(reviewer, complete, State.VALIDATED)
    assert page.status_code == 403
    assert "Nobody decides on their own practice." in page.content.decode()


def test_database_refuses_a_validation_by_the_author(validated):
    with pytest.raises(IntegrityError, match="practice_author_never_validates"):
        Practice.objects.filter(pk=validated.pk).update(validated_by=validated.author)


def test_officer_does_not_validate(take, complete, officer):
    assert take(officer, complete, State.VALIDATED).status_code == 403


def test_reviewer_of_another_province_knows_of_no_candidate(take, complete):
    stranger = UserFactory.create(role=Role.REVIEWER, areas=["TH27"])
    assert take(stranger, complete, State.VALIDATED).status_code == 404


@pytest.mark.usefixtures("_in_english")
def test_reviewer_of_another_province_does_not_retire_a_published_one(published):
    stranger = UserFactory.create(role=Role.DIRECTOR, areas=["TH27"])
    with pytest.raises(Refused, match="outside your areas"):
        actions.take_step(
            practice=published, to=State.RETIRED, by=stranger, version=published.version, reason="No more."
        )


def test_director_publishes_a_validated_practice(take, validated, director):
    assert take(director, validated, State.PUBLISHED).status_code == 302
    validated.refresh_from_db()
    assert validated.published_at is not None


def test_taking_back_asks_for_a_reason_and_keeps_the_page(take, validated, reviewer):
    page = take(reviewer, validated, State.CANDIDATE)
    assert page.status_code == 422
    assert "Write the reason." in page.content.decode()


def test_taken_back_it_is_nobodys_validation_and_its_author_reads_why(take, validated, reviewer, phone, at):
    take(reviewer, validated, State.CANDIDATE, reason=BECAUSE)
    validated.refresh_from_db()
    assert (validated.state, validated.validated_by) == (State.CANDIDATE, None)
    assert BECAUSE in phone.get(at("write")).content.decode()


def test_author_retires_their_own_candidate_with_a_reason(take, practice, officer):
    assert take(officer, practice, State.RETIRED, reason="Written twice.").status_code == 302
    practice.refresh_from_db()
    assert practice.retire_reason == "Written twice."


def test_a_published_practice_is_adopted_only_where_an_adoption_is_recorded(take, published, reviewer):
    page = take(reviewer, published, State.ADOPTED)
    assert page.status_code == 422
    assert "Record where it was adopted first." in page.content.decode()


def test_a_step_on_an_older_version_is_a_conflict(take, complete, reviewer):
    Practice.objects.filter(pk=complete.pk).update(version=99)
    assert take(reviewer, complete, State.VALIDATED).status_code == 409


def test_a_step_that_there_is_not_is_a_conflict(take, complete, director):
    assert take(director, complete, State.PUBLISHED).status_code == 409


@pytest.mark.parametrize("state", [State.PUBLISHED, State.ADOPTED])
def test_database_refuses_a_step_that_there_is_not(practice, state):
    with pytest.raises(IntegrityError, match="no step from"):
        Practice.objects.filter(pk=practice.pk).update(state=state)


def test_database_refuses_a_practice_that_starts_published(practice, officer, pong_nam_ron):
    with pytest.raises(IntegrityError, match="cannot start as"):
        Practice.objects.create(code="BP-2567-9999", author=officer, district=pong_nam_ron, state=State.PUBLISHED)


@pytest.mark.parametrize("column", ["title_th", "summary_en", "risks_th", "contact_en"])
def test_database_refuses_other_words_once_validated(validated, column):
    with pytest.raises(IntegrityError, match="its content is fixed"):
        Practice.objects.filter(pk=validated.pk).update(**{column: "changed"})


def test_database_refuses_changed_evidence_once_validated(validated, principles):
    row = validated.evidence.get()
    with pytest.raises(IntegrityError, match="its content is fixed"), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError, match="its content is fixed"), transaction.atomic():
        row.principles.remove(principles[0])


@pytest.fixture
def another(officer, pong_nam_ron, principles, activity):
    """A candidate with the same rows behind it as the validated practice."""
    practice = make_practice(officer, pong_nam_ron)
    things = [("activity", activity.pk)]
    proof.add_evidence(practice=practice, by=officer, visit=activity.stop.visit, things=things, principles=principles)
    practice.categories.add(NtsCategoryFactory.create(code="HAZE"))
    practice.borders.add(CountryFactory.create(code="LA"))
    return practice


@pytest.fixture
def sorted_out(complete):
    """The complete candidate, filed under a category and a border."""
    complete.categories.add(NtsCategoryFactory.create(code="CYBER"))
    complete.borders.add(CountryFactory.create(code="KH"))
    return complete


@pytest.mark.parametrize("table", ["practices_evidence", "practices_practice_categories", "practices_practice_borders"])
@pytest.mark.parametrize("way", ["out", "in"])
def test_database_moves_no_row_out_of_a_validated_practice_or_into_it(sorted_out, validated, another, table, way):
    source, target = (validated, another) if way == "out" else (another, validated)
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="the practice is validated: its content is fixed"),
    ):
        cursor.execute(f"UPDATE {table} SET practice_id = %s WHERE practice_id = %s", [target.pk, source.pk])


@pytest.mark.parametrize("way", ["out", "in"])
def test_database_moves_no_principle_from_evidence_to_other_evidence(validated, another, way):
    rows = [validated.evidence.get().pk, another.evidence.get().pk]
    source, target = rows if way == "out" else reversed(rows)
    move = "UPDATE practices_evidence_principles SET evidence_id = %s WHERE evidence_id = %s"
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="the practice is validated: its content is fixed"),
    ):
        cursor.execute(move, [target, source])


def test_database_keeps_steps_as_they_were_taken(practice):
    with pytest.raises(InternalError, match="Cannot update"):
        PracticeStep.objects.filter(practice=practice).update(reason="another")


def test_author_changes_nothing_once_validated(phone, at, validated):
    page = phone.post(at("edit", "summary"), {"version": validated.version, "summary_en": "Other"})
    assert page.status_code == 403
