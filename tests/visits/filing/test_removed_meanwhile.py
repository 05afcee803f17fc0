"""Something that a colleague removed while it was being changed: what was typed about it comes back."""

import pytest
from django.urls import reverse

from visits.models import Activity, Participation, Stop

OURS = {"origin": "http://testserver", "accept-language": "en"}


@pytest.fixture
def stop(visit):
    return Stop.objects.create(visit=visit, place="Ban Laem")


@pytest.fixture
def activity(stop):
    return Activity.objects.create(stop=stop, kind="inspection", narrative="Lanes")


def address(visit, key, row):
    return reverse("visits:item", args=[visit.reference, key, row.pk])


def change(client, visit, key, row, **typed):
    """Send a change of `row`, which was removed since the page was opened."""
    where = address(visit, key, row)
    row.delete()
    return client.post(where, {"version": "1", **typed}, headers=OURS)


def test_what_was_typed_can_be_added_anew(client_of, officer, visit, stop, activity):
    client = client_of(officer, "en")
    answer = change(client, visit, "results", activity, **{"narrative": "Queue of two hours", **PARTIES})
    assert (answer.status_code, "Queue of two hours" in answer.text) == (409, True)
    assert client.post(answer.context["action"], dict(answer.context["words"])).status_code == 302
    again = Activity.objects.get(stop=stop)
    assert (again.narrative, again.kind) == ("Queue of two hours", "inspection")
    assert Participation.objects.get(activity=again).unit == "Border police"


PARTIES = {"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0", "p-0-side": "own", "p-0-unit": "Border police"}


def test_an_activity_of_a_removed_stop_has_nowhere_to_go_but_its_words_are_shown(
    client_of, officer, visit, stop, activity
):
    where = address(visit, "results", activity)
    stop.delete()
    answer = client_of(officer, "en").post(where, {"version": "1", "narrative": "Queue of two hours"}, headers=OURS)
    assert (answer.status_code, answer.context["action"]) == (409, "")
    assert "Queue of two hours" in answer.text


def test_a_stop_can_be_added_anew(client_of, officer, visit, stop):
    answer = change(client_of(officer), visit, "itinerary", stop, place="Ban Pakkad")
    assert answer.context["action"] == reverse("visits:item_new", args=[visit.reference, "itinerary"])


def test_words_about_a_removed_photograph_are_shown(client_of, officer, visit):
    where = reverse("visits:photo_edit", args=[visit.reference, 999])
    answer = client_of(officer).post(where, {"caption": "The queue at noon"}, headers=OURS)
    assert (answer.status_code, "The queue at noon" in answer.text) == (409, True)


def test_looking_for_a_removed_thing_finds_nothing(client_of, officer, visit, stop):
    where = address(visit, "itinerary", stop)
    stop.delete()
    assert client_of(officer).get(where).status_code == 404
