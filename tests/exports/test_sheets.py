"""Excel: typed cells, a sheet for each table, nothing computed."""

import datetime as dt
import errno
import sqlite3
import tempfile
from array import array
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry, User
from exports import making, sheets, store, work
from exports.datasets import DATASETS
from exports.formats import Format
from exports.models import Export, Failure
from exports.wanted import Wanted
from exports.workflow import ExportState
from tests.exports.asking import ask, body, book_of, sheets_of
from tests.exports.test_csv import FORMULAS
from tests.seizures.factories import approve, report_with
from visits.models import Stop, Visit

ClientOf = Callable[..., Client]


def test_cells_are_typed(filed_visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(funding_share=80)

    found = sheets_of(ask(client_of(filed_visit.author), format="xlsx", codes="on"))

    (row,) = found["Visits"]
    assert (row["reference"], row["funding_share"]) == (filed_visit.reference, 80)
    assert row["date_start"] == dt.datetime(2023, 3, 11)
    assert isinstance(found["Activities"][0]["restricted"], bool)
    arrived = Stop.objects.exclude(arrived_at=None)[0].arrived_at
    assert arrived is not None
    assert found["Stops"][0]["arrived_at"] == sheets.local(arrived)


def test_every_child_table_has_a_sheet_with_the_reference(filed_visit: Visit, client_of: ClientOf) -> None:
    found = sheets_of(ask(client_of(filed_visit.author), format="xlsx", codes="on"))

    children = [str(child.label) for child in DATASETS["visits"].children]
    assert list(found) == ["Visits", *children]
    assert found["Assessments"]
    assert {row["reference"] for rows in found.values() for row in rows} == {filed_visit.reference}


@pytest.mark.parametrize(("language", "said"), [("en", "Chanthaburi"), ("th", "จันทบุรี")])
def test_the_last_sheet_tells_the_filters_and_for_whom(
    filed_visit: Visit, client_of: ClientOf, language: str, said: str
) -> None:
    browser, query = client_of(filed_visit.author), "province=22&q=%3D1%2B1"
    book = book_of(ask(browser, query=query, format="xlsx", language=language))

    (_search, searched), (_province, province), (_source, source) = book.worksheets[-1].iter_rows()

    assert (searched.value, searched.data_type) == ("=1+1", "s")
    assert province.value == said
    assert "officer" in source.value


def test_names_stay_in_sight_and_can_be_filtered(filed_visit: Visit, client_of: ClientOf) -> None:
    book = book_of(ask(client_of(filed_visit.author), format="xlsx", language="th", codes="on", hxl="on"))

    first = book.worksheets[0]
    assert (first.title, first.freeze_panes, first.auto_filter.ref[:2]) == ("การลงพื้นที่", "B4", "A3")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_text_becomes_a_formula(words: str, visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(background=words)

    sheet = book_of(ask(client_of(visit.author), format="xlsx", columns=["background"])).worksheets[0]

    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.replace("_x000D_", "\r").strip() == words.strip()


def test_a_text_longer_than_a_cell_says_that_it_goes_on(visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(background="ก" * 40_000)

    sheet = book_of(ask(client_of(visit.author), format="xlsx", columns=["background"])).worksheets[0]

    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith(sheets.CUT)


def test_quantities_are_numbers(officer: User, reviewer: User, director: User, client_of: ClientOf) -> None:
    approve(report_with(officer, quantity=Decimal("2.500")), reviewer=reviewer, director=director)

    (row,) = sheets_of(ask(client_of(officer), "seizures", format="xlsx", codes="on"))["Seized goods"]

    assert row["quantity"] == 2.5


def test_a_sheet_that_is_full_says_so(tmp_path: Path) -> None:
    book = sheets.Book(str(tmp_path / "full.xlsx"))
    sheet = book.sheet("Full", [], [["name"]])
    sheet.row = sheet.sheet.xls_rowmax
    with pytest.raises(sheets.TooLong):
        sheet.add([()])
    book.book.close()


@pytest.mark.parametrize("kind", [Format.XLSX, Format.GPKG])
def test_what_was_taken_from_the_reader_meanwhile_is_in_no_table(
    kind: Format, filed_visit: Visit, center_staff: User, tmp_path: Path
) -> None:
    """Nor in those that hang on the rows: the keys were fetched before."""
    dataset, path = DATASETS["visits"], tmp_path / f"file.{kind.value}"
    wanted = Wanted(dataset, center_staff, QueryDict(""), kind, dataset.columns, "en", codes=True)
    assert not wanted.rows().exists()

    making.write(wanted, [(wanted, array("q", [filed_visit.pk]))], path, lambda done: None)

    if kind == Format.XLSX:
        assert {sheet.max_row for sheet in openpyxl.load_workbook(path)} == {2}
    else:
        assert filed_visit.reference.encode() not in path.read_bytes()


def test_parts_of_a_workbook_lie_where_leftovers_are_swept(
    visit: Visit, client_of: ClientOf, private: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """They hold the cells in plain words, and a killed worker removes nothing."""
    shared, seen = tmp_path_factory.mktemp("shared"), []
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    added = sheets.Sheet.add

    def looking(self: Any, rows: Any) -> None:
        added(self, rows)
        seen.append((len(list(shared.iterdir())), len(list((private / "exports").glob("*/*")))))

    monkeypatch.setattr(sheets.Sheet, "add", looking)
    body(ask(client_of(visit.author), format="xlsx"))

    assert {elsewhere for elsewhere, _beside in seen} == {0}
    assert all(beside > 1 for _elsewhere, beside in seen)
    assert list((private / "exports").iterdir()) == []


@pytest.mark.parametrize(("language", "said"), [("en", "no room"), ("th", "ไม่มีที่ว่าง")])
@pytest.mark.parametrize("kind", ["xlsx", "gpkg"])
def test_a_full_disk_is_told_and_nothing_is_sent(
    kind: str,
    language: str,
    said: str,
    visit: Visit,
    private: Path,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*rest: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "write", full)
    monkeypatch.setattr(sqlite3, "connect", full)

    answer = ask(client_of(visit.author, language), format=kind, hxl="on")

    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert said in page
    assert answer.context["form"]["format"].value() == kind
    assert not AccessEntry.objects.exists()
    assert list((private / "exports").rglob("*")) == []


def test_a_full_disk_is_told_of_figures_too(
    director: User, private: Path, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*rest: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "write", full)
    answer = client_of(director).post(
        reverse("exports:figures"), {"format": "xlsx", "table": "months", "language": "en"}
    )

    assert (answer.status_code, "no room" in answer.content.decode()) == (503, True)
    assert list((private / "exports").rglob("*")) == []


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX])
def test_a_full_disk_leaves_nothing_behind(
    kind: Format, asked_for: Callable[..., Export], visit: Visit, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XlsxWriter leaves its parts where it cannot put them together."""

    def full(*rest: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    export = asked_for(visit.author, kind)
    monkeypatch.setattr(ZipFile, "write", full)
    monkeypatch.setattr(store, "keep", full)

    assert work.make(export.pk) is False

    export.refresh_from_db()
    assert (export.state, export.failure) == (ExportState.FAILED, Failure.FAULT)
    assert list((private / "exports").rglob("*")) == []
