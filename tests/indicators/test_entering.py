"""Numbers that people enter: in own areas, with a source, corrected and never changed."""

import uuid

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.access import Refused
from indicators import actions, figures
from indicators.models import Indicator, Reading, Target
from ui import periods

FACTS = {"district": None, "province": None, "source": "signed list"}


def enter(indicator, by, quarter, **said):
    people = {"women": 10, "men": 8, "unknown": 2, "value": 20} if indicator.counts_people else {"value": 3}
    return actions.enter(indicator=indicator, by=by, **{**FACTS, **quarter, **people, **said})


def typed(**changes):
    return {"period": "fy2568q1", "women": "12", "men": "9", "source": "signed list", **changes}


@pytest.fixture
def trained(indicators):
    return indicators["people-trained"]


def test_center_staff_enter_numbers_of_their_district(client_of, center_staff, trained, pong_nam_ron):
    page = client_of(center_staff, "en").get("/indicators/people-trained/numbers/new/")
    period = page.context["form"].fields["period"].choices[0][0]
    answer = client_of(center_staff).post(
        "/indicators/people-trained/numbers/new/", typed(period=period, district=pong_nam_ron.pk)
    )
    assert answer.status_code == 302
    reading = Reading.objects.get()
    assert (reading.value, reading.women, reading.men, reading.unknown) == (21, 12, 9, 0)
    assert reading.area_codes == ["TH", "TH22", "TH2204"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"women": "", "men": ""}, "women"), ({"source": ""}, "source"), ({"period": "never"}, "period"),
     ({"women": "-1"}, "women"), ({"district": "999999"}, "district"), ({"district": ""}, "district")],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field(client_of, center_staff, trained, pong_nam_ron, changes, field):
    url = "/indicators/people-trained/numbers/new/"
    period = client_of(center_staff).get(url).context["form"].fields["period"].choices[0][0]
    answer = client_of(center_staff, "en").post(url, typed(**{"period": period, "district": pong_nam_ron.pk} | changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Reading.objects.exists()


def test_sent_twice_it_is_one(trained, reviewer, quarter):
    key = uuid.uuid4()
    first, second = (enter(trained, reviewer, quarter, client_uuid=key) for _n in range(2))
    assert first == second
    assert Reading.objects.count() == 1


def test_nobody_enters_for_others(trained, indicators, officer, center_staff, reviewer, soi_dao, quarter):
    with pytest.raises(Refused):
        enter(trained, officer, quarter)
    with pytest.raises(Refused):
        enter(trained, center_staff, quarter, district=soi_dao)
    with pytest.raises(Refused):
        enter(indicators["joint-patrols"], reviewer, quarter, value=3)


def test_a_correction_takes_the_place_of_what_was_wrong(trained, reviewer, quarter):
    first = enter(trained, reviewer, quarter)
    enter(trained, reviewer, quarter, women=5, value=15, corrects=first, note="counted twice")
    period = periods.between(quarter["start"], quarter["end"])
    (figure,) = figures.figures([trained], reviewer, period, "", {})
    assert (figure.value, figure.by_sex) == (15, {"women": 5, "men": 8, "unknown": 2})
    assert Reading.objects.count() == 2


def test_the_second_of_two_who_correct_is_told(client_of, reviewer, trained, quarter):
    first = enter(trained, reviewer, quarter)
    browser, url = client_of(reviewer, "en"), f"/indicators/people-trained/numbers/{first.pk}/correct/"
    data = {"period": "fy2566q2", "women": "1", "source": "list", "note": "typing error"}
    assert browser.post(url, data).status_code == 302
    answer = browser.post(url, data | {"women": "2"})
    assert answer.status_code == 409
    assert "corrected this number to 1 meanwhile" in answer.content.decode()
    assert 'value="2"' in answer.content.decode()
    assert browser.get(url).status_code == 404


def test_a_quarter_counts_in_its_year_and_not_in_one_month(trained, reviewer, quarter):
    enter(trained, reviewer, quarter)
    today = quarter["end"]
    values = [
        figures.figures([trained], reviewer, periods.read(key, today), "", {})[0].value
        for key in ("fy2566", "fy2566q2", "2023-01", "fy2566q1")
    ]
    assert values == [20, 20, 0, 0]


def test_numbers_of_others_are_not_seen(client_of, officer, local_director, trained, reviewer, quarter, soi_dao):
    reading = enter(trained, reviewer, quarter, district=soi_dao)
    assert list(Reading.objects.visible_to(officer)) == [reading]
    assert list(Reading.objects.visible_to(local_director)) == []
    url = f"/indicators/people-trained/numbers/{reading.pk}/correct/"
    assert client_of(local_director).get(url).status_code == 404


def test_the_database_keeps_readings_as_they_are(trained, reviewer, quarter):
    reading = enter(trained, reviewer, quarter)
    with pytest.raises(InternalError), transaction.atomic():
        Reading.objects.update(value=1)
    with pytest.raises(InternalError), transaction.atomic():
        reading.delete()
    for wrong in ({"women": 1}, {"source": ""}, {"corrects": reading, "note": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            enter(trained, reviewer, quarter, **wrong)


def test_an_administrator_sets_targets_and_definitions(client_of, admin, indicators, chanthaburi):
    browser = client_of(admin, "en")
    page = browser.get("/indicators/meetings/targets/")
    year = page.context["form"].fields["fiscal_year"].initial
    for value in ("12", "16"):
        said = opened(browser, "/indicators/meetings/targets/") | {"fiscal_year": year, "value": value}
        assert browser.post("/indicators/meetings/targets/", said).status_code == 302
    assert Target.objects.get().value == 16
    form = browser.get("/indicators/meetings/edit/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"name_en": "Meetings across the border"}
    assert browser.post("/indicators/meetings/edit/", data).status_code == 302
    assert Indicator.objects.get(code="meetings").name_en == "Meetings across the border"


def test_a_new_indicator_is_one_that_people_enter(client_of, admin, indicators):
    words = {f"{name}_{language}": "Camps" for name in ("name", "definition", "unit") for language in ("th", "en")}
    data = {"code": "youth-camps", "better": "more", "sort": "95", "is_active": "on", **words}
    assert client_of(admin).post("/indicators/new/", data).status_code == 302
    assert Indicator.objects.get(code="youth-camps").is_entered
    assert client_of(admin).post("/indicators/new/", data | {"code": "meetings"}).status_code == 422


def opened(browser, page):
    form = browser.get(page).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_two_administrators_do_not_overwrite_each_other(client_of, admin, indicators):
    page, first, second = "/indicators/meetings/edit/", client_of(admin, "en"), client_of(admin, "en")
    mine, theirs = opened(second, page), opened(first, page)
    assert first.post(page, theirs | {"name_en": "Their name"}).status_code == 302

    answer = second.post(page, mine | {"name_en": "My name"})

    assert answer.status_code == 409
    assert [change[1:] for change in answer.context["changes"]] == [("Their name", "My name")]
    assert answer.context["conflict"].by == admin
    assert Indicator.objects.get(code="meetings").name_en == "Their name"
    again = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
    assert again["name_en"] == "My name"
    assert second.post(page, again).status_code == 302
    assert Indicator.objects.get(code="meetings").name_en == "My name"


def test_a_target_that_somebody_set_meanwhile_is_not_overwritten(client_of, admin, indicators):
    page, first, second = "/indicators/meetings/targets/", client_of(admin, "en"), client_of(admin, "en")
    mine, theirs = opened(second, page), opened(first, page)
    assert first.post(page, theirs | {"value": "12"}).status_code == 302

    answer = second.post(page, mine | {"value": "20"})

    assert answer.status_code == 409
    assert answer.context["changes"] == [("Target", "12", "20")]
    assert Target.objects.get().value == 12
    again = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
    assert second.post(page, again).status_code == 302
    assert Target.objects.get().value == 20


def test_other_targets_do_not_stand_in_the_way(client_of, admin, indicators):
    page, first, second = "/indicators/meetings/targets/", client_of(admin), client_of(admin)
    mine, theirs = opened(second, page), opened(first, page)
    assert first.post(page, theirs | {"value": "12"}).status_code == 302

    assert second.post(page, mine | {"value": "5", "fiscal_year": int(mine["fiscal_year"]) + 1}).status_code == 302
    assert second.post(page, mine | {"value": "12"}).status_code == 302
