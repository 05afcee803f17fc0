"""Activities at a stop: narrative, the kind's own fields, agencies, photographs."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from tests.factories import AgencyFactory
from tests.visits.factories import make_activity, make_stop, make_visit
from tests.visits.filing.conftest import date_parts, shown_in
from visits.models import Activity, Participation, Visit

Address = Callable[..., str]
Send = Callable[..., Any]


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#0f4c5c").save(data, "JPEG")
    return SimpleUploadedFile("gate.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture
def new(visit: Visit, address: Address) -> Callable[[str], str]:
    """The address that adds an activity of a kind at a stop of `visit`."""
    stop = make_stop(visit)
    return lambda kind: f"{address('item_new', 'results')}?stop={stop.pk}&kind={kind}"


def test_inspection_is_stored_whole(send: Send, new: Callable[[str], str]):
    agency = AgencyFactory.create()
    answer = send(
        new("inspection"), narrative="Inspected.", **{"d-official_opens": "8.00", "d-people_in": "1,234"},
        **{"d-documents": ["passport", "thai_id"], "p-0-agency": agency.pk, "p-0-head_count": "4", "p-0-role": "lead"},
    )  # fmt: skip
    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert activity.details == {"official_opens": "08:00", "people_in": 1234, "documents": ["passport", "thai_id"]}
    party = activity.participations.get()
    assert (party.agency, party.head_count, party.role) == (agency, 4, "lead")


def test_patrol_takes_thai_dates(send: Send, new: Callable[[str], str]):
    typed = {"d-pillar_from": "55", "d-pillar_to": "56", **date_parts("d-started_at", 12, 3, 2566, "06:30")}
    send(new("joint_patrol"), **typed)
    details = Activity.objects.get().details
    assert details == {"pillar_from": 55, "pillar_to": 56, "started_at": "2023-03-12T06:30:00+07:00"}


def test_trafficking_restricts(send: Send, new: Callable[[str], str]):
    send(new("observation"), may_concern_tip="on")
    assert Activity.objects.get().restricted


def test_photographs_come_with_it(send: Send, new: Callable[[str], str], visit: Visit, settings: Any, tmp_path: Any):
    settings.MEDIA_ROOT = tmp_path
    send(new("other"), photos=[picture(), picture()])
    assert visit.photos.filter(activity__isnull=False).count() == 2


def test_what_is_no_photograph_is_refused_at_the_field(
    send: Send, new: Callable[[str], str], settings: Any, tmp_path: Any
):
    settings.MEDIA_ROOT = tmp_path
    fake = SimpleUploadedFile("gate.jpg", b"%PDF-1.7 not a picture", "image/jpeg")
    answer = send(new("other"), narrative="Kept as typed", photos=[fake])
    assert answer.status_code == 422
    assert "photos" in answer.context["form"].errors
    assert "Kept as typed" in answer.content.decode()
    assert not Activity.objects.exists()


def test_refusal_elsewhere_asks_for_the_photographs_again(
    send: Send, new: Callable[[str], str], settings: Any, tmp_path: Any
):
    settings.MEDIA_ROOT = tmp_path
    answer = send(new("inspection"), photos=[picture()], **{"d-lanes_total": "many"})
    assert "once more" in str(answer.context["form"].errors["photos"])


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("inspection", {"d-official_opens": "25:00"}, "official_opens"),
        ("inspection", {"d-official_opens": "20:00", "d-official_closes": "08:00"}, "official_closes"),
        ("inspection", {"d-people_in": "-1"}, "people_in"),
        ("inspection", {"d-people_in": "lots"}, "people_in"),
        ("inspection", {"d-queue_minutes": "1441"}, "queue_minutes"),
        ("inspection", {"d-lanes_total": "2", "d-lanes_open": "3"}, "lanes_total"),
        ("inspection", {"d-rating": "5"}, "rating"),
        ("inspection", {"d-documents": ["library card"]}, "documents"),
        ("inspection", {"d-hotline_number": "1" * 61}, "hotline_number"),
        ("joint_patrol", {"d-pillar_from": "74"}, "pillar_from"),
        ("joint_patrol", {"d-pillar_from": "0"}, "pillar_from"),
        ("joint_patrol", {"d-pillar_from": "56", "d-pillar_to": "55"}, "pillar_to"),
        ("joint_patrol", date_parts("d-started_at", 12, 3, 2566), "started_at"),
        ("joint_operation", {"d-mechanism": "UN"}, "mechanism"),
        ("consultation", {"d-consent": "maybe"}, "consent"),
        ("observation", {"d-women": "some"}, "women"),
        ("center_review", {"d-reports_received": "1", "d-reports_resolved": "2"}, "reports_received"),
        ("center_review", date_parts("d-established_on", 30, 2, 2566), "established_on"),
        ("briefing", {"d-topics": "x" * 2001}, "topics"),
        ("practice_study", {"d-theme": "x" * 201}, "theme"),
        ("other", {"d-subject": "x" * 201}, "subject"),
    ],
)
def test_bad_details_are_refused_at_the_field(
    send: Send, new: Callable[[str], str], kind: str, wrong: dict[str, Any], field: str
):
    answer = send(new(kind), narrative="Kept as typed", **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].details.errors
    assert "Kept as typed" in answer.content.decode()
    assert f"id_d-{field}" in answer.content.decode()


def test_row_naming_nobody_is_refused(send: Send, new: Callable[[str], str]):
    answer = send(new("other"), **{"p-0-head_count": "4"})
    assert answer.status_code == 422
    assert "unit" in answer.context["form"].faulty[0].errors


def test_add_row_without_scripts_keeps_everything(send: Send, new: Callable[[str], str]):
    answer = send(new("other"), narrative="Kept as typed", add_row="p", **{"p-0-unit": "RCAF"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="p-1-unit"' in page
    assert "Kept as typed" in page
    assert 'value="RCAF"' in page
    assert not Activity.objects.exists()


def test_agencies_are_changed_and_removed(visit: Visit, phone: Client, address: Address):
    activity = make_activity(make_stop(visit))
    keep, drop = (Participation.objects.create(activity=activity, unit=unit) for unit in ("Stays", "Goes"))
    url = address("item", "results", activity.pk)
    typed = shown_in(phone.get(url)) | {"p-0-head_count": "7", "p-1-DELETE": "on"}
    phone.post(url, typed)
    assert list(activity.participations.values_list("pk", "head_count")) == [(keep.pk, 7)]
    assert not Participation.objects.filter(pk=drop.pk).exists()


def test_row_of_another_activity_is_never_touched(visit: Visit, phone: Client, address: Address, officer: User):
    foreign = Participation.objects.create(activity=make_activity(make_stop(make_visit(officer))), unit="Theirs")
    activity = make_activity(make_stop(visit))
    url = address("item", "results", activity.pk)
    phone.post(url, shown_in(phone.get(url)) | {"p-0-pk": foreign.pk, "p-0-unit": "Mine", "p-0-DELETE": "on"})
    foreign.refresh_from_db()
    assert foreign.unit == "Theirs"


@pytest.mark.parametrize("query", ["", "?stop=1", "?stop=x&kind=other", "?kind=other", "?stop=999999&kind=other"])
def test_activity_needs_stop_and_kind(query: str, phone: Client, address: Address):
    assert phone.get(address("item_new", "results") + query).status_code == 404


def test_activity_at_a_stop_of_another_report_is_not_found(phone: Client, address: Address, officer: User):
    foreign = make_stop(make_visit(officer))
    assert phone.post(f"{address('item_new', 'results')}?stop={foreign.pk}&kind=other").status_code == 404


def test_activity_of_another_report_is_not_found(phone: Client, address: Address, officer: User):
    foreign = make_activity(make_stop(make_visit(officer)))
    assert phone.get(address("item", "results", foreign.pk)).status_code == 404
