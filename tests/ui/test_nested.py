"""Related rows that come in the statement of their parents are those that prefetch_related brings."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from tests.visits.factories import make_activity, make_stop
from tests.visits.reading.conftest import add_photo
from ui.nested import Nested, nest, with_nested
from visits.editions import HELD
from visits.models import Activity, Document, LegalReference, NtsCategory, Participation, Photo, Rendition, Visit


def values(row):
    """Every column that was read."""
    deferred = row.get_deferred_fields()
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in deferred}


def same(ours, theirs, relations):
    """Whether all that was nested equals what the database says."""
    for one in relations:
        relation = type(theirs)._meta.get_field(one.name)
        if relation.one_to_many or relation.many_to_many:
            mine, known = list(getattr(ours, one.name).all()), list(getattr(theirs, one.name).all())
        else:
            mine, known = [[row] if row else [] for row in (getattr(ours, one.name), getattr(theirs, one.name))]
        assert mine == known
        for a, b in zip(mine, known, strict=True):
            read = values(a)
            assert read == {name: getattr(b, name) for name in read}
            assert {type(value) for value in read.values()} == {type(getattr(b, name)) for name in read}
            same(a, b, one.inner)


@pytest.fixture
def rich(filed_visit):
    stop = make_stop(filed_visit, place="Ban Laem")
    activity = make_activity(stop)
    factor = filed_visit.factors.create(statement="Cause", sort=2)
    factor.evidence.add(activity)
    factor.categories.add(*NtsCategory.objects.all()[:3])
    factor.legal_references.add(*LegalReference.objects.all()[:2])
    assessment = filed_visit.assessments.first()
    filed_visit.assessments.filter(pk=assessment.pk).update(period_start=filed_visit.date_start)
    assessment.legal_references.add(*LegalReference.objects.all()[:3])
    conclusion = filed_visit.conclusions.create(statement="So it is", rating=3)
    conclusion.activities.add(activity)
    conclusion.photos.add(add_photo(filed_visit, stop=stop))
    Document.objects.create(
        visit=filed_visit, title="Annex", file_name="a.pdf", path="x", sha256="y", media_type="application/pdf", size=9,
        uploaded_by=filed_visit.author,
    )  # fmt: skip
    return filed_visit


def test_what_a_report_holds_comes_in_one_statement(rich, django_assert_num_queries):
    ours, theirs = Visit.objects.get(pk=rich.pk), Visit.objects.get(pk=rich.pk)
    with django_assert_num_queries(1):
        nest(ours, *HELD)
        held = [list(getattr(ours, one.name).all()) for one in HELD]
        assert all(held)
        assert held[2][0].visit is ours
    same(ours, theirs, HELD)


def test_rows_and_what_hangs_on_them_come_in_one_statement(rich, django_assert_num_queries):
    activity = Activity.objects.filter(stop__visit=rich).latest("pk")
    Participation.objects.create(activity=activity, side="own", unit="Border patrol police", head_count=4)
    relation = Nested("participations", (Nested("agency"),))
    with django_assert_num_queries(1):
        (ours,) = with_nested(Activity.objects.filter(pk=activity.pk), relation)
        (one,) = ours.participations.all()
        assert (one.unit, one.agency) == ("Border patrol police", None)
    same(ours, Activity.objects.get(pk=activity.pk), [relation])


def test_row_without_any_has_none(visit, django_assert_num_queries):
    photo = add_photo(visit)
    with django_assert_num_queries(1):
        (ours,) = with_nested(Photo.objects.all(), Nested("renditions"))
        assert not ours.is_ready
    Rendition.objects.create(photo=photo, name="thumb", path="x", width=4, height=3)
    (ours,) = with_nested(Photo.objects.all(), Nested("renditions"))
    assert ours.is_ready


def test_column_that_is_left_out_is_fetched_when_needed(rich):
    ours = Visit.objects.get(pk=rich.pk)
    nest(ours, *HELD)
    (district, *_rest) = ours.districts.all()
    assert "point" in district.get_deferred_fields()
    assert district.point == rich.districts.first().point


def test_columns_that_json_changes_are_refused(visit):
    with pytest.raises(TypeError, match="outline"):
        nest(visit, Nested("districts"))


def test_relation_that_is_none_is_refused(visit):
    with pytest.raises(FieldDoesNotExist):
        nest(visit, Nested("nothing"))
