"""An amendment copies everything, leaves the old revision readable, and replaces it when approved."""

import pytest

from accounts.access import Refused
from tests.visits.reading.conftest import SECRET, move
from visits.amend import amend
from visits.editions import Edition, read_report
from visits.models import Rendition, Visit
from visits.workflow import State

COPIED = ("members", "stops", "assessments", "factors", "conclusions", "photos", "documents", "districts")


@pytest.fixture
def approved_secret(secret_draft, reviewer, director):
    for photo in secret_draft.photos.all():
        Rendition.objects.create(photo=photo, name="thumb", path="x", width=4, height=3)
    return move(secret_draft, "submit", "endorse", "approve", reviewer=reviewer, director=director)


def words_of(report) -> list[object]:
    """All of a report that can be compared between revisions."""
    stops = [(stop.number, str(stop.stop), [a.activity.narrative for a in stop.activities]) for stop in report.stops]
    evidence = [
        (str(view.item), [a.narrative for a in view.activities], [p.caption for p in view.photos])
        for view in (*report.conclusions, *report.factors)
    ]
    photos = [(p.caption, p.sha256, p.restricted, p.renditions.count()) for p in report.photos]
    levels = [(a.category.code, a.level, a.note) for a in report.assessments]
    return [*stops, *evidence, *photos, *levels, *map(str, report.members), *map(str, report.documents)]


def test_everything_is_copied(approved_secret, officer):
    new = amend(visit=approved_secret, by=officer)
    for name in COPIED:
        assert getattr(new, name).count() == getattr(approved_secret, name).count(), name
    before, after = (read_report(row, edition=Edition.INTERNAL, by=officer) for row in (approved_secret, new))
    assert words_of(before) == words_of(after)
    assert SECRET in str(words_of(after))


def test_it_is_a_draft_of_the_next_revision(approved_secret, officer):
    new = amend(visit=approved_secret, by=officer)
    assert (new.reference, new.revision, new.state) == (approved_secret.reference, 2, State.DRAFT)
    assert new.amends == approved_secret
    assert (new.approved_at, new.approved_by, new.area_codes) == (None, None, approved_secret.area_codes)


def test_changing_it_leaves_the_old_one_as_it_was(approved_secret, officer):
    new = amend(visit=approved_secret, by=officer)
    new.stops.update(note="Changed")
    new.conclusions.all().delete()
    assert not approved_secret.stops.filter(note="Changed").exists()
    assert approved_secret.conclusions.exists()


def test_the_old_one_counts_until_the_new_one_is_approved(approved_secret, officer, reviewer, director):
    new = amend(visit=approved_secret, by=officer)
    assert approved_secret in Visit.objects.approved()
    move(new, "submit", "endorse", "approve", reviewer=reviewer, director=director)
    assert list(Visit.objects.approved()) == [new]
    approved_secret.refresh_from_db()
    assert approved_secret.superseded_at is not None


def test_the_old_one_stays_readable(approved_secret, officer, neighbour, reviewer, director, client_of):
    new = amend(visit=approved_secret, by=officer)
    move(new, "submit", "endorse", "approve", reviewer=reviewer, director=director)
    answer = client_of(neighbour).get(f"/visits/{new.reference}/revisions/1/")
    assert answer.context["visit"] == approved_secret
    assert "It was replaced by an amendment" in answer.content.decode()


def test_partner_keeps_the_released_edition_until_the_next_is_released(
    published_visit, officer, reviewer, director, partner, client_of
):
    new = amend(visit=published_visit, by=officer)
    new = move(new, "submit", "endorse", "approve", reviewer=reviewer, director=director)
    client = client_of(partner)
    assert client.get(f"/visits/{new.reference}/edition/").context["visit"] == published_visit
    move(new, "publish", reviewer=reviewer, director=director, partner=partner)
    assert client.get(f"/visits/{new.reference}/edition/").context["visit"] == new
    assert [row.reference for row in client.get("/visits/editions/").context["rows"]] == [f"{new.reference} (2)"]


def test_there_is_one_amendment_at_a_time(approved_visit, officer):
    amend(visit=approved_visit, by=officer)
    with pytest.raises(Refused):
        amend(visit=approved_visit, by=officer)


@pytest.mark.parametrize("fixture", ["visit", "submitted_visit", "returned_visit", "endorsed_visit"])
def test_only_an_approved_report_is_amended(fixture, request, officer):
    with pytest.raises(Refused):
        amend(visit=request.getfixturevalue(fixture), by=officer)


def test_only_the_author_amends(approved_visit, client_of, neighbour, officer, director):
    address = f"/visits/{approved_visit.reference}/amend/"
    assert client_of(neighbour).post(address).status_code == 403
    assert client_of(director).post(address).status_code == 403
    assert client_of(officer).post(address).status_code == 302
    assert Visit.objects.filter(reference=approved_visit.reference).count() == 2
