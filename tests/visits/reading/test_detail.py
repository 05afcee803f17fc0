"""The page of a report: reads like a document, costs the same however long it is."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.visits.factories import make_activity, make_stop
from tests.visits.reading.conftest import add_photo, move
from visits import actions
from visits.amend import amend
from visits.models import Rendition, Visit


def page(client, visit, rest=""):
    return client.get(f"/visits/{visit.reference}/{rest}")


def lengthen(visit, stops: int) -> None:
    for n in range(stops):
        stop = make_stop(visit, place=f"Village {n}")
        photo = add_photo(visit, stop=stop, activity=make_activity(stop))
        conclusion = visit.conclusions.create(statement=f"Finding {n}")
        conclusion.activities.add(stop.activities.get())
        conclusion.photos.add(photo)
        visit.factors.create(statement=f"Cause {n}").evidence.add(stop.activities.get())
        visit.followups.create(title=f"Do {n}", owner_name="x", due_on=visit.date_end, created_by=visit.author)


def test_page_costs_the_same_with_2_and_30_stops(client_of, officer, filed_visit):
    client = client_of(officer)
    lengthen(filed_visit, 2)
    with CaptureQueriesContext(connection) as few:
        assert page(client, filed_visit).status_code == 200
    lengthen(filed_visit, 28)
    with CaptureQueriesContext(connection) as many:
        assert page(client, filed_visit).status_code == 200
    assert len(many) == len(few)
    assert len(few) <= 25


def test_author_sees_why_it_came_back_first_thing(client_of, officer, returned_visit):
    text = page(client_of(officer), returned_visit).content.decode()
    assert text.index("The count at the second stop is missing.") < text.index('id="section-basics"')
    assert "Mend the report" in text


@pytest.mark.parametrize(
    ("fixture", "person", "label"),
    [
        ("visit", "officer", "Continue the report"),
        ("submitted_visit", "officer", None),
        ("submitted_visit", "reviewer", "Review the report"),
        ("submitted_visit", "director", None),
        ("endorsed_visit", "director", "Decide on the report"),
        ("endorsed_visit", "reviewer", None),
        ("approved_visit", "director", "Publish the report"),
        ("published_visit", "director", None),
        ("published_visit", "neighbour", None),
    ],
)
def test_the_one_thing_to_do_next(fixture, person, label, request, client_of):
    visit, user = request.getfixturevalue(fixture), request.getfixturevalue(person)
    step = page(client_of(user), visit).context["step"]
    assert (step.label if step else None) == label


def test_stranger_does_not_learn_that_it_exists(client_of, stranger, published_visit):
    for rest in ("", "history/", "edition/", "review/", "revisions/1/"):
        assert page(client_of(stranger), published_visit, rest).status_code in (403, 404)
    assert page(client_of(stranger), published_visit).status_code == 404


def test_photograph_is_being_prepared_until_its_small_picture_is_ready(client_of, officer, visit):
    photo = add_photo(visit)
    client = client_of(officer)
    text = page(client, visit).content.decode()
    assert f'data-photo-pending="/visits/{visit.reference}/photos/{photo.pk}/thumb/"' in text
    assert f'src="/visits/{visit.reference}/photos/' not in text
    Rendition.objects.create(photo=photo, name="thumb", path="x", width=4, height=3)
    text = page(client, visit).content.decode()
    assert f'src="/visits/{visit.reference}/photos/{photo.pk}/thumb/"' in text
    assert "data-photo-pending" not in text
    assert f"/photos/{photo.pk}/original/" not in text


@pytest.mark.parametrize(
    ("fixture", "person", "rest"),
    [
        ("filed_visit", "officer", ""),
        ("filed_visit", "officer", "report/check/"),
        ("submitted_visit", "reviewer", "review/"),
        ("published_visit", "partner", "edition/"),
    ],
)
def test_the_script_that_waits_for_pictures_comes_only_where_one_is_awaited(
    fixture, person, rest, request, client_of, filed_visit
):
    photo = add_photo(filed_visit)
    visit, client = request.getfixturevalue(fixture), client_of(request.getfixturevalue(person))
    assert "js/photos" in page(client, visit, rest).content.decode()
    Rendition.objects.create(photo=photo, name="thumb", path="x", width=4, height=3)
    assert "js/photos" not in page(client, visit, rest).content.decode()


def test_date_as_published_stands_beside_the_corrected_one(client_of, officer, visit):
    visit.published_start, visit.date_reason = visit.date_start.replace(day=10), "Departure"
    visit.save()
    text = page(client_of(officer), visit).content.decode()
    assert "Friday 10 March 2023" in text
    assert "Departure" in text


def test_what_was_written_is_escaped(client_of, officer, visit):
    make_activity(make_stop(visit, place="<script>alert(1)</script>"), narrative="<img src=x onerror=alert(1)>")
    text = page(client_of(officer), visit).content.decode()
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


def test_return_reason_stays_inside_the_circle(client_of, neighbour, returned_visit, officer, reviewer, director):
    visit = move(returned_visit, "submit", "endorse", "approve", reviewer=reviewer, director=director)
    assert "The count at the second stop" not in page(client_of(neighbour), visit).content.decode()
    assert "The count at the second stop" in page(client_of(officer), visit).content.decode()


def test_public_edition_is_closed_until_published(client_of, officer, neighbour, director, approved_visit):
    assert page(client_of(neighbour), approved_visit, "edition/").status_code == 403
    preview = page(client_of(director), approved_visit, "edition/")
    assert preview.status_code == 200
    assert preview.context["is_preview"]


def test_public_edition_keeps_the_house_matters_inside(client_of, partner, filed_visit, reviewer, director):
    filed_visit.obstacles, filed_visit.decision_asked = "No fuel", "Please decide"
    filed_visit.directive_number = "MOI 1234"
    filed_visit.save()
    filed_visit.members.create(name="Junior Clerk")
    people = {"reviewer": reviewer, "director": director, "partner": partner}
    visit = move(filed_visit, "submit", "endorse", "approve", "publish", **people)
    text = page(client_of(partner), visit, "edition/").content.decode()
    for inside in ("No fuel", "Please decide", "MOI 1234", "Junior Clerk"):
        assert inside not in text


def test_older_revision_leads_to_the_newer(client_of, officer, approved_visit):
    new = amend(visit=approved_visit, by=officer)
    old = page(client_of(officer), approved_visit, "revisions/1/")
    assert old.context["visit"] == approved_visit
    assert f"/visits/{new.reference}/revisions/2/" in old.content.decode()
    assert page(client_of(officer), approved_visit).context["visit"] == new


def test_others_read_the_revision_in_force_while_an_amendment_is_written(client_of, neighbour, officer, approved_visit):
    new = amend(visit=approved_visit, by=officer)
    new.followups.create(title="Not sent yet", owner_name="x", due_on=new.date_end, created_by=officer)
    answer = page(client_of(neighbour), approved_visit)
    assert answer.context["visit"] == approved_visit
    assert "Not sent yet" not in answer.content.decode()
    assert page(client_of(neighbour), approved_visit, "revisions/2/").status_code == 404


def test_planned_visit_is_started_by_its_author(client_of, officer, neighbour):
    from tests.visits.factories import make_visit
    from visits.workflow import State

    planned = make_visit(officer, state=State.PLANNED)
    assert client_of(neighbour).post(f"/visits/{planned.reference}/start/").status_code == 404
    assert client_of(officer).post(f"/visits/{planned.reference}/start/").status_code == 302
    planned.refresh_from_db()
    assert planned.state == State.DRAFT


def test_pages_answer_only_reading(client_of, officer, visit):
    assert client_of(officer).get(f"/visits/{visit.reference}/start/").status_code == 405
    assert client_of(officer).get(f"/visits/{visit.reference}/amend/").status_code == 405


def test_history_names_which_fields_but_not_what_was_written(client_of, officer, visit):
    def write(locked: Visit) -> None:
        Visit.objects.filter(pk=locked.pk).update(purpose="Secret plan")

    actions.save_section(visit=visit, section="purpose", by=officer, version=0, write=write)
    text = page(client_of(officer), visit, "history/").content.decode()
    assert "Report: objectives changed" in text
    assert "Secret plan" not in text


def test_history_names_the_person_of_each_save(client_of, officer, visit):
    with pghistory.context(user=officer.pk):
        Visit.objects.filter(pk=visit.pk).update(background="x", sources="y")
    entry = page(client_of(officer), visit, "history/").context["entries"][0]
    assert (entry.by, entry.lines) == (officer.name_en, ["Report: background, sources changed"])


def test_history_says_at_which_stop(client_of, officer, visit):
    make_stop(visit, place="Market")
    stop = make_stop(visit, place="Pier")
    stop.note = "x"
    stop.save()
    lines = [line for entry in page(client_of(officer), visit, "history/").context["entries"] for line in entry.lines]
    assert "Stop 2: note changed" in lines
