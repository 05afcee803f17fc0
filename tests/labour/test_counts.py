"""Counts on the page of an observation, and who reads how much of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labour.forms.counts import Counts
from labour.models import WorkerCount
from tests.labour.factories import approve, count, longan
from tests.visits.factories import make_activity, make_stop
from tests.visits.filing.conftest import shown_in
from visits import amend
from visits.editions import Edition, read_report
from visits.models import Activity

Page = Callable[..., Any]


@pytest.fixture
def send(client_of: Any, observation: Activity) -> Page:
    """Open the page of the observation, change the fields named, and post it as a phone without scripts would."""
    phone = client_of(observation.stop.visit.author, "en")

    def post(**typed: Any) -> Any:
        url = reverse("visits:item", args=[observation.stop.visit.reference, "results", observation.pk])
        names = {f"w-{name.replace('__', '-')}": value for name, value in typed.items() if name != "add_row"}
        extra = {"add_row": typed["add_row"]} if "add_row" in typed else {}
        return phone.post(url, shown_in(phone.get(url)) | names | extra)

    return post


def row(number: int, **typed: Any) -> dict[str, Any]:
    return {f"{number}__{name}": value for name, value in typed.items()}


PICKERS = {"nationality": "KH", "route": "s64_seasonal"}


def test_a_row_is_stored_whole(send: Page, observation: Activity):
    crop = longan()
    answer = send(
        **row(0, **PICKERS, work=f"agriculture-{crop.pk}", women="1,046", men="52", children="7", estimated="on")
    )
    assert answer.status_code == 302
    stored = observation.worker_counts.get()
    assert (stored.sector, stored.crop, stored.women, stored.men) == ("agriculture", crop, 1046, 52)
    assert (stored.unrecorded, stored.children, stored.estimated) == (None, 7, True)


def test_work_without_a_crop(send: Page, observation: Activity):
    send(**row(0, **PICKERS, work="factory", unrecorded="30"))
    stored = observation.worker_counts.get()
    assert (stored.sector, stored.crop, stored.workers) == ("factory", None, 30)


def test_rows_are_changed_and_removed(send: Page, observation: Activity):
    kept, gone = count(observation, women=4), count(observation, men=9)
    send(**row(0, women="5"), **row(1, DELETE="on"))
    kept.refresh_from_db()
    assert kept.women == 5
    assert not WorkerCount.objects.filter(pk=gone.pk).exists()


def test_an_empty_row_is_no_row(send: Page, observation: Activity):
    assert send().status_code == 302
    assert not observation.worker_counts.exists()


def test_a_row_like_the_one_before_without_numbers_is_no_row(send: Page, observation: Activity):
    count(observation, women=4)
    page = send()
    assert page.status_code == 302
    assert observation.worker_counts.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**PICKERS, "work": "factory"}, "women"),
        ({"work": "factory", "women": "3"}, "nationality"),
        ({**PICKERS, "women": "3"}, "work"),
        ({**PICKERS, "work": "agriculture-999999", "women": "3"}, "work"),
        ({**PICKERS, "work": "piracy", "women": "3"}, "work"),
        ({**PICKERS, "work": "factory", "women": "-3"}, "women"),
        ({**PICKERS, "work": "factory", "men": "many"}, "men"),
        ({**PICKERS, "work": "factory", "men": "100001"}, "men"),
    ],
)
def test_bad_rows_are_answered_at_the_field(send: Page, observation: Activity, typed: dict[str, str], field: str):
    answer = send(**row(0, **typed))
    part = next(one for one in answer.context["form"].parts if isinstance(one, Counts))
    assert answer.status_code == 422
    assert field in part.formset.forms[0].errors
    assert not observation.worker_counts.exists()
    assert all(part.formset.forms[0][name].value() == value for name, value in typed.items())


def test_too_many_rows_are_refused(send: Page, observation: Activity):
    answer = send(
        TOTAL_FORMS="41", **{k: v for n in range(41) for k, v in row(n, **PICKERS, work="trade", men="1").items()}
    )
    assert answer.status_code == 422
    assert not observation.worker_counts.exists()


def test_another_row_starts_with_the_answers_of_the_last(send: Page, observation: Activity):
    answer = send(add_row="w", **row(0, **PICKERS, work="factory", women="3"))
    part = next(one for one in answer.context["form"].parts if isinstance(one, Counts))
    first, second = part.formset.forms
    assert [second[name].value() for name in ("nationality", "work", "route")] == ["KH", "factory", "s64_seasonal"]
    assert not second["women"].value()
    assert first["women"].value() == "3"
    assert not observation.worker_counts.exists()


def test_no_other_activity_is_asked(observation: Activity, client_of: Any):
    other = make_activity(observation.stop, kind="briefing")
    url = reverse("visits:item", args=[observation.stop.visit.reference, "results", other.pk])
    page = client_of(observation.stop.visit.author).get(url)
    assert not any(isinstance(one, Counts) for one in page.context["form"].parts)


def test_an_amendment_copies_them(observation: Activity, reviewer: Any, director: Any):
    count(observation, women=46, men=52, children=7)
    visit = approve(observation, reviewer, director)
    new = amend.amend(visit=visit, by=visit.author)
    copied = WorkerCount.objects.get(activity__stop__visit=new)
    assert (copied.women, copied.men, copied.children, copied.crop) == (46, 52, 7, longan())
    assert copied.activity.lineage == observation.lineage
    assert WorkerCount.objects.filter(activity=observation).count() == 1


def test_they_are_fixed_with_their_report(observation: Activity, reviewer: Any, director: Any):
    row = count(observation, women=46)
    approve(observation, reviewer, director)
    for write in (row.delete, row.save, lambda: count(observation, men=1)):
        with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "fields",
    [
        {"sector": "factory", "crop": "longan"},
        {"women": None},
        {"nationality": "XX"},
        {"route": "by-night"},
        {"sector": "piracy"},
        {"children": 100_001},
    ],
)
def test_the_database_refuses_what_cannot_be(observation: Activity, fields: dict[str, Any]):
    values = {"women": 3} | fields
    if "crop" in fields:
        values["crop"] = longan()
    with pytest.raises(IntegrityError, match="count_"), transaction.atomic():
        count(observation, **values)


def shown(activity: Activity, edition: Edition, by: Any = None) -> dict[str, Any]:
    report = read_report(activity.stop.visit, edition=edition, by=by)
    view = next(one for stop in report.stops for one in stop.activities if one.activity.pk == activity.pk)
    return next((part.context for part in view.parts if part.template.startswith("labour/")), {})


def test_the_internal_edition_tells_every_count(observation: Activity):
    count(observation, women=3, children=2)
    assert [
        (one.women, one.children) for one in shown(observation, Edition.INTERNAL, observation.stop.visit.author)["rows"]
    ] == [(3, 2)]


def test_the_public_edition_hides_small_numbers_and_children(
    observation: Activity, reviewer: Any, director: Any, client_of: Any
):
    count(observation, women=46, men=52, children=7771)
    count(observation, nationality="LA", women=2, men=1, children=7772)
    count(observation, nationality="MM", sector="factory", unrecorded=12)
    approve(observation, reviewer, director)
    url = reverse("visits:edition", args=[observation.stop.visit.reference])
    page = client_of(director, "en").get(url).content.decode()
    words = " ".join(page.split())
    assert "113 people" in words
    assert "Cambodia 98 · Laos fewer than 5 · Myanmar not shown" in words
    assert "7,771" not in words
    assert "777" not in words


def test_numbers_told_before_there_were_counts_are_hidden_as_well(observation: Activity):
    observation.details = {"women": 3, "men": 40, "children": 9, "origin": ["KH"], "permit_route": "mou"}
    observation.save()
    public = shown(observation, Edition.PUBLIC)
    assert str(public["total"]) == "43"
    by_sex = public["margins"][1].cells
    assert [(number.value, number.few) for _label, number, _percent in by_sex] == [(None, True), (None, False)]
    assert shown(observation, Edition.INTERNAL, observation.stop.visit.author) == {}
    report = read_report(observation.stop.visit, edition=Edition.PUBLIC, by=None)
    facts = [value for stop in report.stops for one in stop.activities for _label, value in one.facts]
    assert "3" not in facts
    assert "9" not in facts


def test_reading_costs_the_same_for_many_rows(observation: Activity):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(observation, Edition.PUBLIC)
        return len(queries)

    count(observation, women=10)
    few = cost()
    for number in range(10):
        activity = make_activity(make_stop(observation.stop.visit), kind="observation")
        count(activity, women=number + 6)
    assert cost() == few


def test_a_row_of_another_activity_is_left_alone(observation: Activity):
    other = make_activity(observation.stop, kind="observation")
    theirs = count(other, women=9)
    data = QueryDict(mutable=True)
    data.update({"w-TOTAL_FORMS": "1", "w-INITIAL_FORMS": "0", "w-0-pk": str(theirs.pk), "w-0-work": "factory"})
    data.update({"w-0-nationality": "LA", "w-0-route": "mou", "w-0-women": "1"})
    form = Counts(observation, data)
    assert form.is_valid()
    form.write(observation)
    theirs.refresh_from_db()
    assert theirs.women == 9
    assert observation.worker_counts.get().nationality == "LA"
