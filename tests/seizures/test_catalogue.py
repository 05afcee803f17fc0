"""The catalogue as it ships, and as the administrator edits it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from seizures import reference
from seizures.models import Category, GoodsKind, UnitOf
from tests.seizures.factories import kind, report_with


@pytest.fixture
def shipped(db: None) -> None:
    reference.load()


def test_what_ships_says_everything_in_both_languages(shipped: None):
    kinds = GoodsKind.objects.select_related("base_unit")
    assert {one.category for one in kinds} == set(Category.values)
    assert all(one.name_th and one.name_en and one.base_unit.name_th and one.base_unit.name_en for one in kinds)
    assert not UnitOf.objects.filter(factor=1).exists()


def test_loading_again_changes_nothing(shipped: None):
    UnitOf.objects.filter(unit__code="carton").update(factor=12)
    assert reference.load() == {"units of goods": 0, "kinds of goods": 0}
    assert UnitOf.objects.get(unit__code="carton").factor == 12


@pytest.mark.parametrize(
    ("code", "unit", "factor", "approximate"),
    [("cigarettes", "carton", "10", False), ("crystal-methamphetamine", "gram", "0.001", False),
     ("methamphetamine-pills", "gram", "11.111111111", True), ("fuel", "drum", "200", False)],
)  # fmt: skip
def test_conversions(shipped: None, code: str, unit: str, factor: str, approximate: bool):
    row = UnitOf.objects.get(kind__code=code, unit__code=unit)
    assert (row.factor, row.approximate) == (Decimal(factor), approximate)


def test_a_pill_weighs_about_nine_hundredths_of_a_gram(shipped: None):
    per_gram = UnitOf.objects.get(kind__code="methamphetamine-pills", unit__code="gram").factor
    assert round(1 / per_gram, 4) == Decimal("0.09")


# The administrator's pages ------------------------------------------------------------------------
@pytest.fixture
def sent(client_of: Callable[..., Client], admin: User) -> Callable[..., Any]:
    """Post the page of a kind of goods as it stands, with the values named."""

    def post(row: GoodsKind, **typed: Any) -> Any:
        browser = client_of(admin)
        url = f"/admin/seizures/goodskind/{row.pk}/change/"
        page = browser.get(url)
        form, formset = page.context["adminform"].form, page.context["inline_admin_formsets"][0].formset
        values = {
            field.html_name: field.value() for one in (form, formset.management_form, *formset.forms) for field in one
        }
        values = {name: value for name, value in values.items() if value not in (None, False)}
        return browser.post(url, values | typed, follow=True)

    return post


def test_a_changed_factor_says_what_it_does_not_change(sent: Callable[..., Any], officer: User):
    cigarettes = kind("cigarettes")
    carton = cigarettes.units.get()
    report_with(officer, unit=carton.unit, factor=carton.factor)
    answer = sent(cigarettes, **{"units-0-factor": "12"})
    assert "1 record in" in answer.content.decode()
    carton.refresh_from_db()
    assert carton.factor == 12


def test_a_kind_is_retired_and_not_deleted(sent: Callable[..., Any], client_of: Callable[..., Client], admin: User):
    cigarettes = kind("cigarettes")
    sent(cigarettes, retired="on")
    cigarettes.refresh_from_db()
    assert cigarettes.retired
    assert (
        client_of(admin).post(f"/admin/seizures/goodskind/{cigarettes.pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_the_base_unit_of_goods_in_use_is_not_offered(sent: Callable[..., Any], officer: User):
    report_with(officer)
    cigarettes = kind("cigarettes")
    sent(cigarettes, base_unit=kind("fuel").base_unit_id)
    cigarettes.refresh_from_db()
    assert cigarettes.base_unit.code == "packet"


def test_the_base_unit_is_no_further_unit(sent: Callable[..., Any]):
    cigarettes = kind("cigarettes")
    answer = sent(cigarettes, **{"units-0-unit": cigarettes.base_unit_id})
    assert "This is the base unit of the kind already." in answer.content.decode()
