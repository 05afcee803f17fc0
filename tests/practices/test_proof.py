"""Evidence and ratings: linked and never retyped, read by those who may, kept as history."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError
from django.db.utils import InternalError
from django.urls import reverse

from accounts.access import Refused
from accounts.models import AccessEntry
from accounts.roles import Role
from practices import proof
from practices.citing import read_evidence
from practices.models import Evidence, Rating
from tests.factories import UserFactory
from tests.visits.factories import fill, make_activity, make_visit
from tests.visits.reading.conftest import move
from visits.models import Activity

SECRET = "A word that only the mission reads."


@pytest.fixture
def secret(filed_visit):
    """A restricted activity, made before the report is sent; ask for it before the approved report."""
    return make_activity(filed_visit.stops.get(), kind="briefing", narrative=SECRET, restricted=True)


@pytest.fixture
def showing_a_secret(secret, approved_visit, practice, officer, principles):
    things = [("activity", secret.pk)]
    proof.add_evidence(practice=practice, by=officer, visit=approved_visit, things=things, principles=principles)
    return practice


@pytest.fixture
def picker(at, approved_visit):
    return at("evidence_pick", approved_visit.reference)


def test_officer_ticks_an_activity_and_what_it_shows(phone, picker, practice, activity, principles):
    typed = {"things": [f"activity-{activity.pk}"], "principles": [principles[0].pk], "note_en": "Every month"}
    assert phone.post(picker, typed).status_code == 302
    row = practice.evidence.get()
    assert (row.kind, row.activity, row.note_en) == ("activity", activity, "Every month")
    assert list(row.principles.all()) == principles[:1]


def test_linked_again_it_shows_more_and_is_one_piece(phone, picker, practice, activity, principles):
    for principle in principles:
        phone.post(picker, {"things": [f"activity-{activity.pk}"], "principles": [principle.pk]})
    assert practice.evidence.get().principles.count() == 2


def test_without_a_principle_it_is_asked_for_and_the_ticks_are_kept(phone, picker, activity):
    page = phone.post(picker, {"things": [f"activity-{activity.pk}"]})
    assert page.status_code == 422
    assert "Tick at least one principle." in page.content.decode()
    assert re.search(f'value="activity-{activity.pk}"[^>]* checked>', page.content.decode())


def test_a_report_that_i_may_not_see_is_not_there(phone, at):
    other = make_visit(UserFactory.create(role=Role.OFFICER, areas=["TH27"]))
    assert phone.get(at("evidence_pick", other.reference)).status_code == 404


def test_a_thing_of_a_report_that_i_may_not_see_is_refused(practice, officer, approved_visit, activity):
    stranger = UserFactory.create(role=Role.OFFICER, areas=["TH27"])
    practice.author = stranger
    practice.save()
    with pytest.raises(Refused):
        proof.add_evidence(practice=practice, by=stranger, visit=approved_visit, things=[("activity", activity.pk)])
    assert not Evidence.objects.exists()


def test_a_thing_of_another_report_is_refused(phone, picker, soi_dao, officer, principles):
    other = make_visit(officer, soi_dao)
    row = make_activity(other.stops.create(place="Elsewhere", district=soi_dao))
    page = phone.post(picker, {"things": [f"activity-{row.pk}"], "principles": [principles[0].pk]})
    assert page.status_code == 422


def test_a_report_not_approved_yet_is_no_evidence(phone, at, filed_visit):
    page = phone.get(at("evidence_pick", filed_visit.reference))
    assert page.status_code == 403
    assert "approved reports" in page.content.decode()


def test_outside_its_circle_a_restricted_piece_only_counts(showing_a_secret):
    colleague = UserFactory.create(role=Role.OFFICER, areas=["TH22"])
    shown = read_evidence(showing_a_secret, by=colleague, where="here")
    assert (shown.pieces, shown.hidden) == ([], 1)
    assert not AccessEntry.objects.exists()


def test_outside_its_province_evidence_only_counts(complete):
    stranger = UserFactory.create(role=Role.REVIEWER, areas=["TH27"])
    assert read_evidence(complete, by=stranger, where="here").hidden == 1


def test_a_link_that_names_another_report_is_shown_to_nobody(complete, officer, soi_dao):
    """Nothing of the site makes one; whoever made it by hand would show one report under the name of another."""
    other = make_visit(officer, soi_dao)
    complete.evidence.update(visit=other)
    shown = read_evidence(complete, by=officer, where="here")
    assert (shown.pieces, shown.pictures, shown.hidden) == ([], [], 1)


def test_the_circle_reads_a_restricted_piece_and_that_is_recorded(showing_a_secret, client_of, reviewer, at):
    page = client_of(reviewer).get(at("review"))
    assert SECRET in page.content.decode()
    entry = AccessEntry.objects.get(user=reviewer)
    (row,) = showing_a_secret.evidence.all()
    assert entry.detail == f"practice review, {showing_a_secret.code}: activity {row.activity_id}"


@pytest.mark.parametrize("page", ["evidence", "ratings", "rate", "evidence_piece", "evidence_remove"])
def test_every_page_of_the_writing_part_records_what_is_restricted(showing_a_secret, phone, at, officer, page):
    more = {"rate": ["p0"], "evidence_piece": [showing_a_secret.evidence.get().pk]}
    more["evidence_remove"] = more["evidence_piece"]
    text = phone.get(at(page, *more.get(page, []))).content.decode()
    recorded = AccessEntry.objects.filter(user=officer).count()
    assert (SECRET in text, recorded) == ((False, 1) if page == "ratings" else (True, 1))


def test_choosing_from_a_report_with_restricted_parts_is_recorded(secret, phone, picker, officer):
    assert SECRET in phone.get(picker).content.decode()
    assert AccessEntry.objects.get(user=officer).detail.startswith("to cite in BP-")


def test_officer_unlinks_a_piece_after_being_asked(phone, at, complete):
    row = complete.evidence.get()
    assert phone.get(at("evidence_remove", row.pk)).status_code == 200
    phone.post(at("evidence_remove", row.pk))
    assert not complete.evidence.exists()
    assert Activity.objects.filter(pk=row.activity_id).exists()


def test_officer_says_anew_what_a_piece_shows(phone, at, complete, principles):
    row = complete.evidence.get()
    phone.post(at("evidence_piece", row.pk), {"principles": [principles[1].pk], "version": 1, "note_en": "Only this"})
    assert list(complete.evidence.get().principles.all()) == principles[1:]


def test_of_two_who_say_it_anew_the_second_sees_what_the_first_wrote(
    phone, client_of, officer, at, complete, principles
):
    url, keys = at("evidence_piece", complete.evidence.get().pk), [row.pk for row in principles]
    version = phone.get(url).context["version"]
    desk = client_of(officer)
    desk.post(url, {"principles": keys[:1], "note_th": "ทุกเดือน", "version": version})
    page = phone.post(url, {"principles": keys, "note_en": "Every month", "version": version})
    text = page.content.decode()
    assert (page.status_code, page.context["version"]) == (409, version + 1)
    for words in (f"{officer.name_en} saved a newer version", "ทุกเดือน", "Every month"):
        assert words in text
    row = complete.evidence.get()
    assert (row.note_th, row.note_en, row.updated_by, row.principles.count()) == ("ทุกเดือน", "", officer, 1)
    assert phone.post(url, {"principles": keys, "note_en": "Both", "version": version + 1}).status_code == 302


def test_a_piece_linked_again_meanwhile_is_not_overwritten(phone, at, picker, complete, principles):
    row = complete.evidence.get()
    url, version = at("evidence_piece", row.pk), row.version
    again = {"things": [f"activity-{row.activity_id}"], "principles": [principles[0].pk], "note_en": "Every month"}
    phone.post(picker, again)
    assert phone.post(url, {"principles": [], "note_en": "Never", "version": version}).status_code == 409
    assert complete.evidence.get().note_en == "Every month"


def test_linked_again_it_keeps_its_own_words(phone, picker, practice, activity, principles):
    typed = {"things": [f"activity-{activity.pk}"], "principles": [principles[0].pk]}
    phone.post(picker, typed | {"note_en": "Every month"})
    phone.post(picker, typed | {"note_en": "Other words", "note_th": "ทุกเดือน"})
    row = practice.evidence.get()
    assert (row.note_th, row.note_en) == ("ทุกเดือน", "Every month")


def test_words_about_a_piece_removed_meanwhile_are_given_back(phone, at, complete):
    url = at("evidence_piece", complete.evidence.get().pk)
    phone.post(at("evidence_remove", complete.evidence.get().pk))
    page = phone.post(url, {"note_en": "Every month", "version": 1}, headers={"origin": "http://testserver"})
    assert page.status_code == 409
    assert "Every month" in page.content.decode()
    assert phone.get(url).status_code == 404


def test_both_languages_of_a_note_stand_before_those_who_judge(client_of, reviewer, at, complete):
    complete.evidence.update(note_th="ทุกเดือน", note_en="Every month")
    text = client_of(reviewer).get(at("review")).content.decode()
    assert "Every month" in text
    assert '<span lang="th">ทุกเดือน</span>' in text


def test_database_refuses_evidence_of_two_things(complete):
    row = complete.evidence.get()
    with pytest.raises(IntegrityError, match="evidence_is_one_thing"):
        Evidence.objects.filter(pk=row.pk).update(stop=row.activity.stop)


RATED = {
    "score": 3, "justification_en": "Seen twice.", "rated_on_day": "13", "rated_on_month": "3", "rated_on_year": "2567",
}  # fmt: skip


def test_officer_rates_a_principle_with_its_justification(phone, at, practice, principles, officer):
    page = phone.post(at("rate", principles[0].code), RATED)
    assert page.status_code == 302, page.context["form"].errors
    row = practice.ratings.get()
    assert (row.score, row.rated_by, row.justification_en) == (3, officer, "Seen twice.")


def test_one_principle_leads_to_the_next_until_all_are_rated(phone, at, practice, principles):
    first, *others = principles
    ways = [phone.post(at("rate", one.code), RATED)["Location"] for one in (*others, first)]
    assert ways[0] == at("rate", first.code)
    assert ways[-1] == at("ratings")


def test_a_rating_without_justification_is_asked_for_one(phone, at, practice, principles):
    page = phone.post(at("rate", principles[0].code), RATED | {"justification_en": ""})
    assert page.status_code == 422
    assert "justification_th" in page.context["form"].errors


def test_the_newest_rating_counts_and_the_older_ones_stay(phone, at, rate, principles):
    rate(2, 11)
    rate(4, 13)
    rate(1, 1)
    text = phone.get(at("ratings")).content.decode()
    assert "4 exemplary" in text
    assert "2 earlier ratings" in text


def test_the_same_rating_sent_twice_is_one(phone, at, practice, principles):
    typed = RATED | {"client_uuid": "3c0b1a52-0f5e-4a64-9d55-0b8f5d3f7a11"}
    for _time in range(2):
        phone.post(at("rate", principles[0].code), typed)
    assert practice.ratings.count() == 1


def test_database_keeps_ratings_as_they_were_given(rate):
    rate(2, 11)
    with pytest.raises(InternalError, match="Cannot update"):
        Rating.objects.update(score=4)


def test_after_publication_those_who_decide_rate_and_the_author_no_more(published, reviewer, officer, principles):
    values = {"principle": principles[0], "score": 4, "rated_on": dt.date(2024, 9, 1), "justification_en": "Better."}
    proof.rate(practice=published, by=reviewer, **values)
    with pytest.raises(Refused):
        proof.rate(practice=published, by=officer, **values)
    assert published.ratings.filter(principle=principles[0]).count() == 2


def link_all(practice, visit):
    """Link a stop, an activity and a conclusion of `visit`."""
    activity = Activity.objects.get(stop__visit=visit)
    things = [("stop", activity.stop_id), ("activity", activity.pk), ("conclusion", visit.conclusions.get().pk)]
    proof.add_evidence(practice=practice, by=practice.author, visit=visit, things=things)


@pytest.mark.parametrize(("name", "most"), [("write", 10), ("evidence", 13), ("ratings", 12), ("review", 20)])
def test_queries_grow_neither_with_evidence_nor_with_reports(
    phone, at, complete, approved_visit, officer, reviewer, director, name, most, django_assert_max_num_queries
):
    link_all(complete, approved_visit)
    with django_assert_max_num_queries(most) as before:
        phone.get(at(name))
    other = move(fill(make_visit(officer)), "submit", "endorse", "approve", reviewer=reviewer, director=director)
    link_all(complete, other)
    with django_assert_max_num_queries(len(before)):
        phone.get(at(name))


def test_a_publishable_photograph_stands_at_the_head(complete, phone, at):
    row = complete.evidence.get()
    page = phone.post(at("evidence_cover", row.pk))
    assert page.status_code == 403
    assert reverse("practices:evidence", args=[complete.code]) == at("evidence")
