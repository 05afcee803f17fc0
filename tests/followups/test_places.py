"""Where an action lies, what it comes from, and where it is shown."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followups.models import FollowUp
from tests.followups.conftest import make_followup, make_many
from tests.followups.test_section import GOOD, address
from tests.visits.factories import CenterFactory, CheckpointFactory, fill, make_stop, make_visit
from visits import actions
from visits.models import Conclusion, TransitionRecord


@pytest.fixture
def elsewhere(ban_laem):
    return CheckpointFactory.create(code="ban-phakkad", name_en="Ban Phakkad", name_th="บ้านผักกาด")


def at(client, path):
    return client.get(path).content.decode()


def test_everything_typed_is_kept(client_of, officer, visit, ban_laem):
    make_stop(visit)
    center = CenterFactory.create()
    more: dict[str, object] = {"done_means": "Both lanes", "priority": "high", "place": f"checkpoint:{ban_laem.pk}"}
    more |= {"owner_center": center.pk, "owner_name": "", "source": "section:results"}
    assert client_of(officer).post(address(visit), GOOD | more).status_code == 302
    row = FollowUp.objects.get()
    assert (row.done_means, row.priority, row.place, row.section) == ("Both lanes", "high", ban_laem, "results")
    assert (row.owner_center, row.steps.get().target) == (center, "open")


def test_an_action_comes_from_a_conclusion(client_of, officer, visit):
    said = Conclusion.objects.create(visit=visit, statement="The lane is dark at night")
    assert client_of(officer).post(address(visit), GOOD | {"source": f"conclusion:{said.pk}"}).status_code == 302
    row = FollowUp.objects.get()
    assert row.conclusion == said
    assert "The lane is dark at night" in at(client_of(officer), f"/follow-ups/{row.pk}/")


def test_an_action_comes_from_a_remark_or_a_return(client_of, officer, reviewer, submitted_visit):
    remark = actions.comment(visit=submitted_visit, by=reviewer, section="results", text="How many lanes?")
    back = actions.send_back(visit=submitted_visit, by=reviewer, version=submitted_visit.version, reason="Count again")
    step = TransitionRecord.objects.get(visit=back, target="returned")
    for version, source in enumerate((f"remark:{remark.pk}", f"decision:{step.pk}")):
        answer = client_of(officer).post(address(back), GOOD | {"source": source, "version": str(version)})
        assert answer.status_code == 302
    assert list(FollowUp.objects.order_by("sort").values_list("remark", "decision")) == [
        (remark.pk, None),
        (None, step.pk),
    ]


def test_what_a_reviewer_wrote_is_not_on_the_page_of_the_action(client_of, officer, reviewer, submitted_visit):
    remark = actions.comment(visit=submitted_visit, by=reviewer, section="results", text="How many lanes?")
    row = make_followup(submitted_visit, remark=remark)
    assert "How many lanes?" not in at(client_of(officer), f"/follow-ups/{row.pk}/")


def test_the_place_is_chosen_for_the_writer_where_there_is_one_only(client_of, officer, visit, pong_nam_ron):
    form = client_of(officer).get(address(visit)).context["form"]
    assert form["place"].value() == f"district:{pong_nam_ron.pk}"


def test_a_place_stays_offered_after_its_stop_went(client_of, officer, visit, ban_laem):
    row = make_followup(visit, checkpoint=ban_laem)
    form = client_of(officer).get(address(visit, f"{row.pk}/")).context["form"]
    assert form["place"].value() == f"checkpoint:{ban_laem.pk}"
    assert (f"checkpoint:{ban_laem.pk}", "Ban Laem") in form.fields["place"].choices


@pytest.mark.parametrize("code", ["ban-laem", "ban-phakkad"])
def test_the_page_of_a_place_shows_its_actions(code, client_of, officer, approved_visit, elsewhere, ban_laem):
    make_followup(approved_visit, title="Only there", checkpoint=elsewhere)
    make_followup(approved_visit, title="Only here", checkpoint=ban_laem)
    page = at(client_of(officer), f"/checkpoints/{code}/")
    assert ("Only here" in page, "Only there" in page) == (code == "ban-laem", code == "ban-phakkad")


def test_an_action_without_a_place_is_shown_where_its_visit_went(client_of, officer, approved_visit, ban_laem):
    make_followup(approved_visit, title="Anywhere")
    assert "Anywhere" in at(client_of(officer), "/checkpoints/ban-laem/")


def test_the_page_of_a_center_shows_its_actions(client_of, officer, approved_visit):
    center = CenterFactory.create()
    make_followup(approved_visit, title="Send the roster", center=center)
    assert "Send the roster" in at(client_of(officer), f"/centers/{center.code}/")


def test_staff_see_what_their_center_owns(client_of, center_staff, officer, soi_dao):
    center = CenterFactory.create()
    center.staff.add(center_staff)
    visit = fill(make_visit(officer, soi_dao))
    row = make_followup(actions.submit(visit=visit, by=officer, version=visit.version), owner_center=center)
    assert client_of(center_staff).get(f"/follow-ups/{row.pk}/").status_code == 200


@pytest.mark.parametrize("which", ["/follow-ups/", "/follow-ups/{pk}/", "/checkpoints/ban-laem/"])
def test_it_costs_the_same_for_10_and_1000(which, client_of, officer, approved_visit, ban_laem):
    client, path = client_of(officer), which.format(pk=make_followup(approved_visit, checkpoint=ban_laem).pk)

    def cost(count: int) -> int:
        shared = {"visit": approved_visit, "owner_name": "x", "created_by": officer, "checkpoint": ban_laem}
        rows = [FollowUp(title=f"a{n}", due_on=dt.date(2026, 1, 1), **shared) for n in range(count)]
        make_many(rows)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    assert cost(9) == cost(990)
