"""What came of a practice: adoptions elsewhere, also after publication, and its site as a model."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.roles import Role
from practices.models import Adoption, ModelSite
from practices.workflow import PracticeState as State
from tests.factories import DistrictFactory, UserFactory

SINCE = {"started_on_day": "1", "started_on_month": "2", "started_on_year": "2567"}


@pytest.fixture
def aranyaprathet(thailand):
    return DistrictFactory.create(code="2706")


@pytest.fixture
def neighbour(aranyaprathet):
    return UserFactory.create(role=Role.OFFICER, areas=["TH2706"])


@pytest.fixture
def typed(aranyaprathet):
    return {"district": aranyaprathet.pk, "result": "running", "is_mine": "on", "adapted_en": "Market days", **SINCE}


@pytest.fixture
def adoption(client_of, neighbour, at, published, typed):
    client_of(neighbour).post(at("adoption_new"), typed)
    return Adoption.objects.get()


def test_officer_elsewhere_records_an_adoption_of_a_published_practice(adoption, neighbour):
    assert (adoption.owner, adoption.created_by) == (neighbour, neighbour)


def test_a_partner_reads_how_it_went_and_not_who_answers_for_it(client_of, partner, at, adoption, neighbour):
    text = client_of(partner).get(at("adoptions")).content.decode()
    assert "Market days" in text
    assert neighbour.name_en not in text


def test_an_adoption_sent_twice_is_one(client_of, neighbour, at, published, typed):
    page = client_of(neighbour).get(at("adoption_new"))
    again = typed | {"client_uuid": page.context["form"]["client_uuid"].value()}
    for _time in range(2):
        client_of(neighbour).post(at("adoption_new"), again)
    assert Adoption.objects.count() == 1


def test_an_adoption_outside_my_areas_is_no_choice(phone, at, published, typed):
    assert phone.post(at("adoption_new"), typed).status_code == 422


def test_a_result_is_asked_for_in_words(client_of, neighbour, at, published, typed):
    page = client_of(neighbour).post(at("adoption_new"), typed | {"result": "worked"})
    assert page.status_code == 422
    assert "outcome_th" in page.context["form"].errors


def test_an_unknown_report_is_refused_at_the_field(client_of, neighbour, at, published, typed, approved_visit):
    page = client_of(neighbour).post(at("adoption_new"), typed | {"reference": approved_visit.reference})
    assert "reference" in page.context["form"].errors


def test_who_answers_for_it_says_how_it_went(client_of, neighbour, at, adoption, typed):
    done = typed | {"version": adoption.version, "result": "worked", "outcome_en": "Fewer complaints."}
    assert client_of(neighbour).post(at("adoption", adoption.pk), done).status_code == 302
    adoption.refresh_from_db()
    assert (adoption.result, adoption.outcome_en, adoption.version) == ("worked", "Fewer complaints.", 2)


def test_a_conflict_on_an_adoption_keeps_what_was_typed_and_says_who(
    client_of, neighbour, reviewer, at, adoption, typed
):
    words = {"owner_name": "District office", "adapted_en": "Changed by the reviewer"}
    first = typed | words | {"version": 1, "is_mine": ""}
    assert client_of(reviewer).post(at("adoption", adoption.pk), first).status_code == 302
    page = client_of(neighbour).post(at("adoption", adoption.pk), typed | {"version": 1, "adapted_en": "Typed"})
    text = page.content.decode()
    assert (page.status_code, page.context["version"]) == (409, 2)
    assert f"{reviewer.name_en} saved a newer version" in text
    assert "Typed" in text
    assert "Changed by the reviewer" in text


def test_how_it_went_is_told_in_the_language_it_has_and_marked(client_of, director, adoption, published):
    adoption.outcome_th, adoption.result = "ร้องเรียนน้อยลง", "worked"
    adoption.save()
    page = reverse("practices:detail", args=[published.code])
    assert '<span lang="th">ร้องเรียนน้อยลง</span>' in client_of(director).get(page).content.decode()
    assert '<span lang="en">Market days</span>' in client_of(director, "th").get(page).content.decode()
    adoption.outcome_en = "Fewer complaints."
    adoption.save()
    text = client_of(director).get(page).content.decode()
    assert "Fewer complaints." in text
    assert "ร้องเรียนน้อยลง" not in text


def test_somebody_else_does_not_change_an_adoption(phone, at, adoption):
    assert phone.get(at("adoption", adoption.pk)).status_code == 403


def test_reviewer_marks_it_adopted_once_there_is_an_adoption(take, adoption, published, reviewer):
    assert take(reviewer, published, State.ADOPTED).status_code == 302


SITE = {
    "criteria_en": "Meetings every month", "recognised_by_en": "Foreign Affairs Division",
    "recognised_on_day": "1", "recognised_on_month": "2", "recognised_on_year": "2567",
}  # fmt: skip


def test_director_recognises_a_model_site(client_of, director, at, published):
    page = client_of(director).post(at("model_site"), SITE | {"version": 0})
    assert page.status_code == 302
    assert ModelSite.objects.get(practice=published).recognised_by_en == "Foreign Affairs Division"


def test_of_two_who_recognise_it_the_second_sees_what_the_first_wrote(client_of, director, reviewer, at, published):
    client_of(reviewer).post(at("model_site"), SITE | {"version": 0})
    page = client_of(director).post(at("model_site"), SITE | {"version": 0, "criteria_en": "Written meanwhile"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Meetings every month" in text
    assert "Written meanwhile" in text
    assert f"{reviewer.name_en} saved a newer version" in text


def test_a_candidate_is_no_model_site_yet(client_of, director, at, practice):
    assert client_of(director).get(at("model_site")).status_code == 403


def test_the_author_does_not_recognise_their_own_site(phone, at, published):
    assert phone.get(at("model_site")).status_code == 403


def test_a_model_site_without_criteria_is_asked_for_them(client_of, director, at, published):
    page = client_of(director).post(at("model_site"), SITE | {"version": 0, "criteria_en": ""})
    assert page.status_code == 422


def test_a_model_site_recognised_by_nobody_is_asked_by_whom(client_of, director, at, published):
    page = client_of(director).post(at("model_site"), SITE | {"version": 0, "recognised_by_en": ""})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["recognised_by_th"]


def test_database_refuses_a_model_site_recognised_by_nobody(client_of, director, at, published):
    client_of(director).post(at("model_site"), SITE | {"version": 0})
    with pytest.raises(IntegrityError, match="model_site_recognised_by_somebody"):
        ModelSite.objects.update(recognised_by_en="")


def test_database_refuses_a_result_without_words(adoption):
    with pytest.raises(IntegrityError, match="adoption_result_in_words"):
        Adoption.objects.update(result="worked")
