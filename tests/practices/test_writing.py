"""Writing a practice part by part: what is typed is stored, kept, or shown beside what somebody else saved."""

import uuid

import pytest
from django.urls import reverse

from practices.models import STORY, Practice
from practices.parts import PARTS
from tests.factories import DistrictFactory

NEW = {"title_th": "ชุมชนเข้มแข็ง", "title_en": "", "theme": "communities"}
PLAIN = [part.key for part in PARTS if not part.url]


@pytest.fixture
def new(pong_nam_ron):
    return NEW | {"district": pong_nam_ron.pk, "client_uuid": str(uuid.uuid4())}


def test_officer_starts_a_practice_and_sees_its_parts(phone, new):
    page = phone.post(reverse("practices:new"), new, follow=True)
    assert page.redirect_chain[-1][0].endswith("/write/")
    assert "0 of 10" not in page.content.decode()
    assert Practice.objects.get().title_th == NEW["title_th"]


def test_sent_twice_it_is_one(phone, new):
    for _time in range(2):
        assert phone.post(reverse("practices:new"), new).status_code == 302
    assert Practice.objects.count() == 1


def test_a_practice_without_a_title_is_asked_for_one_at_the_field(phone, new):
    page = phone.post(reverse("practices:new"), new | {"title_th": ""})
    assert page.status_code == 422
    assert page.context["form"].errors["title_th"]


def test_a_district_of_somebody_else_is_no_choice(phone, new, chanthaburi):
    page = phone.post(reverse("practices:new"), new | {"district": DistrictFactory.create(code="2706").pk})
    assert page.status_code == 422


def test_from_a_report_the_district_is_filled_in(phone, approved_visit, pong_nam_ron):
    page = phone.get(reverse("practices:new"), {"visit": approved_visit.reference})
    assert page.context["form"]["district"].value() == pong_nam_ron.pk


def test_from_a_stop_of_a_report_what_was_done_there_is_linked_and_its_place_is_the_site(phone, new, activity):
    query = f"?visit={activity.stop.visit.reference}&stop={activity.stop_id}"
    phone.post(reverse("practices:new") + query, new)
    practice = Practice.objects.get()
    assert practice.evidence.get().activity == activity
    assert practice.checkpoint == activity.stop.checkpoint


def test_in_another_district_the_place_of_the_stop_is_not_the_site(phone, new, activity, soi_dao):
    query = f"?visit={activity.stop.visit.reference}&stop={activity.stop_id}"
    phone.post(reverse("practices:new") + query, new | {"district": soi_dao.pk})
    assert Practice.objects.get().checkpoint is None


@pytest.mark.parametrize("asked", ["0", "x", "9" * 40])
def test_a_stop_that_is_not_of_the_report_starts_a_practice_all_the_same(phone, new, approved_visit, asked):
    page = phone.post(reverse("practices:new") + f"?visit={approved_visit.reference}&stop={asked}", new)
    assert page.status_code == 302
    assert Practice.objects.get().checkpoint is None


def test_a_report_that_may_still_change_offers_none_of_its_stops(phone, filed_visit):
    assert "&amp;stop=" not in phone.get(filed_visit.get_absolute_url()).content.decode()


@pytest.mark.parametrize("part", PLAIN)
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_plain_part_opens(client_of, officer, at, part, language):
    assert client_of(officer, language).get(at("edit", part)).status_code == 200


def test_every_topic_of_the_story_has_a_screen():
    assert [name for part in PARTS for name in part.names] == [name for name, _label in STORY]


def test_both_languages_of_a_topic_are_stored(phone, at, practice):
    typed = {"version": 0, "summary_th": "สองฝั่งพบกัน", "summary_en": "Both sides meet"}
    page = phone.post(at("edit", "summary"), typed)
    assert page["Location"] == at("edit", "situation")
    practice.refresh_from_db()
    assert (practice.summary_th, practice.summary_en) == (typed["summary_th"], typed["summary_en"])


def test_a_conflict_keeps_what_was_typed_and_shows_both(phone, at, practice):
    phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Saved first"})
    page = phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Typed meanwhile"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Saved first" in text
    assert "Typed meanwhile" in text
    practice.refresh_from_db()
    assert practice.summary_en == "Saved first"


def test_sent_again_after_a_conflict_it_is_saved(phone, at, practice):
    phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Saved first"})
    page = phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Typed meanwhile"})
    phone.post(at("edit", "summary"), {"version": page.context["version"], "summary_en": "Typed meanwhile"})
    practice.refresh_from_db()
    assert practice.summary_en == "Typed meanwhile"


def test_a_conflict_says_who_saved_meanwhile(phone, at, practice, officer):
    phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Saved first"})
    page = phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Typed meanwhile"})
    assert f"{officer.name_en} saved a newer version" in page.content.decode()


def test_two_who_save_different_parts_do_not_meet(phone, at, practice):
    pages = {part: phone.get(at("edit", part)).content.decode() for part in ("summary", "doing")}
    assert all('name="version" value="0"' in page for page in pages.values())
    assert phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Both sides meet"}).status_code == 302
    assert phone.post(at("edit", "doing"), {"version": 0, "actions_en": "A market a week"}).status_code == 302
    practice.refresh_from_db()
    assert (practice.summary_en, practice.actions_en) == ("Both sides meet", "A market a week")


def test_saving_a_part_is_a_newer_version_of_the_whole(phone, at, practice):
    phone.post(at("edit", "summary"), {"version": 0, "summary_en": "Both sides meet"})
    assert Practice.objects.get().version == practice.version + 1


def test_a_day_ahead_is_refused_at_the_field(phone, at, practice, pong_nam_ron):
    day = {"started_on_day": "1", "started_on_month": "1", "started_on_year": "2700"}
    page = phone.post(at("edit", "site"), {"version": 0, "district": pong_nam_ron.pk, "community": "Kept", **day})
    assert page.status_code == 422
    assert "Kept" in page.content.decode()


def test_moving_the_site_moves_its_areas(phone, at, practice, soi_dao):
    phone.post(at("edit", "site"), {"version": 0, "district": soi_dao.pk})
    practice.refresh_from_db()
    assert practice.area_codes == ["TH", "TH22", "TH2207"]


def test_somebody_else_does_not_write_it(client_of, reviewer, director, at):
    assert client_of(reviewer).get(at("edit", "summary")).status_code == 403
    assert client_of(director).get(at("write")).status_code == 403


def test_an_unknown_part_is_not_there(phone, at):
    assert phone.get(at("edit", "nothing")).status_code == 404


def test_the_report_offers_to_start_a_practice(phone, approved_visit):
    page = phone.get(approved_visit.get_absolute_url())
    url = f"{reverse('practices:new')}?visit={approved_visit.reference}"
    assert f'"{url}"' in page.content.decode()
    assert f'"{url}&amp;stop={approved_visit.stops.get().pk}"' in page.content.decode()
