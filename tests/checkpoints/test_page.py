"""The page of a border point: status with its date and source first, then where, then what happened."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from checkpoints import actions
from checkpoints.models import Checkpoint, PointStatus
from tests.visits.factories import make_visit


def page(browser, checkpoint) -> str:
    answer = browser.get(checkpoint.get_absolute_url())
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_status_is_shown_with_its_date_and_source(client_of, officer, closed):
    text = page(client_of(officer, "en"), closed)
    assert "as of <b>Thursday 18 September 2025</b>" in text
    assert "Source: ประกาศจังหวัด" in text


def test_a_thai_reader_sees_the_buddhist_year(client_of, officer, closed):
    assert "พฤหัสบดี 18 กันยายน พ.ศ. 2568" in page(client_of(officer, "th"), closed)


def test_nothing_known_is_said_plainly(client_of, officer, chanang_lang):
    text = page(client_of(officer, "en"), chanang_lang)
    assert "Nothing has been recorded yet." in text
    assert "No status has been recorded yet." in text


def test_low_confidence_asks_to_confirm_on_site(client_of, officer, ban_laem, ban_phakkad):
    browser = client_of(officer, "en")
    assert "to be confirmed on site" in page(browser, ban_laem)
    assert "within 5 km" in page(browser, ban_laem)
    assert "to be confirmed on site" not in page(browser, ban_phakkad)


def test_the_map_gets_the_position_and_its_uncertainty(client_of, officer, ban_laem):
    features = client_of(officer).get(ban_laem.get_absolute_url()).context["features"]["features"]
    assert features[0]["geometry"]["coordinates"] == [102.45, 13.08]
    assert features[0]["properties"]["radius_km"] == 5


def test_the_map_is_left_out_where_the_position_is_not_known(client_of, officer, chanang_lang):
    assert "data-map" not in page(client_of(officer), chanang_lang)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_the_newest_status_by_date_is_the_status_now(closed, officer, days):
    earlier = closed.status_on - timedelta(days=days + 1)
    actions.record_status(place=closed, status=PointStatus.OPEN, on=earlier, source="late report", by=officer)
    closed.refresh_from_db()
    assert (closed.status, closed.status_on) == (PointStatus.CLOSED, date(2025, 9, 18))


def test_a_status_of_the_future_is_not_current(closed):
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.record_status(place=closed, status=PointStatus.OPEN, on=tomorrow, source="order", by=None)
    closed.refresh_from_db()
    assert closed.status == PointStatus.CLOSED


def test_the_last_stretch_of_the_band_is_only_what_was_last_heard(client_of, officer, closed):
    band = client_of(officer).get(closed.get_absolute_url()).context["band"]
    assert [(stretch.known, stretch.end) for stretch in band] == [(False, timezone.localdate())]


def test_visits_to_the_point_are_listed_only_to_those_who_may_read_them(client_of, officer, center_staff, ban_laem):
    visit = make_visit(officer)
    visit.stops.create(checkpoint=ban_laem)
    assert visit.reference in page(client_of(officer), ban_laem)
    assert visit.reference not in page(client_of(center_staff), ban_laem)


def test_those_who_write_visits_start_one_in_its_district(client_of, officer, reviewer, ban_laem, pong_nam_ron):
    link = f'href="/visits/new/?district={pong_nam_ron.code}"'
    assert link in page(client_of(officer), ban_laem)
    assert "/visits/new/" not in page(client_of(reviewer), ban_laem)


def test_a_visit_starts_without_a_district_where_none_is_known(client_of, officer, ban_laem):
    Checkpoint.objects.update(district=None)
    assert 'href="/visits/new/"' in page(client_of(officer), ban_laem)


def test_the_page_costs_the_same_with_a_long_history(client_of, officer, closed, django_assert_num_queries):
    browser = client_of(officer)
    browser.get(closed.get_absolute_url())
    with django_assert_num_queries(EXPECTED):
        browser.get(closed.get_absolute_url())
    for days in range(30):
        on = date(2024, 1, 1) + timedelta(days=days)
        actions.record_status(place=closed, status=PointStatus.OPEN, on=on, source="x", by=officer)
    with django_assert_num_queries(EXPECTED):
        browser.get(closed.get_absolute_url())


EXPECTED = 10


def test_starting_data_speaks_the_readers_language_and_people_are_quoted(client_of, officer, ban_laem):
    both = {"place": ban_laem, "status": PointStatus.CLOSED, "source": "ประกาศ · notice"}
    actions.record_status(**both, on=date(2025, 6, 24), by=None)
    assert "Source: notice" in page(client_of(officer, "en"), ban_laem)
    assert "แหล่งที่มา: ประกาศ<" in page(client_of(officer, "th"), ban_laem)
    actions.record_status(**both, on=date(2025, 6, 25), by=officer)
    assert "Source: ประกาศ · notice" in page(client_of(officer, "en"), ban_laem)


def test_a_position_is_not_shown_more_exactly_than_it_is_known(ban_laem, ban_phakkad, chanang_lang):
    assert ban_laem.coordinates == "13.08, 102.45"
    assert ban_phakkad.coordinates == "12.9265, 102.4935"
    assert chanang_lang.coordinates == ""
