"""Somebody else holds what a form needs for longer than a page waits (LOCK_TIMEOUT): the words come back at once."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg2.errorcodes import LOCK_NOT_AVAILABLE

from ui.kept import kept_page, words_of


class BusyMiddleware:
    """503 with what was typed; the few threads of the server go on to others meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        if getattr(exception.__cause__, "pgcode", "") != LOCK_NOT_AVAILABLE:
            return None
        words = words_of(request)
        return kept_page(request, words, why="busy", status=503) if words else None
