"""Addresses that only take forms: one stands in the browser after a refusal, and is asked for as a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path


class FormsOnlyMiddleware:
    """Who opens such an address, by another language or loading it anew, is led to the page above it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code == 405
            and request.method == "GET"
            and request.headers.get("Sec-Fetch-Mode") == "navigate"
        ):
            return redirect(page_above(request.path))
        return response


def page_above(path: str) -> str:
    """The nearest address above `path` that is one of the site: /visits/R/ of /visits/R/return/."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            break
    return path
