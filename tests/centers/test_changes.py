"""Who may change a center and its roster, and what happens when two do."""

import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from centers.models import Center

PAGES = ("edit", "position", "status", "roster")


def facts(center, **changes):
    names = ("name_th", "name_en", "aliases", "address", "hotline", "version")
    return {**{name: getattr(center, name) for name in names}, "district": center.district_id, **changes}


def rows(center, *seats, **changes):
    data = {"version": center.version, "seats-TOTAL_FORMS": len(seats), "seats-INITIAL_FORMS": 0, **changes}
    for number, seat in enumerate(seats):
        data |= {f"seats-{number}-{name}": value for name, value in seat.items()}
    return data


CHIEF = {"role": "head", "position": "นายอำเภอ", "name": "ก. ตัวอย่าง"}


@pytest.mark.parametrize("name", PAGES)
def test_staff_keep_their_own_center(client_of, center_staff, center, name):
    assert client_of(center_staff).get(f"{center.get_absolute_url()}{name}/").status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_staff_do_not_keep_another_center(client_of, center_staff, other_center, name):
    answer = client_of(center_staff, "en").get(f"{other_center.get_absolute_url()}{name}/")
    assert answer.status_code == 403
    assert "own center only" in answer.content.decode()


@pytest.mark.parametrize("name", [*PAGES, "retire"])
def test_officers_read_and_do_not_change(client_of, officer, center, name):
    assert client_of(officer).get(center.get_absolute_url()).status_code == 200
    assert client_of(officer).post(f"{center.get_absolute_url()}{name}/").status_code == 403


def test_partners_and_auditors_have_no_part_in_it(client_of, partner, auditor, center):
    for person in (partner, auditor):
        assert client_of(person).get(center.get_absolute_url()).status_code == 403


def test_staff_neither_add_nor_retire_centers(client_of, center_staff, center):
    browser = client_of(center_staff)
    assert browser.get("/centers/new/").status_code == 403
    assert browser.get(f"{center.get_absolute_url()}retire/").status_code == 403


def test_a_center_added_twice_by_a_double_click_is_one(client_of, reviewer, center, soi_dao):
    typed = facts(center, district=soi_dao.pk, version="", client_uuid=str(uuid.uuid4()))
    answers = [client_of(reviewer).post("/centers/new/", typed) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/centers/soi-dao/"] * 2
    assert Center.objects.filter(district=soi_dao).count() == 1


def test_a_reviewer_adds_a_center(client_of, reviewer, center, soi_dao):
    answer = client_of(reviewer).post("/centers/new/", facts(center, district=soi_dao.pk, version=""))
    assert answer["Location"] == "/centers/soi-dao/"


def test_a_reviewer_retires_a_center_with_a_reason(client_of, reviewer, center):
    url = f"{center.get_absolute_url()}retire/"
    assert client_of(reviewer).post(url, {"version": 1, "reason": "ควบรวม"}).status_code == 302
    assert Center.objects.get().retired_reason == "ควบรวม"


def test_a_status_sent_twice_is_one(client_of, center_staff, center):
    day = timezone.localdate()
    parts = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    typed = {"status": "functional", "source": "ตรวจแล้ว", "client_uuid": str(uuid.uuid4()), **parts}
    for _ in range(2):
        answer = client_of(center_staff).post(f"{center.get_absolute_url()}status/", typed)
        assert answer["Location"] == center.get_absolute_url()
    assert center.status_events.get().recorded_by == center_staff


def test_the_second_of_two_editors_is_told(client_of, reviewer, center_staff, center):
    url = f"{center.get_absolute_url()}edit/"
    client_of(reviewer).post(url, facts(center, hotline="1300"))
    answer = client_of(center_staff, "en").post(url, facts(center, hotline="1567"))
    assert answer.status_code == 409
    assert answer.context["changes"] == [("Public hotline", "1300", "1567")]
    assert Center.objects.get().hotline == "1300"


def test_a_seat_is_added_and_an_empty_row_is_not(client_of, center_staff, center):
    data = rows(center, CHIEF, {"role": "", "position": ""})
    assert client_of(center_staff).post(f"{center.get_absolute_url()}roster/", data).status_code == 302
    assert [seat.position for seat in center.members.all()] == ["นายอำเภอ"]


def test_a_seat_is_changed_and_removed(client_of, center_staff, center, head):
    url = f"{center.get_absolute_url()}roster/"
    seat = {**CHIEF, "id": head.pk, "name": "ข. ตัวอย่าง"}
    client_of(center_staff).post(url, rows(center, seat, **{"seats-INITIAL_FORMS": 1}))
    assert center.members.get().name == "ข. ตัวอย่าง"
    removed = rows(center, {**seat, "DELETE": "on"}, **{"seats-INITIAL_FORMS": 1, "version": 2})
    client_of(center_staff).post(url, removed)
    assert not center.members.exists()


def test_a_seat_of_another_center_cannot_be_taken(client_of, center_staff, center, other_center):
    theirs = other_center.members.create(role="head", position="นายอำเภอ")
    data = rows(center, {**CHIEF, "id": theirs.pk}, **{"seats-INITIAL_FORMS": 1})
    client_of(center_staff).post(f"{center.get_absolute_url()}roster/", data)
    theirs.refresh_from_db()
    assert (theirs.center, theirs.name) == (other_center, "")


def test_a_roster_changed_meanwhile_is_not_overwritten(client_of, center_staff, center):
    Center.objects.update(version=2)
    answer = client_of(center_staff).post(f"{center.get_absolute_url()}roster/", rows(center, CHIEF))
    assert answer.status_code == 409
    assert "ก. ตัวอย่าง" in answer.content.decode()
    assert not center.members.exists()


def test_a_seat_without_its_role_is_explained(client_of, center_staff, center):
    data = rows(center, {"role": "", "position": "กำนัน"})
    answer = client_of(center_staff).post(f"{center.get_absolute_url()}roster/", data)
    assert answer.status_code == 422
    assert "กำนัน" in answer.content.decode()


def test_constraint_center_retired_at_and_by(center):
    with pytest.raises(IntegrityError, match="center_retired_at_and_by"):
        Center.objects.update(retired_at=timezone.now())


def test_the_administrator_gives_a_center_its_staff(client_of, admin, center, center_staff):
    center.staff.clear()
    url = f"/admin/centers/center/{center.pk}/change/"
    assert client_of(admin).get(url).status_code == 200
    assert client_of(admin).post(url, {"staff": [center_staff.pk]}).status_code == 302
    assert center.staff.get() == center_staff
