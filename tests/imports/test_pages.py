"""The way through the pages: choose, look, import, undo; and what is told where that cannot be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint
from imports.models import Batch, BatchState
from tests.imports import files
from tests.imports.files import BAN_MAI

pytestmark = pytest.mark.usefixtures("ban_laem")


def upload(content, name="points.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def browser(client_of, admin):
    return client_of(admin, "en")


def read_in(browser, content):
    answer = browser.post("/imports/checkpoints/", upload(content))
    assert answer.status_code == 302
    return answer["Location"]


def test_an_administrator_imports_and_undoes(browser):
    url = read_in(browser, files.workbook([BAN_MAI]))
    page = browser.get(url)
    assert "Import 1 row" in page.content.decode()
    digest = page.context["form"].initial["digest"]
    done = browser.post(f"{url}import/", {"digest": digest}, follow=True).content.decode()
    assert "1 row is imported." in done
    assert "/checkpoints/ban-mai/" in done
    undone = browser.post(f"{url}undo/", follow=True).content.decode()
    assert "everything is what it was before" in undone
    assert Checkpoint.objects.count() == 1


def test_of_many_rows_that_were_imported_the_first_are_shown_and_it_says_so(browser, carried_out):
    rows = [["", "TRADE", f"บ้าน {number}", f"Ban {number}", 22, 2204] for number in range(102)]
    page = browser.get(carried_out(files.workbook(rows)).get_absolute_url()).content.decode()
    assert "Ban 99" in page
    assert "Ban 100" not in page
    assert "The first 100 of 102 are shown." in page


def test_a_broken_file_is_told_at_the_field(browser):
    answer = browser.post("/imports/checkpoints/", upload(b"PK nothing"))
    assert answer.status_code == 422
    assert "damaged" in str(answer.context["form"].errors["file"])


def test_errors_stand_with_row_and_column_and_nothing_can_be_imported(browser):
    url = read_in(browser, files.workbook([BAN_MAI, ["", "GATE", *BAN_MAI[2:]]]))
    page = browser.get(url)
    text = page.content.decode()
    assert "B (kind)" in text
    assert "Import 1 row" not in text
    digest = page.context["form"].initial["digest"]
    assert browser.post(f"{url}import/", {"digest": digest}).status_code == 409
    assert Checkpoint.objects.count() == 1


def test_what_changed_meanwhile_is_shown_anew(browser, admin, ban_laem):
    row = ["ban-laem", "PERMANENT", "บ้านแหลม", "Gate", 22, 2204]
    url = read_in(browser, files.workbook([row]))
    digest = browser.get(url).context["form"].initial["digest"]
    checkpoint_actions.edit(place=ban_laem, by=admin, version=1, name_en="Other")
    answer = browser.post(f"{url}import/", {"digest": digest})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Data changed since you looked" in text
    assert "Other" in text
    again = answer.context["form"].initial["digest"]
    assert browser.post(f"{url}import/", {"digest": again}).status_code == 302


def test_pressed_twice_it_is_done_once(browser):
    url = read_in(browser, files.workbook([BAN_MAI]))
    digest = browser.get(url).context["form"].initial["digest"]
    assert browser.post(f"{url}import/", {"digest": digest}).status_code == 302
    again = browser.post(f"{url}import/", {"digest": digest})
    assert again.status_code == 409
    assert "Nothing was done twice" in again.content.decode()
    assert Checkpoint.objects.count() == 2


def test_undoing_says_which_rows_somebody_has_built_on(browser, admin):
    url = read_in(browser, files.workbook([BAN_MAI]))
    browser.post(f"{url}import/", {"digest": browser.get(url).context["form"].initial["digest"]})
    new = Checkpoint.objects.get(code="ban-mai")
    checkpoint_actions.edit(place=new, by=admin, version=new.version, name_en="Better")
    answer = browser.post(f"{url}undo/")
    assert answer.status_code == 409
    assert "row 2: " in answer.content.decode()


def test_a_discarded_file_is_gone(browser):
    url = read_in(browser, files.workbook([BAN_MAI]))
    assert browser.post(f"{url}discard/").status_code == 302
    assert Batch.objects.get().state == BatchState.DISCARDED
    assert browser.get(url).status_code == 200


def test_nobody_sees_the_files_of_others(browser, client_of, reviewer, admin):
    url = read_in(browser, files.workbook([BAN_MAI]))
    other = client_of(reviewer)
    assert other.get(url).status_code == 404
    assert other.post(f"{url}undo/").status_code == 404
    assert "points.xlsx" not in other.get("/imports/").content.decode()


def test_the_template_comes_as_a_workbook(browser):
    answer = browser.get("/imports/centers/template.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="centers.xlsx"'
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("kind", ["visits", "nowhere"])
def test_kinds_that_are_not_for_one_are_shut(browser, kind):
    assert browser.get(f"/imports/{kind}/").status_code == (403 if kind == "visits" else 404)
