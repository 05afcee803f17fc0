"""From the activity of a report to a record that both sides have signed off."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from accounts.access import Refused
from patrols import actions, prefill
from patrols.models import Account, Patrol, Side, Unit
from patrols.permissions import get_patrol
from tests.patrols.conftest import sign
from tests.patrols.factories import SIGNED, make_patrol_activity, said, typed
from visits.actions import Conflict
from visits.amend import amend
from visits.models import Activity


def test_the_page_starts_from_what_the_report_says(client_of, officer, patrol_activity):
    page = client_of(officer).get(f"/patrols/of/{patrol_activity.lineage}/")
    form = page.context["screen"].form
    assert form.initial["pillar_from"] == 55
    assert form.initial["incident"] == "no"
    assert form.initial["checkpoint_id"] == patrol_activity.stop.checkpoint_id
    words = page.content.decode()
    assert "RCAF 53" in words
    assert 'value="8"' in words


def test_saving_opens_the_record_once(client_of, officer, patrol_activity):
    client, address = client_of(officer), f"/patrols/of/{patrol_activity.lineage}/"
    answer = client.post(address, typed())
    patrol = Patrol.objects.get()
    assert answer.headers["Location"] == patrol.get_absolute_url()
    assert patrol.code.startswith("JP-2566-")
    assert [unit.head_count for unit in patrol.accounts.get().units.order_by("pk")] == [8, 6]
    assert client.get(address).headers["Location"] == patrol.get_absolute_url()

    again = client.post(address, typed(authority="Order 7"))
    assert again.status_code == 409
    assert "Order 7" in again.content.decode()
    assert Patrol.objects.count() == 1


def test_bad_input_is_answered_at_the_field_and_kept(client_of, officer, patrol_activity):
    wrong = typed(pillar_from="99", incident="yes", authority="Order 12/2566", ended_at_time="07:00")
    page = client_of(officer, "en").post(f"/patrols/of/{patrol_activity.lineage}/", wrong)
    assert page.status_code == 422
    errors = page.context["screen"].form.errors
    assert set(errors) == {"pillar_from", "incidents", "ended_at"}
    assert "Order 12/2566" in page.content.decode()
    assert not Patrol.objects.exists()


def test_one_more_row_keeps_what_was_typed(client_of, officer, patrol_activity):
    sent = typed(authority="Order 12/2566", add_row="u")
    page = client_of(officer).post(f"/patrols/of/{patrol_activity.lineage}/", sent)
    assert page.status_code == 200
    assert "Order 12/2566" in page.content.decode()
    assert page.context["screen"].formset.total_form_count() == 3
    assert not Patrol.objects.exists()


def test_a_people_count_without_a_unit_is_asked_for(client_of, officer, patrol_activity):
    sent = typed(**{"u-1-unit": ""})
    page = client_of(officer, "en").post(f"/patrols/of/{patrol_activity.lineage}/", sent)
    assert page.status_code == 422
    assert "Choose an agency, or write the unit." in page.content.decode()


def test_an_operation_of_thai_agencies_only_has_no_record(client_of, officer, filed_visit):
    activity = make_patrol_activity(filed_visit, kind="joint_operation", details={"mechanism": "own"})
    assert client_of(officer).get(f"/patrols/of/{activity.lineage}/").status_code == 404
    assert not prefill.has_two_sides(activity)


def test_the_record_is_written_after_the_report_is_approved(client_of, officer, patrol):
    answer = client_of(officer).post(f"/patrols/{patrol.code}/own/", typed(revision="1", agreed="Two calls"))
    assert answer.status_code == 302
    assert patrol.accounts.get().agreed == "Two calls"


def test_signing_off_needs_times_a_unit_and_a_word_on_incidents(client_of, officer, patrol):
    bare = said(units=[], started_at=None, ended_at=None, incident="")
    actions.save_account(patrol=patrol, side=Side.OWN, by=officer, revision=1, said=bare)
    page = client_of(officer, "en").get(f"/patrols/{patrol.code}/own/sign/")
    assert len(page.context["lacks"]) == 4
    with pytest.raises(actions.Incomplete):
        sign(patrol, officer)


def test_officer_signs_off_our_account(client_of, officer, patrol):
    client, address = client_of(officer, "en"), f"/patrols/{patrol.code}/own/sign/"
    unsure = client.post(address, {**SIGNED, "revision": "1", "confirmed": ""})
    assert unsure.status_code == 422
    assert client.post(address, {**SIGNED, "revision": "1"}).status_code == 302
    account = Account.objects.get()
    assert (account.version, account.signed_by, account.signer_name) == (1, officer, "Sok Dara")


def test_liaison_signs_on_behalf_of_the_counterpart_and_the_page_says_so(client_of, officer, signed_patrol):
    client = client_of(officer, "en")
    client.post(f"/patrols/{signed_patrol.code}/counterpart/", typed())
    client.post(f"/patrols/{signed_patrol.code}/counterpart/sign/", {**SIGNED, "revision": "1"})
    words = client.get(signed_patrol.get_absolute_url()).content.decode()
    assert "by our liaison, on behalf of the counterpart" in words
    assert "Signed on their behalf by our liaison Person officer" in words


def test_a_signed_account_is_frozen_in_the_database(signed_patrol):
    account = Account.objects.get()
    refusals = (
        lambda: Account.objects.filter(pk=account.pk).update(agreed="Other"),
        lambda: account.delete(),
        lambda: Unit.objects.filter(account=account).update(head_count=99),
        lambda: Unit.objects.filter(account=account).delete(),
        lambda: Unit.objects.create(account=account, of_side="own", unit="Late"),
    )
    for write in refusals:
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            write()
    assert account.units.count() == 2


def test_a_correction_is_a_new_version_and_the_old_one_stays(client_of, officer, signed_patrol):
    client = client_of(officer, "en")
    page = client.get(f"/patrols/{signed_patrol.code}/own/")
    assert page.context["revision"] == 2
    assert "Version 1 is signed off" in page.content.decode()
    client.post(f"/patrols/{signed_patrol.code}/own/", typed(revision="2", agreed="Two calls"))
    assert in_force(officer, signed_patrol).agreed == "Weekly call"
    client.post(f"/patrols/{signed_patrol.code}/own/sign/", {**SIGNED, "revision": "3"})
    assert in_force(officer, signed_patrol).agreed == "Two calls"
    old = client.get(f"/patrols/{signed_patrol.code}/own/1/").content.decode()
    assert "Weekly call" in old
    assert "Replaced by a later version." in old


def in_force(user, patrol: Patrol) -> Account:
    found = get_patrol(user, patrol.code).signed(Side.OWN)
    assert found is not None
    return found


def test_who_saves_second_is_told(client_of, officer, patrol):
    client = client_of(officer, "en")
    client.post(f"/patrols/{patrol.code}/own/", typed(revision="1", agreed="First"))
    late = client.post(f"/patrols/{patrol.code}/own/", typed(revision="1", agreed="Second"))
    assert late.status_code == 409
    assert ("Points agreed", "First", "Second") in late.context["changes"]
    assert patrol.accounts.get().agreed == "First"
    assert client.post(f"/patrols/{patrol.code}/own/", typed(revision="2", agreed="Second")).status_code == 302


def test_a_draft_signed_meanwhile_is_not_signed_again(officer, signed_patrol):
    with pytest.raises(Conflict):
        sign(signed_patrol, officer)


@pytest.mark.parametrize("who", ["reviewer", "director", "center_staff"])
def test_only_the_mission_writes(request, who, officer, patrol):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused):
        actions.save_account(patrol=get_patrol(user, patrol.code), side=Side.OWN, by=user, revision=1, said=said())


def test_an_amendment_keeps_the_record(client_of, officer, approved, signed_patrol):
    new = amend(visit=approved, by=officer)
    assert get_patrol(officer, signed_patrol.code).anchor == new.pk
    page = client_of(officer, "en").get(f"/visits/{new.reference}/").content.decode()
    assert signed_patrol.code in page
    assert "our account is signed off" in page
    client = client_of(officer, "en")
    activity = Activity.objects.get(stop__visit=new, kind="joint_patrol")
    assert client.get(f"/patrols/of/{activity.lineage}/").headers["Location"] == signed_patrol.get_absolute_url()


def test_a_record_outlives_its_activity(officer, approved, signed_patrol, center_staff):
    """Whatever an amendment leaves out: what was acknowledged stays with the circle."""
    new = amend(visit=approved, by=officer)
    Activity.objects.filter(stop__visit=new, kind="joint_patrol").delete()
    assert get_patrol(officer, signed_patrol.code).in_circle
