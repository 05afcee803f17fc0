"""CSV: what stands in it, in both languages, and that no cell of it is ever computed."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AccessEntry, User
from exports.csvs import SIGNS
from followups.models import FollowUp
from places.models import District
from tests.exports.asking import ask, body, records, table
from tests.visits.factories import make_visit
from visits.models import Visit

ClientOf = Callable[..., Client]
FORMULAS = [
    "=1+1",
    "+66 81 234 5678",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u3000＝1",
    '="a"",""b"',
    '=HYPERLINK("http://x.example","press")\nnext line',
]
HARMLESS = ["ตรวจ = เยี่ยม", "3 = 3", "a-b", "'quoted", '"quoted"', "two\nlines", "1,234", "–5 dash", "ก+ข", "ครบ\u200b"]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_text_like_a_formula_gets_an_apostrophe(words: str, visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(background=words)

    (row,) = records(client_of(visit.author))

    assert row["background"] == f"'{words}"


@pytest.mark.parametrize("words", HARMLESS)
def test_other_texts_stay_as_they_are(words: str, visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(background=words)

    (row,) = records(client_of(visit.author))

    assert row["background"] == words


def test_no_cell_of_text_begins_like_a_formula(visit: Visit, client_of: ClientOf) -> None:
    """Also in the columns that are put together from several rows."""
    visit.members.update(name="=cmd|' /C calc'!A0")
    District.objects.update(name_en="=1+1", name_th="=1+1")
    names = ("title_th", "title_en", "funding_source", "assignee", "sources", "obstacles", "directive_number")
    Visit.objects.update(**dict.fromkeys(names, "=1+1"))

    rows = table(ask(client_of(visit.author)))

    assert not [cell for row in rows for cell in row if cell.startswith(tuple(SIGNS))]


def test_numbers_stay_numbers_and_days_are_iso(visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(funding_share=100)

    (row,) = records(client_of(visit.author))

    assert (row["funding_share"], row["date_start"], row["fiscal_year"]) == ("100", "2023-03-11", "2566")


def test_it_begins_with_a_byte_order_mark_for_excel(visit: Visit, client_of: ClientOf) -> None:
    response = ask(client_of(visit.author))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert body(response).startswith(b"\xef\xbb\xbf")


def test_names_are_in_the_language_chosen_not_that_of_the_page(visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author, "en")

    english, thai = (table(ask(client, language=language)) for language in ("en", "th"))

    assert (english[0][0], thai[0][0]) == ("reference", "เลขที่อ้างอิง")
    assert (english[1][3], thai[1][3]) == ("follow-up on project progress", "ติดตามความก้าวหน้าโครงการ")
    assert (english[1][2], thai[1][2]) == ("Follow-up in Chanthaburi", "ติดตามผลที่จันทบุรี")


def test_codes_and_hashtags_stand_below_the_names(visit: Visit, client_of: ClientOf) -> None:
    rows = table(ask(client_of(visit.author), codes="on", hxl="on", columns=["date_start", "reference"]))

    assert rows[:3] == [["reference", "first day"], ["reference", "date_start"], ["#activity+code", "#date+start"]]
    assert rows[3:] == [[visit.reference, "2023-03-11"]]


def test_what_was_chosen_only(visit: Visit, client_of: ClientOf) -> None:
    assert table(ask(client_of(visit.author), columns=["reference"])) == [["reference"], [visit.reference]]


def test_without_a_column_it_is_asked_for_again(visit: Visit, client_of: ClientOf) -> None:
    response = ask(client_of(visit.author), columns=[], name="Kept words")

    assert response.status_code == 422
    assert "Choose at least one column." in response.content.decode()
    assert "Kept words" in response.content.decode()


def test_the_rows_are_those_of_the_filters(officer: User, client_of: ClientOf, pong_nam_ron: District) -> None:
    kept = make_visit(officer, pong_nam_ron, title_en="Lamps at the gate")
    make_visit(officer, pong_nam_ron, title_en="Another")

    found = records(client_of(officer), query="q=lamps")

    assert [row["reference"] for row in found] == [kept.reference]


def test_a_follow_up_says_where_it_belongs(visit: Visit, director: User, client_of: ClientOf) -> None:
    facts = {"owner_name": "District", "due_on": visit.date_end, "created_by": director}
    FollowUp.objects.create(visit=visit, title="Lights", **facts)
    (row,) = records(client_of(visit.author), "followups")
    assert row["areas"] == "TH22; TH2204"


def test_an_empty_list_is_a_file_with_names_only(officer: User, client_of: ClientOf) -> None:
    assert len(table(ask(client_of(officer)))) == 1


def test_the_export_stands_in_the_access_log_without_the_words_of_a_search(visit: Visit, client_of: ClientOf) -> None:
    ask(client_of(visit.author), query="q=chanthaburi&state=draft")

    entry = AccessEntry.objects.get(what=AccessEntry.What.EXPORT_DATA)
    assert (entry.user, entry.subject) == (visit.author, "visits")
    assert entry.detail == "at once csv rows=1 q state=draft"


def test_words_that_are_no_filter_do_not_stand_in_the_access_log(visit: Visit, client_of: ClientOf) -> None:
    """Or they would tell the auditor whatever the exporter likes, and leave no room for the filters."""
    ask(client_of(visit.author), query=f"note=approved&x={'0' * 300}&state=nowhere&state=draft&state=draft")

    assert AccessEntry.objects.get().detail == "at once csv rows=1 state=draft"


def test_a_nul_in_the_address_is_no_filter(visit: Visit, client_of: ClientOf) -> None:
    """The access log could not keep it, and without its line there is no file."""
    found = records(client_of(visit.author), query="words=%00&%00=1&state=draft")

    assert [row["reference"] for row in found] == [visit.reference]
    assert AccessEntry.objects.get().detail == "at once csv rows=1 state=draft"


def test_lines_within_a_cell_are_one_cell(visit: Visit, client_of: ClientOf) -> None:
    Visit.objects.update(background='one\r\ntwo "three", four')

    text = body(ask(client_of(visit.author), columns=["background"])).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text, newline="")))[1] == ['one\r\ntwo "three", four']
