"""What is restricted never reaches anybody outside its circle, on any page."""

import pytest

from accounts.models import AccessEntry
from tests.visits.reading.conftest import SECRET
from visits.editions import Edition, read_report

PAGES = ("", "revisions/1/", "edition/", "history/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_neighbour_never_reads_what_is_restricted(page, language, client_of, neighbour, secret_published):
    answer = client_of(neighbour, language).get(f"/visits/{secret_published.reference}/{page}")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("person", ["officer", "reviewer", "director", "neighbour", "partner"])
def test_public_edition_has_nothing_restricted_for_anybody(person, request, client_of, secret_published):
    user = request.getfixturevalue(person)
    answer = client_of(user).get(f"/visits/{secret_published.reference}/edition/")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("person", ["officer", "reviewer", "director"])
def test_the_circle_reads_what_is_restricted(person, request, client_of, secret_published):
    user = request.getfixturevalue(person)
    answer = client_of(user).get(f"/visits/{secret_published.reference}/")
    for part in ("narrative", "basis", "note", "caption", "annex", "of the activity"):
        assert f"{SECRET} {part}" in answer.content.decode()


def test_history_never_shows_what_was_written(client_of, director, secret_published):
    answer = client_of(director).get(f"/visits/{secret_published.reference}/history/")
    assert SECRET not in answer.content.decode()


def test_search_does_not_reach_restricted_text(client_of, neighbour, secret_published):
    answer = client_of(neighbour).get("/visits/", {"q": SECRET})
    assert secret_published.reference not in answer.content.decode()


@pytest.mark.parametrize("query", ["category=TIP&level=major", "level=major", "category=TIP"])
def test_filter_does_not_betray_a_restricted_level(query, client_of, neighbour, secret_published):
    answer = client_of(neighbour).get(f"/visits/?{query}")
    assert secret_published.reference not in answer.content.decode()


@pytest.mark.parametrize("person", ["officer", "reviewer"])
def test_filter_finds_a_restricted_level_inside_the_circle(person, request, client_of, secret_published):
    answer = client_of(request.getfixturevalue(person)).get("/visits/?category=TIP&level=major")
    assert secret_published.reference in answer.content.decode()


def test_reading_restricted_parts_is_recorded(client_of, director, secret_published):
    client_of(director).get(f"/visits/{secret_published.reference}/")
    entry = AccessEntry.objects.get(user=director)
    assert (entry.what, entry.subject) == (AccessEntry.What.RESTRICTED_READ, secret_published.reference)


def test_reading_without_them_is_not_recorded(client_of, neighbour, secret_published):
    client_of(neighbour).get(f"/visits/{secret_published.reference}/")
    assert not AccessEntry.objects.exists()


def test_neighbour_is_told_how_much_is_left_out(neighbour, secret_published):
    report = read_report(secret_published, edition=Edition.INTERNAL, by=neighbour)
    assert report.withheld == 5  # activity, its photograph, assessment, photograph, document
    assert report.has_restricted


def test_evidence_that_is_restricted_is_not_linked(neighbour, secret_published):
    report = read_report(secret_published, edition=Edition.INTERNAL, by=neighbour)
    kinds = {row.kind for view in (*report.conclusions, *report.factors) for row in view.activities}
    assert kinds == {"inspection"}


def test_public_edition_does_not_say_that_something_is_left_out(director, secret_published):
    assert read_report(secret_published, edition=Edition.PUBLIC, by=director).withheld == 0
