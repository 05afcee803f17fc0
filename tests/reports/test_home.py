"""Home: what needs me comes first, for each role."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from followups.models import FollowUp
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory, make_visit
from visits import actions

HOME = reverse("reports:home")


def pile(page, key):
    return next((one for one in page.context["piles"] if one.key == key), None)


def test_officer_sees_first_why_a_report_came_back(client_of, officer, returned_visit):
    first = client_of(officer).get(HOME).context["piles"][0]
    assert (first.key, first.tasks[0].note) == ("returned", "The count at the second stop is missing.")


def test_officer_sees_what_a_draft_lacks(client_of, officer, visit):
    task = pile(client_of(officer).get(HOME), "drafts").tasks[0]
    assert task.note.startswith("Not yet filled in: Assignment and funding, ")


def test_reviewer_sees_the_queue_with_its_age(client_of, reviewer, submitted_visit):
    task = pile(client_of(reviewer).get(HOME), "decisions").tasks[0]
    assert task.note == "came today"
    assert task.url == reverse("visits:review", args=[submitted_visit.reference])


def test_director_does_not_see_what_waits_for_the_reviewer(client_of, director, submitted_visit):
    assert pile(client_of(director).get(HOME), "decisions") is None


def test_director_sees_what_waits_for_approval(client_of, director, endorsed_visit):
    assert pile(client_of(director).get(HOME), "decisions").title == "Awaiting my approval"


def test_overdue_follow_up_of_mine_says_by_how_much(client_of, officer, recent_visit, today):
    due = today - dt.timedelta(days=2)
    FollowUp.objects.create(visit=recent_visit, title="Signs", owner=officer, due_on=due, created_by=officer)
    task = pile(client_of(officer).get(HOME), "followups").tasks[0]
    assert (task.note, task.attention) == ("2 days overdue", True)


def test_follow_up_of_somebody_else_does_not_wait_for_me(client_of, director, officer, recent_visit, today):
    FollowUp.objects.create(visit=recent_visit, title="Signs", owner=officer, due_on=today, created_by=officer)
    assert pile(client_of(director).get(HOME), "followups") is None


def test_follow_ups_due_lead_to_exactly_these(client_of, officer, director, recent_visit, today):
    for days, owner in ((-2, officer), (14, director), (15, officer)):
        due = today + dt.timedelta(days=days)
        FollowUp.objects.create(visit=recent_visit, title=f"{days}", owner=owner, due_on=due, created_by=officer)
    found = pile(client_of(officer).get(HOME), "followups")
    listed = client_of(officer).get(found.url).context["page"].rows
    assert [task.title for task in found.tasks] == [row.title for row in listed] == ["-2", "14"]


@pytest.mark.parametrize(("days", "told"), [(14, 0), (15, 1)])
def test_director_sees_what_is_long_overdue_and_the_list_of_exactly_that(
    client_of, director, officer, recent_visit, today, days, told
):
    due = today - dt.timedelta(days=days)
    FollowUp.objects.create(visit=recent_visit, title="Signs", owner=officer, due_on=due, created_by=officer)
    assert pile(client_of(officer).get(HOME), "escalated") is None
    found = pile(client_of(director).get(HOME), "escalated")
    assert (found.total if found else 0) == told
    url = reverse("followups:list") + "?area=mine&escalated=yes"
    assert found is None or found.url == url
    assert len(client_of(director).get(url).context["page"].rows) == told


def test_what_is_long_overdue_elsewhere_is_not_told(client_of, officer, recent_visit, today):
    due = today - dt.timedelta(days=40)
    FollowUp.objects.create(visit=recent_visit, title="Signs", owner=officer, due_on=due, created_by=officer)
    stranger = UserFactory.create(role="director", areas=["TH2706"])
    assert pile(client_of(stranger).get(HOME), "escalated") is None


def test_changes_are_the_last_step_of_each_report_by_others(client_of, officer, recent_visit):
    changes = client_of(officer).get(HOME).context["changes"]
    assert [(change.reference, str(change.state)) for change in changes] == [(recent_visit.reference, "approved")]


def test_stranger_sees_no_change(client_of, submitted_visit):
    assert client_of(UserFactory.create(areas=["TH2706"])).get(HOME).context["changes"] == []


def test_change_is_new_since_the_last_sitting(client_of, officer, reviewer, submitted_visit):
    browser = client_of(officer)
    browser.cookies["seen"] = " 2020-01-01T08:00:00+00:00"
    actions.endorse(visit=submitted_visit, by=reviewer, version=submitted_visit.version)
    assert browser.get(HOME).context["changes"][0].is_new


def test_older_steps_are_not_called_new(client_of, officer, recent_visit):
    browser, none_since = client_of(officer), "Nothing has changed since; these were the last steps."
    browser.cookies["seen"] = " 2020-01-01T08:00:00+00:00"
    assert none_since not in browser.get(HOME).content.decode()
    browser.cookies["seen"] = f"{timezone.now().isoformat()} {timezone.now().isoformat()}"
    assert none_since in browser.get(HOME).content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "2020 2021", " 2020-01-01", "\\x00 \\x00", "9" * 4000])
def test_broken_cookie_means_the_first_time(client_of, officer, cookie):
    browser = client_of(officer)
    browser.cookies["seen"] = cookie
    assert browser.get(HOME).context["since"] is None


def test_officer_starts_again_where_they_were(client_of, officer, recent_visit, ban_laem):
    assert client_of(officer).get(HOME).context["places"] == [ban_laem]


def test_center_staff_see_their_center(client_of, center_staff):
    center = CenterFactory.create()
    center.staff.add(center_staff)
    assert client_of(center_staff).get(HOME).context["centers"] == [center]


def test_partner_is_led_to_the_released_editions(client_of, partner):
    assert client_of(partner).get(HOME).url == reverse("visits:editions")


def test_auditor_is_led_to_the_access_log(client_of, auditor):
    assert reverse("accounts:access_log") in client_of(auditor).get(HOME).content.decode()


def test_administrator_is_led_to_administration_and_reads_no_report(client_of, admin, officer):
    make_visit(officer, title_en="Secret plan")
    page = client_of(admin).get(HOME).content.decode()
    assert reverse("admin:index") in page
    assert "Secret plan" not in page


def test_home_asks_for_sign_in(client):
    assert client.get(HOME).status_code == 302
