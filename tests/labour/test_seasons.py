"""Who says what is expected in a district, and what happens when two do."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labour.models import SeasonExpectation
from places.models import District
from tests.labour.factories import expect_season, longan
from tests.visits.factories import CenterFactory

NEW = ("labour:season_new", ["2204"])


def typed(**changes: Any) -> dict[str, Any]:
    values = {
        "work": f"agriculture-{longan().pk}", "month_from": 8, "month_to": 1, "people_low": "200",
        "people_high": "1,400", "route": "s64_seasonal", "source": "หนังสือที่ว่าการอำเภอ", "confidence": "M",
        "valid_from": 2026, "valid_until": "", "client_uuid": "5f9f8f0e-9a52-4d0c-8f8a-3f7d1d1c0001",
    }  # fmt: skip
    return {**values, **changes}


@pytest.fixture(autouse=True)
def _a_year(pong_nam_ron: District, monkeypatch: Any) -> None:
    monkeypatch.setattr("labour.forms.seasons.this_year", lambda: 2026)


def address(season: SeasonExpectation) -> str:
    return reverse("labour:season", args=[season.pk])


def test_a_reviewer_says_what_is_expected(client_of: Any, reviewer: Any, pong_nam_ron: District):
    answer = client_of(reviewer).post(reverse(NEW[0], args=NEW[1]), typed())
    stored = SeasonExpectation.objects.get()
    assert answer.url == reverse("labour:district", args=["2204"])
    assert (stored.district, stored.crop, stored.month_from, stored.month_to) == (pong_nam_ron, longan(), 8, 1)
    assert (stored.people_low, stored.people_high, stored.confidence, stored.version) == (200, 1400, "M", 1)


def test_sent_twice_it_is_one_and_other_words_are_another(client_of: Any, reviewer: Any):
    browser, url = client_of(reviewer), reverse(NEW[0], args=NEW[1])
    for words in (typed(), typed(), typed(month_from=3, month_to=4)):
        assert browser.post(url, words).status_code == 302
    assert SeasonExpectation.objects.count() == 2


@pytest.mark.parametrize("person", ["officer", "center_staff", "partner", "auditor"])
def test_others_do_not(person: str, request: Any, client_of: Any, season: SeasonExpectation):
    browser = client_of(request.getfixturevalue(person), "en")
    for url in (reverse(NEW[0], args=NEW[1]), address(season)):
        assert browser.get(url).status_code == 403
        assert browser.post(url, typed()).status_code == 403
    assert SeasonExpectation.objects.count() == 1


def test_a_reviewer_of_another_province_finds_nothing(client_of: Any, stranger: Any, season: SeasonExpectation):
    browser = client_of(stranger)
    for url in (reverse(NEW[0], args=NEW[1]), address(season), reverse("labour:district", args=["2204"])):
        assert browser.get(url).status_code == 404
    assert browser.post(address(season), typed(version=1)).status_code == 404
    assert "2204" not in browser.get(reverse("labour:list")).content.decode()


def test_an_administrator_says_it_anywhere(client_of: Any, admin: Any, season: SeasonExpectation):
    answer = client_of(admin).post(address(season), typed(version=1, valid_from=2026))
    season.refresh_from_db()
    assert answer.status_code == 302
    assert (season.people_high, season.version) == (1400, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"work": ""}, "work"),
        ({"work": "agriculture-999999"}, "work"),
        ({"month_from": 13}, "month_from"),
        ({"month_to": ""}, "month_to"),
        ({"people_low": "900", "people_high": "10"}, "people_high"),
        ({"people_low": "900", "people_high": ""}, "people_high"),
        ({"people_low": "", "people_high": "9"}, "people_low"),
        ({"people_high": "100001"}, "people_high"),
        ({"source": " "}, "source"),
        ({"confidence": ""}, "confidence"),
        ({"valid_from": 1066}, "valid_from"),
        ({"valid_from": 2026, "valid_until": 2025}, "valid_until"),
    ],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_bad_input_is_answered_at_the_field(
    client_of: Any, reviewer: Any, changes: dict[str, Any], field: str, language: str
):
    answer = client_of(reviewer, language).post(reverse(NEW[0], args=NEW[1]), typed(**changes))
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert form["source"].value() == changes.get("source", "หนังสือที่ว่าการอำเภอ")
    assert not SeasonExpectation.objects.exists()


def test_the_same_season_is_expected_once(client_of: Any, reviewer: Any, season: SeasonExpectation):
    answer = client_of(reviewer, "en").post(reverse(NEW[0], args=NEW[1]), typed(valid_from=2023))
    assert answer.status_code == 302  # from another year on
    again = client_of(reviewer, "en").post(
        reverse(NEW[0], args=NEW[1]), typed(valid_from=2023, people_low="1", client_uuid="")
    )
    assert again.status_code == 422
    assert "expected already" in again.context["form"].errors["work"][0]


def test_whoever_saves_second_is_told_and_keeps_what_was_typed(
    client_of: Any, reviewer: Any, director: Any, season: SeasonExpectation
):
    first = client_of(director).post(address(season), typed(version=1, people_low="250"))
    second = client_of(reviewer, "en").post(address(season), typed(version=1, people_low="300", source="My letter"))
    season.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert (season.people_low, season.source) == (250, "หนังสือที่ว่าการอำเภอ")
    words = second.content.decode()
    assert "My letter" in words
    assert str(director) in words
    assert ("At least, people", "250", "300") in second.context["changes"]
    again = client_of(reviewer).post(address(season), typed(version=second.context["form"]["version"].value()))
    assert again.status_code == 302


def test_every_change_stays_in_the_history(season: SeasonExpectation, client_of: Any, reviewer: Any):
    client_of(reviewer).post(address(season), typed(version=1))
    events = apps.get_model("labour", "SeasonExpectationEvent").objects.filter(pgh_obj=season)
    assert list(events.order_by("pgh_id").values_list("people_high", flat=True)) == [400, 1400]


@pytest.mark.parametrize(
    "fields",
    [
        {"month_from": 0},
        {"month_to": 13},
        {"people_low": 500},
        {"people_high": None},
        {"source": ""},
        {"valid_until": 1999},
        {"work": "piracy"},
        {"route": "by-night"},
        {"confidence": "X"},
    ],
)
def test_the_database_refuses_what_cannot_be(reviewer: Any, pong_nam_ron: District, fields: dict[str, Any]):
    with pytest.raises(IntegrityError, match="season_"), transaction.atomic():
        expect_season(reviewer, pong_nam_ron, **fields)


def test_the_database_expects_a_season_once(season: SeasonExpectation):
    season.pk, season.client_uuid = None, "5f9f8f0e-9a52-4d0c-8f8a-3f7d1d1c0002"
    with pytest.raises(IntegrityError, match="season_once"), transaction.atomic():
        season.save(force_insert=True)


def test_a_season_holds_from_year_to_year(reviewer: Any, pong_nam_ron: District):
    expect_season(reviewer, pong_nam_ron, valid_from=2024, valid_until=2025)
    held = [SeasonExpectation.objects.in_year(year).count() for year in (2023, 2024, 2025, 2026)]
    assert held == [0, 1, 1, 0]


def test_the_list_leads_to_a_district(client_of: Any, officer: Any, season: SeasonExpectation):
    browser = client_of(officer, "en")
    words = " ".join(browser.get(reverse("labour:list")).content.decode().split())
    assert "Pong Nam Ron" in words
    assert "200–400 people" in words
    assert browser.get(reverse("labour:list"), {"district": "2204"}).url == reverse("labour:district", args=["2204"])
    assert browser.get(reverse("labour:list"), {"district": "9999"}).status_code == 200


def test_the_list_costs_the_same_for_many(client_of: Any, reviewer: Any, pong_nam_ron: District, soi_dao: District):
    browser: Client = client_of(reviewer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("labour:list")).status_code == 200
        return len(queries)

    expect_season(reviewer, pong_nam_ron)
    few = cost()
    for month in range(1, 8):
        for where in (pong_nam_ron, soi_dao):
            expect_season(reviewer, where, month_from=month)
    assert cost() == few <= 15


def test_the_page_of_a_center_tells_the_seasons_of_its_district(
    client_of: Any, officer: Any, stranger: Any, season: SeasonExpectation
):
    url = CenterFactory.create().get_absolute_url()
    told, foreign = (client_of(person, "en").get(url).content.decode() for person in (officer, stranger))
    assert reverse("labour:district", args=["2204"]) in told
    assert "Longan" in told
    assert reverse("labour:district", args=["2204"]) not in foreign
    assert "Longan" not in foreign
