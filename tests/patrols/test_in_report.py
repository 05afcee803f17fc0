"""What a report shows of the record of its patrol: on its page, in the form of the activity, on paper."""

import io

from pypdf import PdfReader

from patrols import actions
from patrols.models import Patrol, Side
from tests.patrols.conftest import sign
from tests.patrols.factories import make_patrol_activity, said
from tests.visits.factories import at
from visits.models import Visit


def test_the_report_leads_the_mission_to_a_new_record(client_of, officer, approved, center_staff, patrol_activity):
    way = f"/patrols/of/{patrol_activity.lineage}/"
    address = f"/visits/{approved.reference}/"
    assert way in client_of(officer).get(address).content.decode()
    assert way not in client_of(center_staff).get(address).content.decode()


def test_the_form_of_the_activity_leads_there_as_well(client_of, officer, patrol_activity):
    visit = patrol_activity.stop.visit
    address = f"/visits/{visit.reference}/report/results/{patrol_activity.pk}/"
    client = client_of(officer, "en")
    assert f"/patrols/of/{patrol_activity.lineage}/" in client.get(address).content.decode()
    patrol = actions.start(activity=patrol_activity, by=officer, said=said())
    words = client.get(address).content.decode()
    assert patrol.get_absolute_url() in words


def test_other_activities_have_no_record(client_of, officer, filed_visit):
    own = make_patrol_activity(filed_visit, kind="joint_operation", details={"mechanism": "own"})
    words = client_of(officer).get(f"/visits/{filed_visit.reference}/").content.decode()
    assert f"/patrols/of/{own.lineage}/" not in words


def printed(client, visit: Visit) -> str:
    answer = client.get(f"/visits/{visit.reference}/pdf/", {"edition": "internal", "lang": "en"})
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_paper_says_how_far_it_is_and_to_the_circle_what_differs(
    client_of, officer, director, center_staff, approved, signed_patrol
):
    theirs = said(started_at=at(13, 9))
    actions.save_account(patrol=signed_patrol, side=Side.COUNTERPART, by=officer, revision=0, said=theirs)
    sign(signed_patrol, officer, Side.COUNTERPART)
    text = printed(client_of(director, "en"), approved)
    assert signed_patrol.code in text
    assert "Started differs" in text
    text = printed(client_of(center_staff, "en"), approved)
    assert signed_patrol.code in text
    assert "Started differs" not in text


def test_a_fact_says_its_words_not_their_markup(client_of, officer, patrol: Patrol):
    mean = said(agreed="<script>alert(1)</script>", authority="<b>Order</b>")
    actions.save_account(patrol=patrol, side=Side.OWN, by=officer, revision=1, said=mean)
    words = client_of(officer, "en").get(patrol.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in words
    assert "&lt;b&gt;Order&lt;/b&gt;" in words
