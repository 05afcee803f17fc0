"""Who changed what is told to the history once a transaction, whatever else happens in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.history import HistoryMiddleware
from accounts.models import User
from checkpoints.models import Checkpoint

pytestmark = pytest.mark.django_db(transaction=True)


def during(officer: User, act: Callable[[], None], method: str = "post") -> None:
    """Run `act` as the view of a request."""

    def view(_request: HttpRequest) -> HttpResponse:
        act()
        return HttpResponse()

    request = getattr(RequestFactory(), method)("/somewhere/50%/")
    request.user = officer
    HistoryMiddleware(view)(request)


def rename(checkpoint: Checkpoint, name: str) -> None:
    Checkpoint.objects.filter(pk=checkpoint.pk).update(name_en=name)


def events(checkpoint: Any) -> list[Any]:
    """The events of a checkpoint, oldest first; without that of its making."""
    return list(checkpoint.events.select_related("pgh_context").order_by("pgh_id"))[1:]


def contexts(checkpoint: Checkpoint) -> list[dict[str, object] | None]:
    return [event.pgh_context.metadata if event.pgh_context else None for event in events(checkpoint)]


def test_one_transaction_is_told_once(officer: User, ban_laem: Checkpoint) -> None:
    def act() -> None:
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            rename(ban_laem, "A")
            rename(ban_laem, "B")
        told.extend(query["sql"] for query in asked if "set_config" in query["sql"])

    told: list[str] = []
    during(officer, act)
    assert contexts(ban_laem) == [{"user": officer.pk, "url": "/somewhere/50%/"}] * 2
    assert len(told) == 1


def test_all_transactions_of_a_request_share_a_context(officer: User, ban_laem: Checkpoint) -> None:
    def act() -> None:
        rename(ban_laem, "A")
        with transaction.atomic():
            rename(ban_laem, "B")

    during(officer, act)
    assert len({event.pgh_context_id for event in events(ban_laem)}) == 1
    assert None not in contexts(ban_laem)


def test_what_a_savepoint_took_back_is_told_again(officer: User, ban_laem: Checkpoint) -> None:
    def act() -> None:
        with transaction.atomic():
            with transaction.atomic():
                rename(ban_laem, "A")
                transaction.set_rollback(True)
            rename(ban_laem, "B")

    during(officer, act)
    assert [row["user"] for row in contexts(ban_laem) if row] == [officer.pk]


def test_the_next_request_starts_anew(officer: User, reviewer: User, ban_laem: Checkpoint) -> None:
    during(officer, lambda: rename(ban_laem, "A"))
    rename(ban_laem, "B")
    during(reviewer, lambda: rename(ban_laem, "C"))
    assert [row and row["user"] for row in contexts(ban_laem)] == [officer.pk, None, reviewer.pk]


def test_reading_tells_nothing(officer: User, ban_laem: Checkpoint) -> None:
    during(officer, lambda: rename(ban_laem, "A"), method="get")
    assert contexts(ban_laem) == [None]
