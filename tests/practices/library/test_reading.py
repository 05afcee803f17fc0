"""One practice read: of the evidence each reader sees what the rooms of visits show them, and the rest as a number."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AccessEntry
from practices.workflow import PracticeState
from tests.factories import UserFactory
from tests.practices.library.conftest import SECRET, picture_of
from tests.practices.library.factories import adopt, advance, cite, rate, recognise
from visits.citations import Citations, circle_of
from visits.models import Visit
from visits.permissions import may_read_restricted


def page(client, practice, **query):
    return client.get(reverse("practices:detail", args=[practice.code]), query)


@pytest.fixture
def cited(candidate, filed_visit, shown, secret, take, publish, reviewer):
    """Published, and shown by a published report: an activity, a restricted one, a photograph of a child."""
    cite(candidate, filed_visit, "trust", activity=shown, note_en="They call first")
    cite(candidate, filed_visit, "trust", activity=secret)
    cite(candidate, filed_visit, "trust", photo=take(shows_child=True, caption="A child at the fair"))
    cite(candidate, filed_visit, "trust", photo=take())
    publish(filed_visit)
    return advance(candidate, PracticeState.PUBLISHED, by=reviewer)


@pytest.mark.parametrize(("language", "words"), [("en", "villagers trust"), ("th", "ชาวบ้านไว้วางใจ")])
def test_it_reads_in_the_readers_language(client_of, officer, practice, language, words):
    assert words in page(client_of(officer, language), practice).content.decode()


def test_stranger_and_partner_find_no_candidate(client_of, candidate, partner):
    stranger = UserFactory.create(areas=["TH2706"])
    assert page(client_of(stranger), candidate).status_code == page(client_of(partner), candidate).status_code == 404


def test_the_circle_reads_every_piece(client_of, cited, reviewer):
    text = page(client_of(reviewer), cited).content.decode()
    assert SECRET in text
    assert "They call first" in text
    assert "more piece" not in text


def test_reading_a_restricted_piece_is_recorded(client_of, cited, reviewer, filed_visit):
    page(client_of(reviewer), cited)
    entry = AccessEntry.objects.get(what=AccessEntry.What.RESTRICTED_READ)
    assert (entry.user, entry.subject) == (reviewer, filed_visit.reference)
    assert cited.code in entry.detail


def test_a_colleague_of_the_area_reads_all_but_the_restricted(client_of, cited):
    colleague = UserFactory.create(areas=["TH22"])
    text = page(client_of(colleague), cited).content.decode()
    assert "Villagers call the checkpoint" in text
    assert SECRET not in text
    assert "1 more piece of evidence" in text
    assert not AccessEntry.objects.exists()


def test_who_may_not_know_of_the_report_learns_only_how_many(client_of, cited, filed_visit):
    stranger = UserFactory.create(areas=["TH2706"])
    text = page(client_of(stranger), cited).content.decode()
    for word in (filed_visit.reference, "Villagers call", "They call first", SECRET, "A child at the fair"):
        assert word not in text
    assert "4 more pieces of evidence" in text


def test_a_partner_reads_what_the_public_edition_holds(client_of, cited, partner, filed_visit):
    text = page(client_of(partner), cited).content.decode()
    assert f"{reverse('visits:edition', args=[filed_visit.reference])}#" in text
    assert "Villagers call the checkpoint" in text
    assert "2 more pieces of evidence" in text
    assert SECRET not in text
    assert "A child at the fair" not in text


def test_an_open_photograph_is_shown_to_everybody(client_of, cited):
    browser = client_of(UserFactory.create(areas=["TH2706"]))
    (picture,) = page(browser, cited).context["reading"].pictures
    assert picture.url.startswith(f"/practices/{cited.code}/photos/")
    assert picture_of(browser, picture.url).startswith(b"\xff\xd8")


@pytest.mark.parametrize("fields", [{"shows_child": True}, {"restricted": True}, {"consent": "none"}])
def test_no_other_photograph_is_served_by_way_of_a_practice(
    client_of, candidate, filed_visit, take, publish, reviewer, partner, fields
):
    photo = take(**fields)
    candidate.cover = photo
    candidate.save()
    cite(candidate, filed_visit, photo=photo)
    publish(filed_visit)
    practice = advance(candidate, PracticeState.PUBLISHED, by=reviewer)
    url = reverse("practices:photo", args=[practice.code, photo.pk, "screen"])
    assert client_of(partner).get(url).status_code == 404
    assert page(client_of(partner), practice).context["reading"].cover is None


def test_a_cover_stays_inside_while_its_report_is_not_published(client_of, candidate, take, reviewer, partner):
    candidate.cover = take()
    candidate.save()
    practice = advance(candidate, PracticeState.PUBLISHED, by=reviewer)
    assert page(client_of(partner), practice).context["reading"].cover is None
    assert page(client_of(practice.author), practice).context["reading"].cover is not None


def test_each_principle_shows_reason_history_and_evidence(client_of, cited, reviewer):
    rate(cited, "trust", 2, on=dt.date(2023, 3, 1))
    axes = {axis.principle.code: axis for axis in page(client_of(reviewer), cited).context["reading"].axes}
    assert [row.score for row in axes["trust"].history] == [2, 4]
    assert axes["trust"].score == 4
    assert len(axes["trust"].pieces) == 4
    assert axes["prosperity"].score is None
    assert axes["law"].pieces == []


def test_adoptions_and_the_mark_of_a_model_site(client_of, practice, soi_dao, officer):
    adopt(practice, soi_dao)
    recognise(practice, valid_until=dt.date(2099, 1, 1))
    text = page(client_of(officer), practice).content.decode()
    for word in ("Soi Dao, Chanthaburi", "Reports doubled", "Kept up for more than two years", "1 January 2099"):
        assert word in text


def test_the_visit_behind_an_adoption_is_shown_to_those_who_may_know_of_it(
    client_of, practice, soi_dao, approved_visit, officer
):
    adopt(practice, soi_dao, visit=approved_visit)
    outside = UserFactory.create(areas=["TH2706"])
    assert approved_visit.get_absolute_url() in page(client_of(officer), practice).content.decode()
    assert approved_visit.reference not in page(client_of(outside), practice).content.decode()


def test_each_reader_is_offered_the_way_that_is_theirs(client_of, candidate, officer, reviewer):
    write, review = (reverse(f"practices:{name}", args=[candidate.code]) for name in ("write", "review"))
    for person, offered, kept in ((officer, write, review), (reviewer, review, write)):
        text = page(client_of(person), candidate).content.decode()
        assert f'href="{offered}"' in text
        assert f'href="{kept}"' not in text
        assert client_of(person).get(offered).status_code == 200


def test_what_decided_a_step_is_told_to_those_inside(client_of, practice, reviewer):
    outside = UserFactory.create(areas=["TH2706"])
    assert "ตรวจแล้ว" in page(client_of(reviewer), practice).content.decode()
    assert "ตรวจแล้ว" not in page(client_of(outside), practice).content.decode()


@pytest.mark.parametrize("person", ["officer", "reviewer", "director", "center_staff"])
def test_the_circle_is_the_one_of_the_report(request, filed_visit, person):
    user = request.getfixturevalue(person)
    assert bool(circle_of(user, [filed_visit])) == may_read_restricted(user, filed_visit)


def test_the_public_edition_of_a_superseded_report_is_closed(filed_visit, take, publish):
    photo = take()
    publish(filed_visit)
    assert Citations(None, [filed_visit]).is_open(photo)
    Visit.objects.filter(pk=filed_visit.pk).update(superseded_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert not Citations(None, [filed_visit]).is_open(photo)


@pytest.mark.parametrize(("language", "words"), [("en", "People wait in the shade"), ("th", "The checkpoint at dusk")])
def test_a_photograph_is_captioned_by_what_it_shows_in_the_readers_language(
    client_of, officer, candidate, filed_visit, take, language, words
):
    cite(candidate, filed_visit, "trust", photo=take(), note_en="People wait in the shade")
    reading = page(client_of(officer, language), candidate).context["reading"]
    assert [(one.caption, one.alt) for one in reading.pictures] == [(words, words)]


def test_what_a_photograph_shows_captions_the_cover_too(client_of, officer, candidate, filed_visit, take):
    candidate.cover = take()
    candidate.save()
    cite(candidate, filed_visit, "trust", photo=candidate.cover, note_en="People wait in the shade")
    assert page(client_of(officer), candidate).context["reading"].cover.caption == "People wait in the shade"


def test_the_note_of_a_photograph_outside_ones_reports_is_not_told(
    client_of, candidate, filed_visit, take, publish, reviewer
):
    """The photograph is open to everybody since its report was published; the piece of evidence is only counted."""
    cite(candidate, filed_visit, "trust", photo=take(), note_en="People wait in the shade")
    publish(filed_visit)
    advance(candidate, PracticeState.PUBLISHED, by=reviewer)
    stranger = UserFactory.create(areas=["TH2706"])
    reading = page(client_of(stranger), candidate).context["reading"]
    assert ([one.caption for one in reading.pictures], reading.hidden) == (["The checkpoint at dusk"], 1)
