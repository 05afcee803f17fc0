"""What the database refuses, whoever asks."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from seizures.models import GoodsKind, Seizure, UnitOf
from tests.seizures.factories import activity_of, kind, make_goods, report_with, unit
from visits.models import Visit


@pytest.fixture
def draft(officer) -> Visit:
    return report_with(officer)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"quantity": Decimal(0)}, "seizure_quantity_positive"),
        ({"factor": Decimal(-1)}, "seizure_factor_positive"),
        ({"estimated_value": Decimal(5)}, "seizure_value_has_basis"),
        ({"value_basis": "market"}, "seizure_value_has_basis"),
        ({"estimated_value": Decimal(5), "value_basis": "guess"}, "seizure_value_has_basis"),
        ({"case_number": "-"}, "seizure_case_can_be_compared"),
    ],
)
def test_a_record_is_whole(draft: Visit, wrong: dict[str, object], name: str):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Seizure.objects.update(**wrong)


def test_a_lot_stands_once_in_an_activity(draft: Visit):
    lot = Seizure.objects.get().lot
    with pytest.raises(IntegrityError, match="seizure_lot_once"), transaction.atomic():
        make_goods(activity_of(draft), lot=lot)


def test_factors_are_above_zero_and_units_named_once(db: None):
    carton = UnitOf.objects.get(kind=kind("cigarettes"))
    with pytest.raises(IntegrityError, match="unit_factor_positive"), transaction.atomic():
        UnitOf.objects.update(factor=0)
    with pytest.raises(IntegrityError, match="unit_of_kind_once"), transaction.atomic():
        UnitOf.objects.create(kind=carton.kind, unit=carton.unit, factor=3)


def test_the_base_unit_of_goods_in_use_stays(draft: Visit):
    with pytest.raises(IntegrityError, match="recorded in its base unit"), transaction.atomic():
        GoodsKind.objects.filter(code="cigarettes").update(base_unit=unit("litre"))
    GoodsKind.objects.filter(code="cigarettes").update(name_en="Cigarettes of any brand")


def test_a_kind_in_use_is_not_deleted(draft: Visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        kind("cigarettes").delete()


def test_the_lot_of_a_removed_draft_row_goes_with_it(draft: Visit):
    lot = Seizure.objects.get().lot
    activity_of(draft).delete()
    assert not type(lot).objects.filter(pk=lot.pk).exists()
