"""Starting a report."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from places.models import District
from tests.visits.filing.conftest import date_parts
from visits.models import Visit
from visits.workflow import State

NEW = "/visits/new/"


@pytest.fixture
def typed(pong_nam_ron: District) -> dict[str, Any]:
    return {
        "title_th": "ติดตามผล",
        "kind": "follow_up",
        "districts": [pong_nam_ron.pk],
        "client_uuid": str(uuid.uuid4()),
        **date_parts("date_start", 11, 3, 2566),
        **date_parts("date_end", 13, 3, 2566),
    }


def test_officer_starts_a_report_with_thai_years(phone: Client, typed: dict[str, Any]):
    answer = phone.post(NEW, typed)
    visit = Visit.objects.get()
    assert answer["Location"] == reverse("visits:tasks", args=[visit.reference])
    assert (visit.date_start.year, visit.state) == (2023, State.DRAFT)


def test_sending_twice_makes_one_report(phone: Client, typed: dict[str, Any]):
    first, second = phone.post(NEW, typed), phone.post(NEW, typed)
    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


@time_machine.travel("2023-03-01", tick=False)
def test_report_ahead_is_planned(phone: Client, typed: dict[str, Any]):
    phone.post(NEW, typed)
    assert Visit.objects.get().state == State.PLANNED


def test_officer_sees_only_districts_of_own_areas(phone: Client, soi_dao: District):
    elsewhere = District.objects.create(province=soi_dao.province, code="2201", name_th="เมือง", name_en="Mueang")
    form = phone.get(NEW).context["form"]
    assert elsewhere not in form.fields["districts"].queryset
    assert soi_dao in form.fields["districts"].queryset


def test_district_of_others_is_refused(phone: Client, typed: dict[str, Any], soi_dao: District):
    other = District.objects.create(province=soi_dao.province, code="2201", name_th="เมือง", name_en="Mueang")
    answer = phone.post(NEW, typed | {"districts": [other.pk]})
    assert answer.status_code == 422
    assert "districts" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_th": "", "title_en": ""}, "title_th"),
        ({"districts": []}, "districts"),
        (date_parts("date_end", 10, 3, 2566), "date_end"),
        (date_parts("date_start", 11, 3, 1800), "date_start"),
        (date_parts("date_start", 31, 2, 2566), "date_start"),
        ({"kind": "parade"}, "kind"),
    ],
)
def test_refusal_stands_at_the_field_and_keeps_the_text(
    phone: Client, typed: dict[str, Any], wrong: dict[str, Any], field: str
):
    answer = phone.post(NEW, typed | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert b'value="2566"' in answer.content
    assert not Visit.objects.exists()


def test_reviewer_does_not_start_reports(client_of: Callable[..., Client], reviewer: User):
    assert client_of(reviewer).get(NEW).status_code == 403


def test_the_district_in_the_address_is_ticked(phone: Client, soi_dao: District):
    answer = phone.get(NEW, {"district": soi_dao.code})
    assert answer.context["form"]["districts"].value() == [soi_dao.pk]
    assert answer.content.count(b" checked") == 1


@pytest.mark.parametrize("code", ["2201", "9999", "", "soi-dao", "\x00", "²²⁰⁴", "2204,2207"])
def test_a_district_unknown_or_of_others_is_left_out(phone: Client, soi_dao: District, code: str):
    District.objects.create(province=soi_dao.province, code="2201", name_th="เมือง", name_en="Mueang")
    answer = phone.get(NEW, {"district": code})
    assert answer.status_code == 200
    assert not answer.context["form"]["districts"].value()


def test_what_was_ticked_counts_whatever_the_address_says(phone: Client, typed: dict[str, Any], soi_dao: District):
    phone.post(f"{NEW}?district={soi_dao.code}", typed)
    assert [district.pk for district in Visit.objects.get().districts.all()] == typed["districts"]
