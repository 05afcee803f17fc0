"""Who may change a border point, and what happens when two do."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from checkpoints.models import Checkpoint, Kind, PointStatus
from tests.factories import ProvinceFactory

PAGES = ("edit", "position", "status", "retire")


def facts(checkpoint, **changes):
    return {
        "kind": checkpoint.kind,
        "name_th": checkpoint.name_th,
        "name_en": checkpoint.name_en,
        "aliases": checkpoint.aliases,
        "province": checkpoint.province_id,
        "district": checkpoint.district_id,
        "version": checkpoint.version,
        **changes,
    }


def position(checkpoint, **changes):
    return {
        "lat": "13.0812",
        "lon": "102.4511",
        "confidence": "H",
        "source": "GPS",
        "version": checkpoint.version,
        **changes,
    }


def status(**changes):
    today = timezone.localdate()
    parts = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    return {"status": "open", "source": "คำสั่ง", **parts, **changes}


@pytest.mark.parametrize("name", PAGES)
def test_an_officer_of_the_area_may(client_of, officer, ban_laem, name):
    assert client_of(officer).get(f"{ban_laem.get_absolute_url()}{name}/").status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_an_officer_of_another_area_is_told_why_not(client_of, officer, khlong_luek, name):
    answer = client_of(officer, "en").get(f"{khlong_luek.get_absolute_url()}{name}/")
    assert answer.status_code == 403
    assert "outside your areas" in answer.content.decode()


@pytest.mark.parametrize("name", ["", *[f"{name}/" for name in PAGES]])
def test_partners_and_auditors_have_no_part_in_it(client_of, partner, auditor, ban_laem, name):
    for person in (partner, auditor):
        assert client_of(person).get(f"{ban_laem.get_absolute_url()}{name}").status_code == 403


def test_center_staff_read_and_do_not_change(client_of, center_staff, ban_laem):
    browser = client_of(center_staff)
    assert browser.get(ban_laem.get_absolute_url()).status_code == 200
    assert browser.post(f"{ban_laem.get_absolute_url()}edit/", facts(ban_laem)).status_code == 403


def test_reviewers_and_administrators_change_points_everywhere(client_of, reviewer, admin, khlong_luek):
    for person in (reviewer, admin):
        assert client_of(person).get(f"{khlong_luek.get_absolute_url()}edit/").status_code == 200


def test_an_unknown_point_is_not_found(client_of, officer, db):
    assert client_of(officer).get("/checkpoints/nowhere/").status_code == 404


def test_an_edit_is_saved_as_the_next_version(client_of, officer, ban_laem):
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}edit/", facts(ban_laem, name_en="Ban Laem gate"))
    assert answer.status_code == 302
    ban_laem.refresh_from_db()
    assert (ban_laem.name_en, ban_laem.version) == ("Ban Laem gate", 2)


def test_the_second_of_two_editors_is_told_and_keeps_the_text(client_of, officer, reviewer, ban_laem):
    url = f"{ban_laem.get_absolute_url()}edit/"
    client_of(reviewer).post(url, facts(ban_laem, name_en="Theirs"))
    answer = client_of(officer, "en").post(url, facts(ban_laem, name_en="Mine"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert str(reviewer) in text
    assert answer.context["changes"] == [("Name in English", "Theirs", "Mine")]
    assert 'value="Mine"' in text
    assert Checkpoint.objects.get().name_en == "Theirs"


def test_after_a_conflict_saving_again_saves(client_of, officer, reviewer, ban_laem):
    url = f"{ban_laem.get_absolute_url()}edit/"
    client_of(reviewer).post(url, facts(ban_laem, name_en="Theirs"))
    answer = client_of(officer).post(url, facts(ban_laem, name_en="Mine"))
    version = answer.context["form"].data["version"]
    assert client_of(officer).post(url, facts(ban_laem, name_en="Mine", version=version)).status_code == 302
    assert Checkpoint.objects.get().name_en == "Mine"


def test_an_edit_without_its_version_saves_nothing(client_of, officer, ban_laem):
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}edit/", facts(ban_laem, version=""))
    assert answer.status_code == 409


def test_a_point_cannot_be_moved_out_of_the_officers_area(client_of, officer, ban_laem):
    elsewhere = ProvinceFactory.create(code="27")
    changes = {"province": elsewhere.pk, "district": ""}
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}edit/", facts(ban_laem, **changes))
    assert answer.status_code == 403
    assert Checkpoint.objects.get().province.code == "22"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subdistrict_code": "22040"}, "subdistrict_code"),
        ({"subdistrict_code": "220702"}, "subdistrict_code"),
        ({"name_th": ""}, "name_th"),
        ({"kind": "GATE"}, "kind"),
    ],
)
def test_a_bad_edit_is_explained_at_its_field(client_of, officer, ban_laem, change, field):
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}edit/", facts(ban_laem, **change))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_new_point_gets_a_code_of_its_own(client_of, officer, ban_laem):
    answer = client_of(officer).post("/checkpoints/new/", facts(ban_laem, kind=Kind.NATURAL))
    assert answer["Location"] == "/checkpoints/ban-laem-2/"


def test_an_officer_adds_points_in_own_areas_only(client_of, officer, khlong_luek):
    assert client_of(officer).post("/checkpoints/new/", facts(khlong_luek)).status_code == 403


def test_a_position_is_corrected_with_its_source(client_of, officer, ban_laem):
    client_of(officer).post(f"{ban_laem.get_absolute_url()}position/", position(ban_laem))
    ban_laem.refresh_from_db()
    assert ban_laem.point.coords == (102.4511, 13.0812)
    assert (ban_laem.confidence, ban_laem.position_radius_km, ban_laem.position_source) == ("H", None, "GPS")
    assert not ban_laem.to_confirm


@pytest.mark.parametrize(
    "change", [{"lat": "102.45"}, {"lon": "nan"}, {"lat": "1e400"}, {"source": ""}, {"confidence": "X"}, {"lat": ""}]
)
def test_a_bad_position_is_refused(client_of, officer, ban_laem, change):
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}position/", position(ban_laem, **change))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == change.keys()


def test_a_status_is_recorded_with_who_and_source(client_of, officer, closed):
    answer = client_of(officer).post(f"{closed.get_absolute_url()}status/", status())
    assert answer.status_code == 302
    closed.refresh_from_db()
    assert (closed.status, closed.status_on) == (PointStatus.OPEN, timezone.localdate())
    assert closed.status_events.first().recorded_by == officer


def test_a_status_sent_twice_is_one(client_of, officer, ban_laem):
    browser, url = client_of(officer), f"{ban_laem.get_absolute_url()}status/"
    typed = status(client_uuid=browser.get(url).context["form"]["client_uuid"].value())
    answers = [browser.post(url, typed) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [ban_laem.get_absolute_url()] * 2
    assert ban_laem.status_events.count() == 1


def test_a_point_added_twice_by_a_double_click_is_one(client_of, officer, ban_laem):
    browser, url = client_of(officer), "/checkpoints/new/"
    typed = facts(ban_laem, name_en="New ferry", version="")
    typed["client_uuid"] = browser.get(url).context["form"]["client_uuid"].value()
    answers = [browser.post(url, typed) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/checkpoints/new-ferry/"] * 2
    assert Checkpoint.objects.filter(name_en="New ferry").count() == 1


def test_other_words_under_the_same_key_are_another_point(client_of, officer, ban_laem):
    key = str(uuid.uuid4())
    for name in ("New ferry", "Old ferry"):
        typed = facts(ban_laem, name_en=name, version="", client_uuid=key)
        assert client_of(officer).post("/checkpoints/new/", typed).status_code == 302
    assert Checkpoint.objects.filter(name_en__endswith=" ferry").count() == 2


def test_other_words_under_the_same_key_are_another_status(client_of, officer, ban_laem):
    browser, url, key = client_of(officer), f"{ban_laem.get_absolute_url()}status/", str(uuid.uuid4())
    for source in ("คำสั่ง", "ประกาศ", "ประกาศ"):
        assert browser.post(url, status(client_uuid=key, source=source)).status_code == 302
    assert {event.source for event in ban_laem.status_events.all()} == {"คำสั่ง", "ประกาศ"}
    assert ban_laem.status_events.count() == 2


def test_the_key_of_another_point_reaches_nothing_there(client_of, officer, ban_laem, ban_phakkad):
    typed = status(client_uuid=str(uuid.uuid4()))
    for point in (ban_laem, ban_phakkad):
        assert client_of(officer).post(f"{point.get_absolute_url()}status/", typed).status_code == 302
        assert point.status_events.count() == 1


def test_a_status_refused_keeps_its_key(client_of, officer, ban_laem):
    key = str(uuid.uuid4())
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}status/", status(source="", client_uuid=key))
    assert answer.status_code == 422
    assert f'value="{key}"' in answer.content.decode()


def test_a_status_whose_key_is_none_is_refused(client_of, officer, ban_laem):
    answer = client_of(officer).post(f"{ban_laem.get_absolute_url()}status/", status(client_uuid="x"))
    assert answer.status_code == 422
    assert not ban_laem.status_events.exists()


def test_constraint_a_key_is_used_once(ban_laem):
    key = uuid.uuid4()
    same = {"status": PointStatus.OPEN, "on": timezone.localdate(), "source": "x", "client_uuid": key}
    ban_laem.status_events.create(**same)
    with pytest.raises(IntegrityError, match="client_uuid"):
        ban_laem.status_events.create(**same)


def test_a_status_of_tomorrow_is_refused(client_of, officer, closed):
    day = timezone.localdate() + timedelta(days=1)
    data = status(on_day=day.day, on_month=day.month, on_year=day.year)
    answer = client_of(officer).post(f"{closed.get_absolute_url()}status/", data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()["on"][0].code == "implausible"


def test_retiring_needs_a_reason_and_ends_changes(client_of, officer, ban_laem):
    browser, url = client_of(officer), f"{ban_laem.get_absolute_url()}retire/"
    assert browser.post(url, {"version": 1, "reason": ""}).status_code == 422
    assert browser.post(url, {"version": 1, "reason": "ปิดถาวร"}).status_code == 302
    ban_laem.refresh_from_db()
    assert (ban_laem.retired_by, ban_laem.retired_reason) == (officer, "ปิดถาวร")
    assert browser.get(f"{ban_laem.get_absolute_url()}edit/").status_code == 403


def test_constraint_checkpoint_retired_at_and_by(ban_laem):
    with pytest.raises(IntegrityError, match="checkpoint_retired_at_and_by"):
        Checkpoint.objects.update(retired_at=timezone.now())


def test_constraint_checkpoint_kind_known(ban_laem):
    with pytest.raises(IntegrityError, match="checkpoint_kind_known"):
        Checkpoint.objects.update(kind="GATE")


def test_every_change_is_in_the_history(client_of, officer, ban_laem):
    client_of(officer).post(f"{ban_laem.get_absolute_url()}position/", position(ban_laem))
    event = ban_laem.events.latest("pgh_id")
    assert event.pgh_context.metadata["user"] == officer.pk
