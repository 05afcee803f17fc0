"""Once sent, a report's content and rows stay as they are, whoever writes and by whatever way."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.visits.factories import LegalReferenceFactory, make_stop, make_visit
from tests.visits.reading.conftest import add_photo
from visits import actions
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    ContributingFactor,
    Document,
    MissionMember,
    NtsCategory,
    Participation,
    Photo,
    Stop,
    Visit,
)

CONTENT = {
    "kind": "study", "title_th": "x", "title_en": "x", "background": "x", "purpose": "x", "summary_th": "x",
    "summary_en": "x", "directive_issuer": "x", "directive_number": "x", "directive_date": "2023-01-01",
    "assignee": "x",
    "funding_source": "x", "funding_share": 1, "project": None, "date_start": "2023-03-10", "date_end": "2023-03-14",
    "published_start": "2023-03-11", "published_end": "2023-03-11", "date_reason": "x", "area_codes": ["TH"],
    "obstacles": "x", "recommendations": "x", "decision_asked": "x", "sources": "x",
}  # fmt: skip
ROWS = [MissionMember, Stop, Activity, Participation, Assessment, ContributingFactor, Conclusion, Photo, Document]
CHANGES = {
    MissionMember: {"name": "x"}, Stop: {"note": "x"}, Activity: {"narrative": "x"}, Participation: {"unit": "x"},
    Assessment: {"note": "x"}, ContributingFactor: {"statement": "x"}, Conclusion: {"statement": "x"},
    Photo: {"caption": "x"}, Document: {"title": "x"},
}  # fmt: skip


@pytest.fixture
def sent(secret_draft, officer):
    return actions.submit(visit=secret_draft, by=officer, version=secret_draft.version)


@pytest.mark.parametrize("column", CONTENT)
def test_content_is_fixed_once_sent(column, sent):
    with pytest.raises(DatabaseError, match="its content is fixed"):
        Visit.objects.filter(pk=sent.pk).update(**{column: CONTENT[column]})


@pytest.mark.parametrize("model", ROWS)
def test_rows_cannot_be_changed_once_sent(model, sent):
    assert model.objects.exists()
    with pytest.raises(DatabaseError, match="its content is fixed"):
        model.objects.update(**CHANGES[model])


@pytest.mark.parametrize("model", ROWS)
def test_rows_cannot_be_deleted_once_sent(model, sent):
    row = model.objects.first()
    with (
        pytest.raises(DatabaseError, match="its content is fixed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])
    assert model.objects.filter(pk=row.pk).exists()


def copy_into(model, row):
    """Another row like `row`, as SQL would insert it."""
    copy = model.objects.get(pk=row.pk)
    copy.pk = None
    if hasattr(copy, "client_uuid"):
        copy.client_uuid = model._meta.get_field("client_uuid").get_default()
    if model is MissionMember:
        copy.role = "guest"
    if model is Assessment:
        copy.category = NtsCategory.objects.create(code="NEW", name_th="x", name_en="x")
    return copy


@pytest.mark.parametrize("model", ROWS)
def test_rows_cannot_be_added_once_sent(model, sent):
    with pytest.raises(DatabaseError, match="its content is fixed"):
        copy_into(model, model.objects.first()).save(force_insert=True)


def test_a_row_cannot_be_moved_out_of_a_sent_report(sent, officer):
    other = make_visit(officer)
    with pytest.raises(DatabaseError, match="its content is fixed"):
        Stop.objects.filter(visit=sent).update(visit=other)


def test_districts_cannot_be_changed_once_sent(sent, soi_dao):
    with pytest.raises(DatabaseError, match="its content is fixed"):
        sent.districts.add(soi_dao)


def test_what_came_back_can_be_changed_again(returned_visit):
    make_stop(returned_visit, place="Market")
    add_photo(returned_visit)
    assert Visit.objects.filter(pk=returned_visit.pk).update(summary_en="Better.") == 1


def test_a_sent_report_cannot_be_deleted(sent):
    with pytest.raises(DatabaseError):
        sent.delete()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Assessment, "legal_references"),
        (ContributingFactor, "categories"),
        (ContributingFactor, "legal_references"),
        (ContributingFactor, "evidence"),
        (Conclusion, "activities"),
        (Conclusion, "photos"),
    ],
)
def test_links_of_findings_are_fixed_once_sent(model, name, sent):
    row = model.objects.first()
    links = getattr(row, name)
    target = links.model.objects.first() or LegalReferenceFactory.create()
    with pytest.raises(DatabaseError, match="its content is fixed"):
        links.set([] if links.exists() else [target])
