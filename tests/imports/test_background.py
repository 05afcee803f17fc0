"""Large files: checked, imported and undone by a worker, as a whole or not at all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint
from imports import actions, running, views, work
from imports.models import Batch, BatchState, Failure, Run, RunState, What
from imports.planning import make_plan
from imports.tasks import perform, tell
from jobs.worker import run_batch
from tests.imports import files
from tests.imports.files import BAN_MAI

pytestmark = pytest.mark.usefixtures("ban_laem", "everything_is_large")
ROWS = [["", "TRADE", f"บ้าน {n}", f"Ban {n}", 22, 2204] for n in range(3)]


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (running, views):
        monkeypatch.setattr(module, "AT_ONCE", 0)


@pytest.fixture
def browser(client_of: Callable[..., Client], admin: User) -> Client:
    return client_of(admin, "en")


@pytest.fixture
def checked(browser: Client) -> str:
    """The address of a file that a worker has looked at."""
    url = brought(browser)
    run_batch()
    return url


def brought(browser: Client, rows: Any = ROWS) -> str:
    upload = {"file": SimpleUploadedFile("points.xlsx", files.workbook(rows))}
    answer = browser.post("/imports/checkpoints/", upload)
    assert answer.status_code == 302
    return str(answer["Location"])


def digest_on(browser: Client, url: str) -> str:
    return str(browser.get(url).context["form"].initial["digest"])


def imported(browser: Client, url: str) -> None:
    assert browser.post(f"{url}import/", {"digest": digest_on(browser, url)}).status_code == 302
    run_batch()


@pytest.mark.parametrize("end", ["import", "discard", "purge"])
def test_what_was_told_of_the_rows_goes_with_the_file(end: str, browser: Client, checked: str) -> None:
    assert "บ้าน 0" in str(Run.objects.get().told)
    if end == "purge":
        with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
            call_command("purge_imports", verbosity=0)
    elif end == "import":
        imported(browser, checked)
    else:
        browser.post(f"{checked}discard/")
    batch = Batch.objects.get()
    assert (batch.content, batch.state != BatchState.READ) == (None, True)
    assert not Run.objects.filter(told__isnull=False).exists()


def test_a_file_that_is_being_worked_on_is_not_purged(browser: Client, checked: str) -> None:
    running.start(batch=Batch.objects.get(), what=What.TRY, by=User.objects.get(username="admin"))
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        call_command("purge_imports", verbosity=0)
    assert Batch.objects.get().state == BatchState.READ


def test_it_is_checked_imported_and_undone_while_nobody_waits(browser: Client) -> None:
    url = brought(browser)
    page = browser.get(url).content.decode()
    assert "The file is being checked" in page
    assert 'http-equiv="refresh"' in page  # without scripts
    run_batch()
    assert "Import 3 rows" in browser.get(url).content.decode()

    assert browser.post(f"{url}import/", {"digest": digest_on(browser, url)}).status_code == 302
    assert Checkpoint.objects.count() == 1
    run_batch()
    assert Checkpoint.objects.count() == 4
    assert "/checkpoints/ban-0/" in browser.get(url).content.decode()

    assert browser.post(f"{url}undo/").status_code == 302
    assert "The import is being undone" in browser.get(url).content.decode()
    run_batch()
    assert Checkpoint.objects.count() == 1
    assert Batch.objects.get().state == BatchState.UNDONE


def test_who_asked_hears_of_each_by_mail_once(browser: Client, checked: str) -> None:
    imported(browser, checked)
    for run in Run.objects.all():
        tell.call(run.pk)
    subjects = [one.subject for one in mail.outbox]
    assert len(subjects) == 2
    assert all("points.xlsx" in one.body and checked in one.body for one in mail.outbox)


def test_htmx_hears_how_far_it_is_and_then_loads_the_page_anew(browser: Client) -> None:
    url = brought(browser)
    Run.objects.update(state=RunState.WORKING, done=1, total=4)
    part = browser.get(url, headers={"HX-Request": "true"})
    assert "25 %" in part.content.decode()
    assert "<html" not in part.content.decode()
    Run.objects.update(state=RunState.FAILED, failure=Failure.FAULT, finished_at="2026-01-01T00:00Z")
    assert browser.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_what_changed_meanwhile_keeps_all_out_and_is_shown(browser: Client, admin: User, ban_laem: Any) -> None:
    url = brought(browser, [*ROWS, ["ban-laem", "PERMANENT", "บ้านแหลม", "Gate", 22, 2204]])
    run_batch()
    digest = digest_on(browser, url)
    checkpoint_actions.edit(place=ban_laem, by=admin, version=1, name_en="Other")
    browser.post(f"{url}import/", {"digest": digest})
    run_batch()

    page = browser.get(url)

    assert Checkpoint.objects.count() == 1
    assert "Data changed since you looked" in page.content.decode()
    assert "Other" in page.content.decode()
    assert page.context["form"].initial["digest"] != digest


def test_undoing_says_which_rows_somebody_has_built_on(browser: Client, checked: str, admin: User) -> None:
    imported(browser, checked)
    new = Checkpoint.objects.get(code="ban-1")
    checkpoint_actions.edit(place=new, by=admin, version=new.version, name_en="Better")
    browser.post(f"{checked}undo/")
    run_batch()
    assert "row 3" in browser.get(checked).content.decode()
    assert Checkpoint.objects.count() == 4


def test_rights_are_those_of_the_moment(browser: Client, checked: str, admin: User) -> None:
    browser.post(f"{checked}import/", {"digest": digest_on(browser, checked)})
    User.objects.filter(pk=admin.pk).update(role="auditor")
    run_batch()
    assert Run.objects.first().failure == Failure.RIGHTS  # type: ignore[union-attr]
    assert Checkpoint.objects.count() == 1


def test_pressed_twice_it_is_asked_for_once(browser: Client, checked: str) -> None:
    digest = digest_on(browser, checked)
    assert browser.post(f"{checked}import/", {"digest": digest}).status_code == 302
    again = browser.post(f"{checked}import/", {"digest": digest})
    assert again.status_code == 409
    assert browser.post(f"{checked}discard/").status_code == 409
    assert Run.objects.under_way().count() == 1


def test_a_small_file_does_not_wait_in_the_request_for_a_large_one(
    browser: Client, checked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = digest_on(browser, checked)
    other = brought(browser, [BAN_MAI])
    monkeypatch.setattr(running, "AT_ONCE", 200)
    assert browser.post(f"{checked}import/", {"digest": digest}).status_code == 302
    assert Run.objects.under_way().count() == 2
    assert running.is_for_later(Batch.objects.get(pk=int(other.rstrip("/").rsplit("/", 1)[1])))


def test_stopped_before_it_began_nothing_is_done(browser: Client, checked: str) -> None:
    browser.post(f"{checked}import/", {"digest": digest_on(browser, checked)})
    assert browser.post(f"{checked}stop/").status_code == 302
    run_batch()
    assert Checkpoint.objects.count() == 1
    assert "Import 3 rows" in browser.get(checked).content.decode()  # and can be asked for again


def test_stopped_at_the_last_moment_nothing_stays(
    browser: Client, checked: str, monkeypatch: pytest.MonkeyPatch, admin: User
) -> None:
    carry_out = actions.carry_out

    def stopping(**said: Any) -> Batch:
        done = carry_out(**said)
        running.stop(batch=done, by=admin)
        return done

    monkeypatch.setattr(actions, "carry_out", stopping)
    browser.post(f"{checked}import/", {"digest": digest_on(browser, checked)})
    run = Run.objects.under_way().get()
    assert work.perform(run.pk) is False
    assert Checkpoint.objects.count() == 1


def test_a_check_that_was_stopped_can_be_asked_for_again(browser: Client) -> None:
    url = brought(browser)
    browser.post(f"{url}stop/")
    assert "Check the file again" in browser.get(url).content.decode()
    assert browser.post(f"{url}check/").status_code == 302
    run_batch()
    assert "Import 3 rows" in browser.get(url).content.decode()


def test_a_worker_that_dies_leaves_nothing_half_done(
    browser: Client, checked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.post(f"{checked}import/", {"digest": digest_on(browser, checked)})
    run, keep = Run.objects.under_way().get(), actions._keep_rows

    def dying(*args: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(actions, "_keep_rows", dying)
    with pytest.raises(OperationalError), transaction.atomic():
        work.perform(run.pk)
    assert Checkpoint.objects.count() == 1

    monkeypatch.setattr(actions, "_keep_rows", keep)
    perform.call(run.pk)
    perform.call(run.pk)  # and once more, after it was done
    assert Checkpoint.objects.count() == 4
    assert Run.objects.get(pk=run.pk).state == RunState.DONE


def test_a_fault_is_told_and_nothing_is_done(
    browser: Client, checked: str, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setattr(actions, "_keep_rows", lambda *args: 1 / 0)
    browser.post(f"{checked}import/", {"digest": digest_on(browser, checked)})
    run_batch()
    page = browser.get(checked).content.decode()
    assert "Something went wrong on our side" in page
    assert "Import 3 rows" in page
    assert Checkpoint.objects.count() == 1


def test_the_database_lets_one_work_on_a_file_at_a_time(browser: Client, admin: User) -> None:
    brought(browser)
    facts = {"batch": Batch.objects.get(), "by": admin, "language": "th", "what": What.TRY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(**facts, total=3)
    Run.objects.update(state=RunState.STOPPED, finished_at="2026-01-01T00:00Z")
    for wrong in ({"state": "waiting", "finished_at": None}, {"state": "done"}, {"failure": "fault"}, {"done": 9}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Run.objects.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_it_is_before_anything_is_committed(
    browser: Client, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "OFTEN", 1)
    batch, seen, apart = Batch.objects.get(pk=int(brought(browser).split("/")[-2])), [], connection.copy()
    run, keep = Run.objects.get(), actions._keep_rows

    def looking(*args: Any) -> None:
        keep(*args)
        with apart.cursor() as cursor:
            written = "SELECT count(*) FROM imports_batchrow"
            cursor.execute(f"SELECT done, ({written}) FROM imports_run WHERE what = 'carry_out'")
            seen.append(cursor.fetchone())

    monkeypatch.setattr(actions, "_keep_rows", looking)
    work.perform(run.pk)
    start = running.start(batch=batch, what=What.CARRY_OUT, by=admin, digest=make_plan(batch, admin).digest)
    work.perform(start.pk)
    apart.close()
    assert seen == [(6, 0)]
    assert Checkpoint.objects.count() == 4
