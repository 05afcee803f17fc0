"""Adding several photographs at once, and saying what they show."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.factories import make_activity, make_stop
from tests.visits.media import samples
from visits.models import MissionMember, Photo, SectionSave, Visit


@pytest.fixture
def address(visit: Visit) -> str:
    return reverse("visits:photos", args=[visit.reference])


@pytest.fixture
def web(officer: User, client_of: Callable[..., Client]) -> Client:
    return client_of(officer)


def sending(*files: Any, version: int = 0, **fields: Any) -> dict[str, Any]:
    values = {"version": version, "batch": uuid.uuid4(), "classification": "normal", "pictures": list(files)}
    return {**values, **fields}


def card(photo: Photo, **fields: Any) -> dict[str, Any]:
    """The card of a photograph as the page sends it, with what is told."""
    values = {"caption": photo.caption, "where": "", "consent": photo.consent} | fields
    return {f"p{photo.pk}-{name}": value for name, value in values.items()}


def version_of(visit: Visit) -> int:
    return SectionSave.objects.get(visit=visit, section="photos").version


def test_several_photographs_are_added_at_once(web: Client, address: str, visit: Visit):
    other = samples.photo("b.jpg", image=samples.drawing(640, 480))
    response = web.post(address, sending(samples.photo("a.jpg"), other, add="1"), follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "2 photographs are stored safely" in response.content.decode()
    assert sorted(visit.photos.values_list("file_name", flat=True)) == ["a.jpg", "b.jpg"]


def test_one_taken_with_the_camera_is_added_as_well(web: Client, address: str, visit: Visit):
    web.post(address, sending(camera=[samples.photo()]))
    assert visit.photos.count() == 1


def test_a_refused_file_does_not_cost_the_others(web: Client, address: str, visit: Visit):
    bad = samples.upload(b"<html>", "page.jpg")
    response = web.post(address, sending(samples.photo("good.jpg"), bad))
    page = response.content.decode()
    assert response.status_code == 422
    assert "<b>page.jpg</b>: This is not a JPEG" in page
    assert visit.photos.get().file_name == "good.jpg"
    assert f'id="photo-{visit.photos.get().pk}"' in page


@pytest.mark.parametrize("level", ["confidential", "secret", "top_secret"])
def test_what_is_classified_is_refused_with_where_to_send_it(level: str, web: Client, address: str, visit: Visit):
    response = web.post(address, sending(samples.photo(), classification=level))
    assert response.status_code == 422
    assert "Rules on Maintenance of Official Secrets BE 2544" in response.content.decode()
    assert not visit.photos.exists()


def test_sent_twice_they_are_added_once(web: Client, address: str, visit: Visit):
    batch = uuid.uuid4()
    for _ in range(2):
        response = web.post(address, sending(samples.photo(), batch=batch))
        assert response.status_code == 302
    assert (visit.photos.count(), version_of(visit)) == (1, 1)


def test_those_sent_ahead_one_by_one_are_counted_at_the_end(web: Client, address: str, visit: Visit):
    batch = uuid.uuid4()
    for edge in (100, 200):
        response = web.post(address, sending(samples.photo(image=samples.drawing(edge, 100)), batch=batch, ahead="1"))
        assert (response.status_code, response.content) == (204, b"")
    page = web.post(address, sending(batch=batch, version=2, stored="2", add="1"), follow=True).content.decode()
    assert "2 photographs are stored safely" in page
    assert visit.photos.count() == 2


def test_one_sent_ahead_and_refused_is_said(web: Client, address: str, visit: Visit):
    response = web.post(address, sending(samples.upload(b"<html>", "page.jpg"), ahead="1"))
    assert (response.status_code, "<b>page.jpg</b>: This is not a JPEG" in response.text) == (422, True)


def test_what_was_typed_is_stored_and_leads_on(web: Client, address: str, visit: Visit, add_photo: Any):
    photo, activity = add_photo(visit), make_activity(make_stop(visit))
    typed = card(photo, caption="ตลาด\u0e4d\u0e32", where=f"a{activity.pk}", consent="written", shows_child="on")
    response = web.post(address, sending(version=1, **typed))
    photo.refresh_from_db()
    assert response["Location"] == reverse("visits:documents", args=[visit.reference])
    assert (photo.activity, photo.stop, photo.consent) == (activity, activity.stop, "written")
    assert photo.shows_child
    assert not photo.is_publishable


def test_a_photograph_of_trafficking_is_restricted(web: Client, address: str, visit: Visit, add_photo: Any):
    photo = add_photo(visit)
    web.post(address, sending(version=1, **card(photo, may_concern_tip="on")))
    photo.refresh_from_db()
    assert photo.restricted


def test_a_photograph_of_a_restricted_activity_is_restricted(web: Client, address: str, visit: Visit, add_photo: Any):
    photo, activity = add_photo(visit), make_activity(make_stop(visit), restricted=True)
    web.post(address, sending(version=1, **card(photo, where=f"a{activity.pk}")))
    photo.refresh_from_db()
    assert photo.restricted


def test_the_cameras_account_is_only_a_suggestion(web: Client, address: str, visit: Visit, add_photo: Any):
    photo = add_photo(visit, samples.upload(samples.telling_jpeg(), "a.jpg"))
    page = web.get(address).content.decode()
    assert "Saturday 11 March 2023, 09:30 · 12.92650, 102.49350" in page
    assert (photo.taken_at, photo.point) == (None, None)
    web.post(address, sending(version=1, **card(photo, as_camera="on")))
    photo.refresh_from_db()
    assert photo.taken_at.isoformat() == "2023-03-11T02:30:00+00:00"
    assert photo.point.coords == (102.4935, 12.9265)


def test_a_place_of_another_report_is_no_choice(web: Client, address: str, visit: Visit, add_photo: Any):
    response = web.post(address, sending(version=1, **card(add_photo(visit), where="s999", caption="Kept words")))
    assert response.status_code == 422
    assert "Kept words" in response.content.decode()


def test_somebody_saved_meanwhile(web: Client, address: str, visit: Visit, add_photo: Any):
    photo = add_photo(visit)
    web.post(address, sending(version=1, **card(photo, caption="Theirs")))
    late = sending(samples.photo("late.jpg", image=samples.drawing(200, 100)), version=1, **card(photo, caption="Mine"))
    response = web.post(address, late)
    page = response.content.decode()
    photo.refresh_from_db()
    assert response.status_code == 409
    assert photo.caption == "Theirs"
    assert all(words in page for words in ("Theirs", "Mine", f'name="version" value="{version_of(visit)}"'))
    assert visit.photos.filter(file_name="late.jpg").exists()


def test_saying_there_are_none_counts_as_saved(web: Client, address: str, visit: Visit):
    web.post(address, sending())
    assert version_of(visit) == 1


def test_photographs_are_added_while_pictures_are_being_prepared(
    web: Client, address: str, visit: Visit, add_photo: Any
):
    photo = add_photo(visit)
    page = web.get(address).content.decode()
    small = reverse("visits:photo", args=[visit.reference, photo.pk, "thumb"])
    assert f'data-photo-pending="{small}"' in page
    assert f'<img src="{small}"' not in page


def test_one_photograph_has_a_page_for_all_of_it(web: Client, visit: Visit, photo: Photo):
    address = reverse("visits:photo_edit", args=[visit.reference, photo.pk])
    page = web.get(address).content.decode()
    assert photo.sha256 in page
    typed = {"version": 1, "consent": "written", "caption": "Bridge", "lat": "12.9265", "lon": "102.4935"}
    when = {"taken_at_day": "11", "taken_at_month": "3", "taken_at_year": "2566", "taken_at_time": "09:30"}
    assert web.post(address, typed | when).status_code == 302
    photo.refresh_from_db()
    assert photo.caption == "Bridge"
    assert photo.taken_at is not None
    assert photo.taken_at.isoformat() == "2023-03-11T02:30:00+00:00"


def test_half_a_position_is_asked_for_again(web: Client, visit: Visit, photo: Photo):
    address = reverse("visits:photo_edit", args=[visit.reference, photo.pk])
    response = web.post(address, {"version": 1, "consent": "written", "caption": "Kept", "lat": "12.9"})
    assert response.status_code == 422
    assert "Enter latitude and longitude, or neither." in response.content.decode()


def test_removing_is_asked_for_first(web: Client, visit: Visit, photo: Photo):
    address = reverse("visits:photo_remove", args=[visit.reference, photo.pk])
    assert "Remove this?" in web.get(address).content.decode()
    assert visit.photos.exists()
    web.post(address)
    assert not visit.photos.exists()


PAGES = ["photos", "documents"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 404), ("partner", 403), ("auditor", 403), ("admin", 403), ("center_staff", 403)]
)
def test_only_the_mission_files_them(name: str, who: str, status: int, visit: Visit, request: Any, client_of: Any):
    client = client_of(request.getfixturevalue(who))
    address = reverse(f"visits:{name}", args=[visit.reference])
    expected = 403 if who == "reviewer" else status
    assert client.get(address).status_code == client.post(address, sending()).status_code == expected


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_on_the_mission_files_them_a_stranger_does_not(name: str, visit: Visit, client_of: Any):
    colleague = UserFactory.create(role=Role.OFFICER)
    address = reverse(f"visits:{name}", args=[visit.reference])
    assert client_of(colleague).get(address).status_code == 404
    MissionMember.objects.create(visit=visit, user=colleague, name="Colleague")
    assert client_of(colleague).get(address).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_report_that_was_sent_takes_no_more(name: str, submitted_visit: Visit, web: Client):
    response = web.post(reverse(f"visits:{name}", args=[submitted_visit.reference]), sending(samples.photo()))
    assert response.status_code == 403
    assert not submitted_visit.photos.exists()


def test_the_page_costs_the_same_with_one_and_twelve(
    web: Client, address: str, visit: Visit, add_photo: Any, django_assert_num_queries: DjangoAssertNumQueries
):
    add_photo(visit)
    web.get(address)
    with django_assert_num_queries(8) as counted:
        web.get(address)
    for edge in range(100, 111):
        add_photo(visit, samples.photo(image=samples.drawing(edge, 100)))
    with django_assert_num_queries(len(counted)):
        web.get(address)
