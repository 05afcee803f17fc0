"""The list of centers, and each center's page."""

from datetime import date

import pytest
from django.utils import timezone

from centers import actions
from centers.models import Center, CenterStatus
from tests.factories import CountryFactory, DistrictFactory, ProvinceFactory
from tests.visits.factories import CenterFactory

URL = "/centers/"


def names(answer) -> set[str]:
    return {row.code for row in answer.context["page"].rows}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "soi dao"}, {"soi-dao"}),
        ({"q": "โป่งน้ำร้อน"}, {"pong-nam-ron"}),
        ({"status": "functional"}, {"pong-nam-ron"}),
        ({"province": "22"}, {"pong-nam-ron", "soi-dao"}),
        ({"border": "KH"}, {"pong-nam-ron", "soi-dao"}),
        ({"visited": "never"}, {"pong-nam-ron", "soi-dao"}),
        ({"visited": "180"}, {"pong-nam-ron", "soi-dao"}),
        ({"position": "confirm"}, {"pong-nam-ron", "soi-dao"}),
        ({"retired": "1"}, set()),
    ],
)
def test_words_and_filters_narrow_the_list(client_of, officer, chanthaburi, center, other_center, query, codes):
    chanthaburi.borders.add(CountryFactory.create(code="KH", name_th="กัมพูชา", name_en="Cambodia"))
    actions.record_status(place=center, status=CenterStatus.FUNCTIONAL, on=date(2023, 3, 13), source="visit", by=None)
    assert names(client_of(officer).get(URL, query)) == codes


@pytest.mark.parametrize(
    ("query", "words"), [("province=27", "Sa Kaeo"), ("district=2706", "Aranya"), ("border=LA", "Lao")]
)
def test_a_place_without_centers_has_an_empty_list_and_its_chip(client_of, officer, center, query, words):
    sa_kaeo = ProvinceFactory.create(code="27", name_en="Sa Kaeo")
    DistrictFactory.create(code="2706", name_en="Aranya", province=sa_kaeo)
    CountryFactory.create(code="LA", name_en="Lao")
    answer = client_of(officer, "en").get(f"{URL}?{query}")
    assert (names(answer), [chip.value for chip in answer.context["found"].chips]) == (set(), [words])


@pytest.mark.parametrize("query", ["province=99", "province=%00", "district=x", "border=XX"])
def test_what_is_no_place_is_left_out(client_of, officer, center, query):
    assert names(client_of(officer).get(f"{URL}?{query}")) == {"pong-nam-ron"}


def test_the_list_costs_the_same_at_10_and_200_centers(client_of, officer, django_assert_num_queries):
    def make(first: int, last: int) -> None:
        for number in range(first, last):
            CenterFactory.create(code=f"c-{number}", district=DistrictFactory.create(code=f"22{number % 90:02d}"))

    def count() -> int:
        with django_assert_num_queries(EXPECTED):
            return len(browser.get(URL).context["page"].rows)

    browser = client_of(officer)
    make(0, 10)
    assert count() == 10
    make(10, 200)
    assert count() == 50


EXPECTED = 7  # session, user, their areas; countries, provinces and districts to choose from; the rows


def test_status_is_shown_with_its_date_and_source(client_of, officer, center):
    actions.record_status(
        place=center, status=CenterStatus.ESTABLISHED, on=date(2023, 3, 13), source="briefing", by=None
    )
    text = client_of(officer, "en").get(center.get_absolute_url()).content.decode()
    assert "as of <b>Monday 13 March 2023</b>" in text
    assert "Source: briefing" in text


def test_those_who_write_visits_start_one_in_its_district(client_of, officer, center):
    text = client_of(officer).get(center.get_absolute_url()).content.decode()
    assert f'href="/visits/new/?district={center.district.code}"' in text


def test_a_status_of_the_future_is_not_current(center):
    later = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    actions.record_status(place=center, status=CenterStatus.CLOSED, on=later, source="order", by=None)
    assert Center.objects.get(pk=center.pk).status == CenterStatus.UNKNOWN


def test_telephones_are_for_those_who_keep_or_review(client_of, center_staff, reviewer, officer, center, head):
    def sees(person) -> bool:
        return head.phone in client_of(person).get(center.get_absolute_url()).content.decode()

    assert sees(center_staff)
    assert sees(reviewer)
    assert not sees(officer)


def test_staff_of_another_center_see_no_telephones(client_of, center_staff, center, head):
    center.staff.clear()
    assert head.phone not in client_of(center_staff).get(center.get_absolute_url()).content.decode()


def test_the_head_stands_first_in_the_roster(center, head):
    first = center.members.create(role="coordinator", position="กำนัน")
    secretary = center.members.create(role="secretary", position="ปลัดอำเภอ")
    assert center.seats() == [head, secretary, first]
