"""Saved views: addresses under a name, one's own or shared; never anybody's figures."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reports.models import SavedView
from tests.factories import UserFactory

VIEWS = reverse("reports:views")
ASKED = {"period": "fy2569", "district": "2204", "page": "dashboard_work"}


def save(browser, name="Pong Nam Ron", asked=ASKED, **data):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return browser.post(f"{VIEWS}?{query}", {"name": name, **data})


def page_of(view, name="view"):
    return reverse(f"reports:{name}", args=[view.pk])


@pytest.fixture
def browser(client_of, director, pong_nam_ron):
    return client_of(director, "en")


@pytest.fixture
def view(browser):
    save(browser, is_shared="on")
    return SavedView.objects.get()


def test_what_is_seen_is_saved_under_a_name(browser):
    answer = save(browser)
    assert answer.url == f"{reverse('reports:dashboard_work')}?period=fy2569&district=2204"
    assert "Pong Nam Ron" in browser.get(VIEWS).content.decode()


def test_what_cannot_be_read_is_not_saved(browser):
    save(browser, asked={"period": "x", "province": "99", "level": "major", "rows": "all"})
    assert SavedView.objects.get().query == "period=12m"


def test_a_name_is_needed(browser):
    answer = save(browser, name=" ", is_shared="on")
    assert answer.status_code == 422
    assert answer.context["form"]["is_shared"].value()
    assert not SavedView.objects.exists()


def test_a_name_is_given_once(browser, view):
    answer = save(browser)
    assert answer.status_code == 422
    assert "You have another view of this name." in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_another_name_and_no_longer_shared(browser, view):
    answer = browser.post(page_of(view), {"name": "Our district", "version": view.version})
    view.refresh_from_db()
    assert answer.url == VIEWS
    assert (view.name, view.is_shared, view.version) == ("Our district", False, 2)


def test_who_comes_second_is_told(browser, view):
    browser.post(page_of(view), {"name": "First", "version": view.version})
    answer = browser.post(page_of(view), {"name": "Second", "version": view.version})
    assert answer.status_code == 409
    assert answer.context["form"]["name"].value() == "Second"
    assert SavedView.objects.get().name == "First"


@pytest.mark.parametrize(("areas", "sees"), [(["TH"], True), (["TH22"], True), (["TH2207"], True), ([], False)])
def test_shared_views_reach_those_whose_areas_meet(client_of, view, soi_dao, areas, sees):
    other = UserFactory.create(role="reviewer", areas=areas)
    assert (view.name in client_of(other).get(VIEWS).content.decode()) == sees


def test_shared_within_a_province_is_not_seen_in_another(client_of, soi_dao):
    owner = UserFactory.create(role="reviewer", areas=["TH2207"])
    save(client_of(owner), is_shared="on")
    for areas, sees in ((["TH2204"], False), (["TH27"], False), (["TH22"], True), (["TH2207"], True)):
        other = UserFactory.create(role="director", areas=areas)
        assert SavedView.objects.visible_to(other).exists() == sees, areas


def test_what_is_not_shared_is_nobody_elses(client_of, reviewer, view):
    SavedView.objects.update(is_shared=False)
    other = client_of(reviewer)
    assert view.name not in other.get(VIEWS).content.decode()
    for name in ("view", "view_start", "view_remove"):
        assert other.post(page_of(view, name), {"name": "Mine", "version": 1}).status_code == 404


def test_what_is_shared_is_changed_by_its_owner_alone(client_of, reviewer, view):
    other = client_of(reviewer, "en")
    for name in ("view", "view_start", "view_remove"):
        answer = other.post(page_of(view, name), {"name": "Mine", "version": 1})
        assert answer.status_code == 403
        assert "somebody else" in answer.content.decode()
    assert SavedView.objects.get().name == "Pong Nam Ron"


def test_signing_in_leads_to_the_start_page(browser, view):
    assert browser.get("/start/").url == "/"
    browser.post(page_of(view, "view_start"), {"start": "1"})
    assert browser.get("/start/").url == view.get_absolute_url()
    browser.post(page_of(view, "view_start"), {"start": ""})
    assert browser.get("/start/").url == "/"


def test_there_is_one_start_page(browser, director, view):
    save(browser, name="Other")
    other = SavedView.objects.get(name="Other")
    for one in (view, other):
        browser.post(page_of(one, "view_start"), {"start": "1"})
    assert SavedView.objects.get(is_start=True) == other
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.update(is_start=True)


def test_who_lost_the_dashboard_starts_at_home(browser, director, view):
    browser.post(page_of(view, "view_start"), {"start": "1"})
    director.role = "officer"
    director.save()
    assert browser.get("/start/").url == "/"


def test_a_view_is_removed(browser, view):
    assert browser.post(page_of(view, "view_remove")).url == VIEWS
    assert not SavedView.objects.exists()
