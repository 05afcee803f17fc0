"""Whose request it was, told to the triggers that keep the history (django-pghistory)."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INERROR

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
READS = ("SELECT", "EXECUTE read_", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET")
TELL = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true); "


class HistoryMiddleware:
    """Groups what one request changes, with who asked and where, as the library's own middleware does.

    That one tells the database with each statement; this one once a transaction, before its first write.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with connection.execute_wrapper(Teller(request)):
            return self.get_response(request)


class Teller:
    """Runs around each statement of a request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.key, self.is_told = request, str(uuid.uuid4()), False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        status = context["connection"].connection.get_transaction_status()
        if status == TRANSACTION_STATUS_IDLE or sql.startswith("ROLLBACK"):
            self.is_told = False  # a new transaction, or one of which the telling may have been taken back
        if not self.is_told and status != TRANSACTION_STATUS_INERROR and not sql.lstrip().startswith(READS):
            self.is_told = True
            sql = self.telling(context["cursor"], escape=params is not None) + sql
        return execute(sql, params, many, context)

    def telling(self, cursor: Any, *, escape: bool) -> str:
        """The statement that tells, to stand before another one: outside a transaction it holds for that one alone."""
        said = json.dumps({"user": self.request.user.pk, "url": self.request.path})
        told: str = cursor.mogrify(TELL, [self.key, said]).decode()
        return told.replace("%", "%%") if escape else told
