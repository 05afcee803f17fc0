"""Goods on the page of an activity: typed in any unit, stored in the base unit, kept as typed where refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from places.models import District
from seizures.models import Lot, Seizure, UnitOf
from tests.seizures.factories import activity_of, agency, kind, make_goods, unit
from tests.visits.factories import at, make_activity, make_stop, make_visit
from tests.visits.filing.conftest import date_parts, shown_in
from visits.models import Activity, Visit

Send = Callable[..., Any]


@pytest.fixture
def visit(officer: User, pong_nam_ron: District) -> Visit:
    return make_visit(officer, pong_nam_ron)


@pytest.fixture
def phone(client_of: Callable[..., Client], officer: User) -> Client:
    return client_of(officer)


@pytest.fixture
def send(phone: Client, visit: Visit) -> Send:
    """Open the page of a joint operation (new, or `activity`), change the fields named, and post it."""

    def post(activity: Activity | None = None, **typed: Any) -> Any:
        if activity:
            url = reverse("visits:item", args=[visit.reference, "results", activity.pk])
        else:
            stop = visit.stops.first() or make_stop(visit)
            url = reverse("visits:item_new", args=[visit.reference, "results"])
            url += f"?stop={stop.pk}&kind=joint_operation"
        return phone.post(url, shown_in(phone.get(url)) | typed)

    return post


def row(number: int = 0, *, of: str = "cigarettes", in_unit: str = "carton", **more: Any) -> dict[str, Any]:
    values = {"kind": kind(of).pk, "quantity": "1,250", "unit": unit(in_unit).pk, "seized_by": agency().pk} | more
    return {f"goods-{number}-{name}": value for name, value in values.items()}


def test_goods_are_stored_in_their_base_unit(send: Send):
    answer = send(
        narrative="Checked.",
        **row(held_by=agency("police").pk, estimated_value="227,500", value_basis="market", case_number="จบ. ๑๒/๒๕๖๖"),
    )
    goods = Seizure.objects.get()
    assert answer.status_code == 302
    assert (goods.quantity, goods.base_quantity, goods.approximate) == (Decimal(1250), Decimal(12500), False)
    assert goods.found_at == at(11, 9)  # when the mission arrived
    assert (goods.case_key, goods.lot.code) == ("จบ122566", "SZ-2566-0001")


def test_an_approximate_unit_says_so(send: Send):
    send(**row(of="pills", in_unit="gram", quantity="9"))
    goods = Seizure.objects.get()
    assert (goods.base_quantity, goods.approximate) == (Decimal("100.000000"), True)


def test_thai_digits_and_the_base_unit(send: Send):
    send(**row(quantity="๒๐.๕", of="fuel", in_unit="litre"))
    assert Seizure.objects.get().base_quantity == Decimal("20.5")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"quantity": ""}, "quantity"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-3"}, "quantity"),
        ({"quantity": "many"}, "quantity"),
        ({"unit": ""}, "unit"),
        ({"seized_by": ""}, "seized_by"),
        ({"estimated_value": "100"}, "value_basis"),
        ({"value_basis": "market"}, "estimated_value"),
        ({"case_number": "-/."}, "case_number"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_the_field(send: Send, typed: dict[str, Any], field: str):
    answer = send(narrative="Kept as typed", **row(**typed))
    assert answer.status_code == 422
    assert list(answer.context["form"].faulty[0].errors) == [field]
    assert "Kept as typed" in answer.content.decode()
    assert not Lot.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("en", "packets, cartons"), ("th", "ซอง, แถว")])
def test_a_unit_of_other_goods_is_refused_with_those_that_fit(send: Send, phone: Client, language: str, words: str):
    phone.cookies["django_language"] = language
    answer = send(**row(in_unit="litre"), **row(1, of="fuel", in_unit="litre"), **{"goods-TOTAL_FORMS": 2})
    (message,) = answer.context["form"].faulty[0].errors["unit"]
    assert answer.status_code == 422
    assert words in message


def test_found_in_the_future_is_refused(send: Send):
    answer = send(**row(), **date_parts("goods-0-found_at", 1, 1, 2568 + 3, "08:00"))
    assert answer.status_code == 422
    assert "found_at" in answer.context["form"].faulty[0].errors


def test_the_prefilled_time_alone_is_no_row(send: Send):
    assert send(narrative="Nothing found.").status_code == 302
    assert not Seizure.objects.exists()


def test_a_row_is_changed_and_removed(send: Send, visit: Visit):
    activity = make_activity(make_stop(visit), kind="joint_operation")
    goods = make_goods(activity)
    send(activity, **{"goods-0-quantity": "80"})
    goods.refresh_from_db()
    assert goods.base_quantity == 80
    send(activity, **{"goods-0-DELETE": "on"})
    assert not Lot.objects.exists()


def test_a_new_factor_leaves_what_was_entered_alone(send: Send, visit: Visit):
    activity = make_activity(make_stop(visit), kind="joint_operation")
    goods = make_goods(activity, unit=unit("carton"), factor=Decimal(10))
    UnitOf.objects.update(factor=Decimal(12))
    send(activity, **{"goods-0-quantity": "5"})
    goods.refresh_from_db()
    assert goods.base_quantity == 50
    send(**row(quantity="5"))
    assert Seizure.objects.latest("pk").base_quantity == 60


def test_a_retired_kind_is_kept_but_not_offered(send: Send, visit: Visit):
    activity = make_activity(make_stop(visit), kind="joint_operation")
    make_goods(activity)
    cigarettes = kind("cigarettes")
    cigarettes.retired = True
    cigarettes.save()
    assert send(activity, **{"goods-0-quantity": "5"}).status_code == 302
    assert send(**row()).status_code == 422


def test_one_more_row_without_scripts_keeps_everything(send: Send):
    answer = send(add_row="goods", **row(quantity="77"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="goods-1-kind"' in page
    assert 'value="77"' in page


def test_a_briefing_is_not_asked_for_goods(phone: Client, visit: Visit):
    url = reverse("visits:item_new", args=[visit.reference, "results"])
    stop = make_stop(visit)
    assert 'name="goods-0-kind"' not in phone.get(f"{url}?stop={stop.pk}&kind=briefing").content.decode()
    assert 'name="goods-0-kind"' in phone.get(f"{url}?stop={stop.pk}&kind=inspection").content.decode()


def test_rows_freeze_with_the_report(approved: Callable[..., Visit]):
    visit = approved()
    rows = Seizure.objects.all()
    for write in (
        lambda: make_goods(activity_of(visit)),
        lambda: rows.update(quantity=1),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="content is fixed"), transaction.atomic():
            write()
