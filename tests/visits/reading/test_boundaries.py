"""Where one reader's report ends: partners and old editions, missions and decisions, drafts of amendments."""

import pytest
from django.contrib.gis.geos import Point

from accounts.access import Refused
from accounts.models import User
from accounts.roles import Role
from checkpoints.models import Checkpoint
from followups.models import FollowUp
from reports.pdf import followups_of
from tests.factories import UserFactory
from tests.visits.factories import make_activity, make_stop
from tests.visits.reading.conftest import add_photo, move
from visits import actions
from visits.amend import amend
from visits.editions import Edition, read_report
from visits.geojson import stops_of
from visits.models import Activity, Conclusion, MissionMember, Participation, Stop, Visit
from visits.workflow import State


@pytest.fixture
def amended(published_visit, officer, reviewer, director):
    """The second revision, approved; the first is published and released to the partner."""
    new = amend(visit=published_visit, by=officer)
    return move(new, "submit", "endorse", "approve", reviewer=reviewer, director=director)


def test_a_withdrawn_revision_does_not_bring_the_old_edition_back(amended, partner, reviewer, director, client_of):
    move(amended, "publish", "withdraw", reviewer=reviewer, director=director, partner=partner)
    client = client_of(partner)
    assert not Visit.objects.visible_to(partner).exists()
    assert client.get(f"/visits/{amended.reference}/edition/").status_code == 404
    assert client.get(f"/visits/{amended.reference}/pdf/?edition=public").status_code == 404


def test_a_partner_left_out_of_the_next_release_loses_the_old_edition(amended, partner, reviewer, director):
    move(amended, "publish", reviewer=reviewer, director=director)
    assert not Visit.objects.visible_to(partner).exists()


def test_a_published_report_is_withdrawn_while_its_amendment_is_in_review(
    published_visit, officer, director, reviewer, client_of
):
    move(amend(visit=published_visit, by=officer), "submit", reviewer=reviewer, director=director)
    address = f"/visits/{published_visit.reference}/withdraw/?revision=1"
    page = client_of(director).get(f"/visits/{published_visit.reference}/review/?revision=1")
    assert address in page.content.decode()
    typed = {"version": str(published_visit.version), "reason": "A name was wrong."}
    assert client_of(director).post(address, typed).status_code == 302
    published_visit.refresh_from_db()
    assert published_visit.state == State.WITHDRAWN


@pytest.mark.usefixtures("_in_english")
def test_nobody_decides_on_a_mission_they_were_on(visit, filed_visit, reviewer, officer):
    MissionMember.objects.create(visit=visit, name="Went along", user=reviewer)
    sent = actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    with pytest.raises(Refused, match="on this mission"):
        actions.endorse(visit=sent, by=reviewer, version=sent.version)
    assert not Visit.objects.awaiting_decision_of(reviewer).exists()


@pytest.mark.usefixtures("_in_english")
def test_who_endorsed_does_not_approve_after_a_promotion(endorsed_visit, reviewer):
    User.objects.filter(pk=reviewer.pk).update(role=Role.DIRECTOR)
    promoted = User.objects.get(pk=reviewer.pk)
    with pytest.raises(Refused, match="somebody else approves"):
        actions.approve(visit=endorsed_visit, by=promoted, version=endorsed_visit.version)
    assert not Visit.objects.awaiting_decision_of(promoted).exists()


def test_the_pdf_names_no_action_of_an_amendment_still_being_written(published_visit, officer, neighbour):
    draft = amend(visit=published_visit, by=officer)
    made = FollowUp.objects.create(
        visit=draft, title="Not sent yet", owner_name="Office", due_on=draft.date_end, created_by=officer
    )
    report = read_report(published_visit, edition=Edition.INTERNAL, by=neighbour)
    assert followups_of(report, neighbour) == []
    assert followups_of(report, officer) == [made]


def test_the_public_edition_does_not_name_a_delayed_patrol_as_evidence(filed_visit):
    patrol = make_activity(
        make_stop(filed_visit, place="Ridge"), kind="joint_patrol", details={"delayed_until": "2999-01-01"}
    )
    Conclusion.objects.get(visit=filed_visit).activities.set([patrol])
    report = read_report(filed_visit, edition=Edition.PUBLIC, by=None)
    assert [view.activities for view in report.conclusions] == [[]]


def test_a_neighbour_of_the_reviewer_stays_outside(submitted_visit, client_of):
    elsewhere = UserFactory.create(username="elsewhere", role=Role.REVIEWER, areas=["TH27"])
    for address in ("", "review/", "review/?revision=1", "history/", "revisions/1/", "pdf/"):
        assert client_of(elsewhere).get(f"/visits/{submitted_visit.reference}/{address}").status_code == 404


def test_history_does_not_tell_outsiders_what_was_marked_restricted(secret_published, officer, neighbour, client_of):
    address = f"/visits/{secret_published.reference}/history/"
    inside, outside = (client_of(who).get(address).context["entries"] for who in (officer, neighbour))
    lines = {line for entry in inside for line in entry.lines} - {line for entry in outside for line in entry.lines}
    assert "Document added" in lines
    said = str([entry.lines for entry in outside])
    assert "restricted" not in said
    assert "trafficking" not in said


def test_history_does_not_tell_outsiders_what_hangs_on_a_restricted_activity(
    filed_visit, officer, neighbour, reviewer, director, client_of
):
    hush = make_activity(filed_visit.stops.get(), kind="joint_operation", narrative="With others")
    Participation.objects.create(activity=hush, side="own", unit="Marine rangers", head_count=8)
    Participation.objects.filter(activity=hush).update(head_count=9)
    add_photo(filed_visit, activity=hush, stop=hush.stop)
    Activity.objects.filter(pk=hush.pk).update(restricted=True)
    visit = move(
        Visit.objects.get(pk=filed_visit.pk), "submit", "endorse", "approve", reviewer=reviewer, director=director
    )
    inside, outside = (
        str([entry.lines for entry in client_of(who).get(f"/visits/{visit.reference}/history/").context["entries"]])
        for who in (officer, neighbour)
    )
    for told in ("Participating agency: people changed", "Stop 1, photograph added"):
        assert told in inside
        assert told not in outside


def test_a_position_taken_on_the_way_stays_in_the_circle(filed_visit, officer, neighbour):
    stop = filed_visit.stops.get()
    Stop.objects.filter(pk=stop.pk).update(point=Point(102.451234, 12.951234, srid=4326))
    Checkpoint.objects.filter(pk=stop.checkpoint_id).update(point=Point(102.4, 12.9, srid=4326))
    asked = ((Edition.INTERNAL, officer), (Edition.INTERNAL, neighbour), (Edition.PUBLIC, officer))
    drawn = [stops_of(read_report(filed_visit, edition=edition, by=who)) for edition, who in asked]
    seen = [found["features"][0]["geometry"]["coordinates"] for found in drawn if found]
    assert seen == [[102.451234, 12.951234], [102.4, 12.9], [102.4, 12.9]]


def test_the_owner_of_an_action_sees_it_once_the_report_is_sent(filed_visit, officer, neighbour, client_of):
    made = FollowUp.objects.create(
        visit=filed_visit, title="Sign", owner=neighbour, due_on=filed_visit.date_end, created_by=officer
    )
    address = f"/follow-ups/{made.pk}/"
    assert client_of(neighbour).get(address).status_code == 404
    assert client_of(neighbour).post(f"{address}state/", {"version": 1, "state": "open"}).status_code == 404
    filed_visit.refresh_from_db()
    actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    assert client_of(neighbour).get(address).status_code == 200


def test_a_stop_made_for_a_delayed_patrol_is_left_out_with_it(filed_visit, officer):
    ridge = make_stop(filed_visit, place="Ridge")
    make_activity(ridge, kind="joint_patrol", details={"delayed_until": "2999-01-01"})
    photo = add_photo(filed_visit, stop=ridge, caption="Below the ridge")
    public, inside = (
        read_report(filed_visit, edition=edition, by=officer) for edition in (Edition.PUBLIC, Edition.INTERNAL)
    )
    assert "Ridge" not in [str(view.stop) for view in public.stops]
    assert "Ridge" in [str(view.stop) for view in inside.stops]
    assert (photo in public.photos, photo in inside.photos) == (False, True)


NASTY = "<img src=x onerror=alert(1)>'\"</script>"


def test_what_people_type_is_text_everywhere(filed_visit, officer, director, reviewer, client_of):
    stop = filed_visit.stops.get()
    Stop.objects.filter(pk=stop.pk).update(place=NASTY, note=NASTY, point=Point(102.4, 12.9, srid=4326))
    stop.activities.update(narrative=NASTY)
    add_photo(filed_visit, caption=NASTY)
    Visit.objects.filter(pk=filed_visit.pk).update(title_th=NASTY, title_en=NASTY, purpose=NASTY, obstacles=NASTY)
    row = move(Visit.objects.get(pk=filed_visit.pk), "submit", reviewer=reviewer, director=director)
    FollowUp.objects.create(visit=row, title=NASTY, owner=reviewer, due_on=row.date_end, created_by=officer)
    reader = client_of(reviewer)
    for address in ("/", "/visits/", f"/visits/{row.reference}/", f"/visits/{row.reference}/review/", "/follow-ups/"):
        page = reader.get(address).content.decode()
        assert "onerror=alert(1)" in page
        assert "<img src=x" not in page
        assert "'\"</script>" not in page
