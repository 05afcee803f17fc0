"""The indicator report that goes to the donor, on paper and as a table."""

import datetime as dt
import io

import pytest
import time_machine
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import AccessEntry
from indicators import actions, asked, reference
from indicators.models import Indicator
from reports.indicator_pdf import told as context_of
from reports.indicator_pdf import write_table
from ui.pdf import join_sara_am


@pytest.fixture
def told(db, admin, reviewer):
    reference.load()
    trained = Indicator.objects.get(code="people-trained")
    actions.promise(indicator=trained, fiscal_year=2566, province=None, value=40, by=admin)
    actions.enter(
        indicator=trained, start=dt.date(2023, 1, 1), end=dt.date(2023, 3, 31), district=None, province=None,
        source="=1+1", women=12, men=7, unknown=1, value=20, by=reviewer,
    )  # fmt: skip


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_table_says_who_was_reached_and_how_it_is_counted(client_of, director, language):
    answer = client_of(director, language).get("/indicators/report.xlsx?period=fy2566")
    page = load_workbook(io.BytesIO(answer.content)).active
    rows = {row[0].value: row for row in page.iter_rows(min_row=7)}
    row = rows["People trained" if language == "en" else "ผู้ผ่านการฝึกอบรม"]
    assert [cell.value for cell in row[3:9]] == [40, 20, 50, 12, 7, 1]
    assert (row[10].value, row[10].data_type) == ("=1+1", "s")
    assert "MKCF" in page["A3"].value


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("day", "said"), [("2023-03-31", "of which 49 % has passed."), ("2023-10-01", "which is over.")]
)
def test_the_table_says_of_which_time_the_targets_are(director, day, said):
    with time_machine.travel(f"{day} 12:00+07:00"), override("en"):
        content = write_table(asked.read(QueryDict("period=fy2566"), director), by=director, language="en").content
    page = load_workbook(io.BytesIO(content)).active
    assert page["A5"].value == f"Targets are those of the whole fiscal year 2023, {said}"


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pdf_is_made_in_either_language_and_logged(client_of, director, language):
    answer = client_of(director).get(f"/indicators/report.pdf?period=fy2566&lang={language}")
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Disposition"] == f'attachment; filename="indicators-fy2566-{language}.pdf"'
    assert AccessEntry.objects.get().subject == "indicators"


@pytest.mark.usefixtures("told")
def test_the_page_of_paper_names_period_donor_target_and_sexes(director):
    with override("th"):
        scope = asked.read(QueryDict("period=fy2566"), director)
    with override("en"):
        text = join_sara_am(render_to_string("print/indicators.html", context_of(scope, director) | {"language": "en"}))
    for words in ("Fiscal year 2023", "MKCF", "12 women, 7 men, 1 not known", "50 %", "by the signed lists"):
        assert words in text
