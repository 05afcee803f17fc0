"""The library without signing in: shut unless the site opens it, and then only what is public by every rule."""

import pytest
from django.urls import reverse

from practices.models import Practice
from practices.workflow import PracticeState
from tests.practices.library.conftest import SECRET, picture_of
from tests.practices.library.factories import adopt, advance, cite

LIST = reverse("library:list")


@pytest.fixture
def is_open(settings):
    settings.PUBLIC_LIBRARY = True


@pytest.fixture
def cited(candidate, filed_visit, shown, secret, take, publish, reviewer):
    candidate.cover = take(caption="An open cover")
    candidate.save()
    cite(candidate, filed_visit, "trust", activity=shown, note_en="They call first")
    cite(candidate, filed_visit, "trust", activity=secret)
    cite(candidate, filed_visit, photo=take(shows_child=True, caption="A child at the fair"))
    publish(filed_visit)
    return advance(candidate, PracticeState.PUBLISHED, by=reviewer)


def test_it_is_shut_by_default(client, cited):
    for route, args in (("list", []), ("detail", [cited.code]), ("photo", [cited.code, cited.cover_id, "screen"])):
        assert client.get(reverse(f"library:{route}", args=args)).status_code == 404


def test_only_what_is_published_stands_there(client, is_open, practice, officer, soi_dao):
    other = Practice.objects.create(code="BP-2567-9999", author=officer, district=soi_dao, theme="health")
    page = client.get(LIST, {"state": "candidate"})
    assert [card.code for card in page.context["cards"]] == [practice.code]
    assert client.get(reverse("library:detail", args=[other.code])).status_code == 404


def test_no_evidence_no_contact_no_names(client, is_open, cited, filed_visit, soi_dao):
    adopt(cited, soi_dao, owner_name="Name of a person")
    client.cookies["django_language"] = "en"
    text = client.get(reverse("library:detail", args=[cited.code])).content.decode()
    assert "Soi Dao" in text
    for word in (filed_visit.reference, "Villagers call", "They call first", SECRET, "A child at the fair",
                 "more piece", "Mobile of the author", "Name of a person", "Person officer", "/visits/"):  # fmt: skip
        assert word not in text


def test_photographs_are_the_open_ones(client, is_open, cited, filed_visit):
    page = client.get(reverse("library:detail", args=[cited.code]))
    assert picture_of(client, page.context["reading"].cover.url).startswith(b"\xff\xd8")
    closed = filed_visit.photos.get(shows_child=True)
    assert page.context["reading"].pictures == []
    assert client.get(reverse("library:photo", args=[cited.code, closed.pk, "screen"])).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "villagers trust"), ("th", "ชาวบ้านไว้วางใจ")])
def test_it_reads_in_the_language_chosen(client, is_open, practice, language, words):
    client.cookies["django_language"] = language
    assert words in client.get(LIST).content.decode()
    assert words in client.get(reverse("library:detail", args=[practice.code])).content.decode()


def test_what_was_taken_back_is_gone(client, is_open, practice):
    Practice.objects.filter(pk=practice.pk).update(state=PracticeState.CANDIDATE)
    assert client.get(reverse("library:detail", args=[practice.code])).status_code == 404


def test_a_signed_in_reader_leaves_no_copy_in_shared_caches(client_of, officer, is_open, practice):
    assert client_of(officer).get(LIST)["Cache-Control"] == "private, no-store"
