"""Large exports: made by a worker, taken back, fetched by their owner alone, gone after a week."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry, Area, User
from exports import actions, making, sheets, store, work
from exports.formats import Format
from exports.models import Export, Failure
from exports.sheets import TooLong
from exports.tasks import make_export, tell_ready
from exports.workflow import ExportState
from jobs.worker import run_batch
from tests.exports.asking import ask, body, sent, table
from tests.test_matrix import client_for, undone
from tests.world import World
from visits.models import MissionMember, Visit

ClientOf = Callable[..., Client]
AskedFor = Callable[..., Export]


@pytest.fixture
def nothing_at_once(monkeypatch: pytest.MonkeyPatch, private: Path) -> None:
    """Every export is too large to be waited for."""
    monkeypatch.setattr(Format, "at_once", 0)


def files(private: Path) -> list[Path]:
    return list((private / "exports").iterdir())


def test_it_is_made_by_a_worker_and_fetched(nothing_at_once: None, visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author, "en")
    page = ask(client, query="state=draft").headers["Location"]
    assert "waiting to be made" in client.get(page).content.decode()

    run_batch()

    assert "Fetch the file" in client.get(page).content.decode()
    found = client.get(f"{page}file/")
    assert found["Content-Disposition"].startswith('attachment; filename="visits-')
    assert [row[0] for row in table(found)] == ["reference", visit.reference]


def test_the_list_says_by_which_filters_each_was_made(
    asked_for: AskedFor, officer: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    asked_for(officer, Format.GPKG, "state=draft&district=2204")
    client = client_of(officer, "en")
    page = client.get(reverse("exports:list")).content.decode()
    assert "State: <b>draft</b>" in page
    assert "District: <b>Pong Nam Ron</b>" in page

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("exports:list"))
    for _n in range(3):
        actions.cancel(export=asked_for(officer, Format.CSV, "state=draft"), by=officer)
    with django_assert_num_queries(len(one)):  # a state needs no question
        client.get(reverse("exports:list"))


def test_asking_twice_makes_one(nothing_at_once: None, visit: Visit, client_of: ClientOf) -> None:
    client, wish = client_of(visit.author), sent()

    first, again = (client.post(reverse("exports:new", args=["visits"]), wish) for _n in range(2))
    other = client.post(reverse("exports:new", args=["visits"]), wish | {"format": "geojson"})

    assert first.headers["Location"] == again.headers["Location"] != other.headers["Location"]


def test_what_was_cancelled_is_asked_for_again_with_the_same_choices(
    asked_for: Callable[..., Export], officer: User, director: User, client_of: ClientOf
) -> None:
    export = asked_for(officer, Format.GPKG, "state=draft")
    Export.objects.filter(pk=export.pk).update(columns=["reference", "title"])
    actions.cancel(export=export, by=officer)
    url = f"{reverse('exports:new', args=['visits'])}?again={export.pk}&state=draft"
    browser = client_of(officer, "th")

    assert url.replace("&", "&amp;") in browser.get(export.get_absolute_url()).content.decode()
    page = browser.get(url)

    chosen = {name: page.context["form"][name].value() for name in ("format", "language", "columns", "codes")}
    assert chosen == {"format": "gpkg", "language": "en", "columns": ["reference", "title"], "codes": True}
    assert page.context["query"] == "state=draft"
    assert client_of(director).get(url).status_code == 404


@pytest.mark.parametrize("ended", ["cancelled", "failed"])
def test_what_ended_without_a_file_is_made_anew_when_asked_for_again(
    ended: str, nothing_at_once: None, visit: Visit, client_of: ClientOf
) -> None:
    """As somebody does who goes back to the form."""
    client, wish = client_of(visit.author), sent()
    first = client.post(reverse("exports:new", args=["visits"]), wish).headers["Location"]
    failure = Failure.FAULT if ended == "failed" else ""
    Export.objects.update(state=ended, failure=failure, finished_at=timezone.now())

    again = [client.post(reverse("exports:new", args=["visits"]), wish).headers["Location"] for _n in range(2)]

    assert again[0] == again[1] != first
    assert Export.objects.under_way().count() == 1


def test_three_at_once_are_enough(nothing_at_once: None, visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author, "en")
    assert [ask(client).status_code for _n in range(3)] == [302, 302, 302]

    refused = ask(client)

    assert refused.status_code == 422
    assert "3 exports of yours are being made already" in refused.content.decode()
    run_batch()
    assert ask(client).status_code == 302


def test_more_than_excel_holds_is_refused_before_it_starts(
    nothing_at_once: None, monkeypatch: pytest.MonkeyPatch, visit: Visit, client_of: ClientOf
) -> None:
    monkeypatch.setattr(Format, "most", 0)

    response = ask(client_of(visit.author, "en"), format="xlsx")

    assert response.status_code == 422
    assert "or CSV" in response.content.decode()
    assert not Export.objects.exists()


def test_progress_is_told_to_htmx_as_a_part(asked_for: AskedFor, visit: Visit, client_of: ClientOf) -> None:
    export = asked_for(visit.author)
    Export.objects.update(state=ExportState.MAKING, done=1_000, total=12_345)

    part = client_of(visit.author, "en").get(export.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert "1,000 of 12,345 rows" in part
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part


def test_cancelled_before_it_began_it_is_not_made(
    asked_for: AskedFor, visit: Visit, client_of: ClientOf, private: Path
) -> None:
    export = asked_for(visit.author)

    assert client_of(visit.author).post(reverse("exports:cancel", args=[export.pk])).status_code == 302
    run_batch()

    export.refresh_from_db()
    assert export.state == ExportState.CANCELLED
    assert not (private / "exports").exists()


def test_cancelled_while_it_is_made_it_stops_between_two_batches(
    asked_for: AskedFor, visit: Visit, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked_for(visit.author, Format.XLSX)
    asked = sheets.Sheet.add

    def cancelling(self: Any, rows: Any) -> None:
        actions.cancel(export=export, by=visit.author)
        asked(self, rows)

    monkeypatch.setattr(sheets.Sheet, "add", cancelling)
    make_export.call(export.pk)

    export.refresh_from_db()
    assert (export.state, export.path) == (ExportState.CANCELLED, "")
    assert files(private) == []


def test_cancelled_at_the_last_moment_leaves_no_file(
    asked_for: AskedFor, visit: Visit, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked_for(visit.author)
    kept = store.keep

    def cancelling(path: Path) -> tuple[str, int]:
        actions.cancel(export=export, by=visit.author)
        return kept(path)

    monkeypatch.setattr(store, "keep", cancelling)

    assert work.make(export.pk) is False
    assert files(private) == []


def test_what_a_killed_worker_left_is_made_anew(asked_for: AskedFor, visit: Visit, private: Path) -> None:
    export = asked_for(visit.author)
    assert work.begin(export.pk)

    make_export.call(export.pk)
    make_export.call(export.pk)

    export.refresh_from_db()
    assert export.is_ready
    assert len(files(private)) == 1


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(("fault", "why"), [(TooLong, Failure.TOO_LONG), (RuntimeError, Failure.FAULT)])
def test_a_fault_is_told(
    fault: type[Exception],
    why: Failure,
    asked_for: AskedFor,
    visit: Visit,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = asked_for(visit.author)
    monkeypatch.setattr(making, "write", lambda *rest: (_ for _ in ()).throw(fault))

    run_batch()

    export.refresh_from_db()
    assert (export.state, export.failure) == (ExportState.FAILED, why)
    assert str(why.label).split(".")[0] in client_of(visit.author, "en").get(export.get_absolute_url()).content.decode()


def test_a_database_that_is_away_is_waited_for(
    asked_for: AskedFor, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked_for(visit.author)
    monkeypatch.setattr(making, "write", lambda *rest: (_ for _ in ()).throw(OperationalError))

    with pytest.raises(OperationalError):
        make_export.call(export.pk)

    export.refresh_from_db()
    assert export.state == ExportState.MAKING


def test_it_is_the_owners_alone(asked_for: AskedFor, visit: Visit, reviewer: User, client_of: ClientOf) -> None:
    export = asked_for(visit.author)
    make_export.call(export.pk)
    client = client_of(reviewer)

    for name in ("detail", "file"):
        assert client.get(reverse(f"exports:{name}", args=[export.pk])).status_code == 404
    assert client.post(reverse("exports:cancel", args=[export.pk])).status_code == 404
    assert client.get(reverse("exports:list")).content.decode().count("/exports/made/") == 0


def test_what_is_not_ready_cannot_be_fetched(asked_for: AskedFor, visit: Visit, client_of: ClientOf) -> None:
    export = asked_for(visit.author)

    assert client_of(visit.author).get(reverse("exports:file", args=[export.pk])).status_code == 404


def test_other_areas_since_then_mean_another_export(asked_for: AskedFor, visit: Visit, client_of: ClientOf) -> None:
    export = asked_for(visit.author)
    make_export.call(export.pk)
    Area.objects.filter(user=visit.author)[:1].get().delete()

    response = client_of(User.objects.get(pk=visit.author.pk), "en").get(reverse("exports:file", args=[export.pk]))

    assert response.status_code == 403
    assert "Please export it again." in response.content.decode()


def test_another_center_since_then_means_another_export(asked_for: AskedFor, world: World) -> None:
    staff = world.people["center"]
    with undone():
        export = asked_for(staff, dataset="public-reports")
        make_export.call(export.pk)
        assert body(client_for(world, "center").get(reverse("exports:file", args=[export.pk])))
        staff.centers.clear()

        response = client_for(world, "center").get(reverse("exports:file", args=[export.pk]))

    assert response.status_code == 403


def test_a_mission_that_ended_since_then_means_another_export(
    asked_for: AskedFor, visit: Visit, center_staff: User, client_of: ClientOf
) -> None:
    member = MissionMember.objects.create(visit=visit, user=center_staff, name="ก")
    export = asked_for(center_staff)
    make_export.call(export.pk)
    fetched = reverse("exports:file", args=[export.pk])
    assert visit.reference in body(client_of(center_staff).get(fetched)).decode()
    member.delete()

    response = client_of(center_staff, "en").get(fetched)

    assert response.status_code == 403
    assert "your missions have changed" in response.content.decode()


def test_a_mission_that_came_later_takes_no_export_away(
    asked_for: AskedFor, visit: Visit, center_staff: User, client_of: ClientOf
) -> None:
    export = asked_for(center_staff)
    make_export.call(export.pk)
    MissionMember.objects.create(visit=visit, user=center_staff, name="ก")

    assert body(client_of(center_staff).get(reverse("exports:file", args=[export.pk])))


def test_rights_that_came_and_went_while_it_waited_are_not_kept(
    asked_for: AskedFor, approved_visit: Visit, center_staff: User, client_of: ClientOf
) -> None:
    """Asked for without an area, made with one, and fetched without it again."""
    area = Area.objects.get(user=center_staff)
    area.delete()
    export = asked_for(User.objects.get(pk=center_staff.pk))
    area.save(force_insert=True)
    make_export.call(export.pk)
    export.refresh_from_db()
    assert export.total == 1
    Area.objects.filter(user=center_staff).delete()

    response = client_of(User.objects.get(pk=center_staff.pk)).get(reverse("exports:file", args=[export.pk]))

    assert response.status_code == 403


def test_making_goes_by_the_rights_of_that_moment(
    asked_for: AskedFor, approved_visit: Visit, center_staff: User
) -> None:
    export = asked_for(center_staff)
    Area.objects.filter(user=center_staff).delete()

    make_export.call(export.pk)

    export.refresh_from_db()
    assert export.total == 0


def test_each_making_and_fetching_stands_in_the_log(asked_for: AskedFor, visit: Visit, client_of: ClientOf) -> None:
    export = asked_for(visit.author, query="state=draft")
    make_export.call(export.pk)
    body(client_of(visit.author).get(reverse("exports:file", args=[export.pk])))

    said = AccessEntry.objects.filter(what=AccessEntry.What.EXPORT_DATA).order_by("pk")
    assert [entry.detail for entry in said] == ["made csv rows=1 state=draft", "fetched csv rows=1 state=draft"]


def test_the_owner_gets_one_mail_that_tells_nothing(asked_for: AskedFor, visit: Visit) -> None:
    User.objects.filter(pk=visit.author.pk).update(email="officer@example.org", language="en")
    export = asked_for(visit.author)

    run_batch()
    tell_ready.call(export.pk)

    (sent_mail,) = mail.outbox
    assert sent_mail.to == ["officer@example.org"]
    assert export.get_absolute_url() in sent_mail.body
    assert visit.reference not in sent_mail.body


def test_after_a_week_the_file_is_gone(asked_for: AskedFor, visit: Visit, client_of: ClientOf, private: Path) -> None:
    export = asked_for(visit.author)
    make_export.call(export.pk)

    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        client = client_of(visit.author, "en")
        assert client.get(reverse("exports:file", args=[export.pk])).status_code == 404
        call_command("purge_exports", verbosity=0)

        assert "Export it again" in client.get(export.get_absolute_url()).content.decode()
    export.refresh_from_db()
    assert (export.state, files(private)) == (ExportState.EXPIRED, [])


def test_a_file_that_is_gone_from_the_disk_is_told(
    asked_for: AskedFor, visit: Visit, client_of: ClientOf, private: Path
) -> None:
    """As after a restored backup without it. What was not fetched is not in the log."""
    export = asked_for(visit.author)
    make_export.call(export.pk)
    (file,) = files(private)
    file.unlink()

    answer = client_of(visit.author, "en").get(reverse("exports:file", args=[export.pk]), follow=True)

    assert "Export it again" in answer.content.decode()
    assert not AccessEntry.objects.filter(detail__startswith="fetched").exists()
    assert client_of(visit.author).get(reverse("exports:file", args=[export.pk])).status_code == 404


def test_the_purge_leaves_what_is_in_time_and_sweeps_what_nothing_names(
    asked_for: AskedFor, visit: Visit, private: Path
) -> None:
    export = asked_for(visit.author)
    make_export.call(export.pk)
    (kept,) = files(private)
    left, parts = private / "exports" / ".left-behind.csv", private / "exports" / ".left-in-parts"
    left.touch()
    parts.mkdir()
    (parts / "export.xlsx").touch()

    assert work.expire(now=timezone.now()) == 0
    assert left.exists()
    assert parts.exists()
    work.expire(now=timezone.now() + dt.timedelta(days=2))

    assert files(private) == [kept]


def test_what_outlived_all_workers_is_told_as_not_made(asked_for: AskedFor, visit: Visit) -> None:
    """Or it would be said to be under way for ever, and count among the three that somebody may have."""
    begun, waiting = asked_for(visit.author), asked_for(visit.author)
    work.begin(begun.pk)

    work.expire(now=timezone.now())
    assert Export.objects.under_way().count() == 2
    work.expire(now=timezone.now() + dt.timedelta(days=2))

    begun.refresh_from_db()
    assert (begun.state, begun.failure) == (ExportState.FAILED, Failure.FAULT)
    assert list(Export.objects.under_way()) == [waiting]


def test_files_are_for_the_site_alone(asked_for: AskedFor, visit: Visit, private: Path) -> None:
    make_export.call(asked_for(visit.author).pk)

    (file,) = files(private)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


LONG_AGO = dt.datetime(2023, 3, 11, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "ready"},
        {"state": "failed", "finished_at": LONG_AGO},
        {"path": "exports/x.csv"},
        {"done": 2, "total": 1},
        {"format": "pdf"},
        {"state": "expired"},
        {"finished_at": LONG_AGO},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, Any], asked_for: AskedFor, visit: Visit) -> None:
    export = asked_for(visit.author)

    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(**wrong)
