"""The list of sections, checking the answers, sending."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from tests.visits.factories import make_activity, make_stop, make_visit
from ui.tasks import TaskState
from visits import actions
from visits.models import MissionMember, Visit
from visits.workflow import State

Address = Callable[..., str]


def test_fresh_report_lists_what_is_to_do(visit: Visit, phone: Client, address: Address):
    tasks = phone.get(address("tasks")).context["list"]
    states = {task.url: task.state for task in tasks.needed}
    assert states[address("section", "basics")] is TaskState.DONE
    assert states[address("section", "purpose")] is TaskState.TODO
    assert (tasks.progress.done, tasks.progress.total) == (1, 9)


def test_started_section_says_what_is_missing(visit: Visit, phone: Client, address: Address):
    phone.post(address("section", "purpose"), {"background": "x", "version": "0"})
    page = phone.get(address("tasks"))
    task = next(task for task in page.context["list"].needed if task.url == address("section", "purpose"))
    assert task.state is TaskState.DOING
    assert "State the objectives" in page.content.decode()


def test_returned_report_shows_the_reason_and_remarks_first(
    submitted_visit: Visit, phone: Client, address: Address, reviewer: User
):
    visit, reason = submitted_visit, "The count at the second stop is missing."
    actions.comment(visit=visit, by=reviewer, section="team", text="Who is the secretary?")
    actions.send_back(visit=visit, by=reviewer, version=visit.version, reason=reason)
    page = phone.get(address("tasks")).content.decode()
    assert page.index(reason) < page.index("Who is the secretary?")
    assert page.index("Who is the secretary?") < page.index('class="tasks"')
    assert "Has problems" in page


def test_check_answers_links_to_what_is_missing(phone: Client, address: Address):
    page = phone.get(address("check"))
    assert ("State the objectives.", address("section", "purpose")) in page.context["lacks"]
    assert f'href="{address("section", "purpose")}"' in page.content.decode()


def test_check_answers_reads_like_the_report(filed_visit: Visit, phone: Client, address: Address):
    page = phone.get(address("check")).content.decode()
    assert "Cooperation is close and regular." in page
    assert f'href="{address("section", "conclusions")}"' in page


def test_complete_report_is_sent(filed_visit: Visit, phone: Client, address: Address):
    answer = phone.post(address("submit"), {"version": filed_visit.version})
    filed_visit.refresh_from_db()
    assert filed_visit.state == State.SUBMITTED
    assert answer["Location"] == filed_visit.get_absolute_url()


def test_sent_again_because_the_answer_was_lost_it_was_sent(filed_visit: Visit, phone: Client, address: Address):
    sent = {"version": filed_visit.version}
    answers = [phone.post(address("submit"), sent) for _time in range(2)]
    assert [answer["Location"] for answer in answers] == [filed_visit.get_absolute_url()] * 2
    assert filed_visit.transitions.filter(target=State.SUBMITTED).count() == 1
    assert phone.get(filed_visit.get_absolute_url()).content.decode().count("was sent for review") == 1


@pytest.mark.parametrize("name", ["visits:check", "visits:tasks", "visits:photos", "followups:section"])
def test_who_goes_back_to_the_form_of_a_sent_report_is_led_to_the_report(
    name: str, submitted_visit: Visit, phone: Client
):
    answer = phone.get(reverse(name, args=[submitted_visit.reference]), follow=True)
    assert answer.redirect_chain == [(submitted_visit.get_absolute_url(), 302)]
    assert "it changes only when it is returned" in answer.content.decode()


def test_incomplete_report_stays_and_says_why(visit: Visit, phone: Client, address: Address):
    answer = phone.post(address("submit"), {"version": visit.version})
    assert answer.status_code == 422
    assert "Not sent yet" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.state == State.DRAFT


def test_report_changed_meanwhile_is_not_sent(filed_visit: Visit, phone: Client, address: Address):
    answer = phone.post(address("submit"), {"version": filed_visit.version - 1})
    assert answer.status_code == 409
    filed_visit.refresh_from_db()
    assert filed_visit.state == State.DRAFT


def test_member_works_on_the_report_but_does_not_send_it(
    filed_visit: Visit, client_of: Callable[..., Client], address: Address, stranger: User
):
    MissionMember.objects.create(visit=filed_visit, name="Member", user=stranger)
    member = client_of(stranger)
    assert member.get(address("tasks")).status_code == 200
    assert member.post(address("submit"), {"version": filed_visit.version}).status_code == 403


def test_submit_is_no_page(phone: Client, address: Address):
    assert phone.get(address("submit")).status_code == 405


def test_planned_visit_is_prepared_not_sent(officer: User, phone: Client):
    planned = make_visit(officer, state=State.PLANNED)
    page = phone.get(reverse("visits:check", args=[planned.reference])).content.decode()
    assert "Send for review" not in page
    assert phone.get(reverse("visits:tasks", args=[planned.reference])).status_code == 200


def test_queries_do_not_grow_with_the_stops(
    visit: Visit, phone: Client, address: Address, django_assert_num_queries: Any
):
    make_activity(make_stop(visit))
    small = {url: count(phone, url) for url in (address("tasks"), address("section", "results"), address("check"))}
    for _ in range(19):
        stop = make_stop(visit)
        make_activity(stop)
        make_activity(stop)
    for url, before in small.items():
        with django_assert_num_queries(before):
            phone.get(url)


def count(phone: Client, url: str) -> int:
    phone.get(url)  # fills caches of content types and the session
    with CaptureQueriesContext(connection) as queries:
        phone.get(url)
    return len(queries)


def test_an_inspection_is_saved_in_few_queries(
    visit: Visit, phone: Client, address: Address, django_assert_max_num_queries: Any
):
    activity = make_activity(make_stop(visit))
    url = address("item", "results", activity.pk)
    typed = {"version": "0", "p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0", "narrative": "x", "d-people_in": "12"}
    with django_assert_max_num_queries(20):
        assert phone.post(url, typed).status_code == 302
