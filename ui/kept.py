"""What somebody typed into a form that could not be taken, signed out or too old: kept, ready to be sent again."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.cache import patch_cache_control

# What is typed there is secret, and never shown again.
SECRET_ADDRESSES = ("/accounts/", "/admin/")
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError, MultiPartParserError)


def words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of ours, as sent; none where it was sent from another site or holds secrets.

    A foreign form is never offered for sending again: pressing the button would do what that site wants.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if request.method != "POST" or not ours or request.path.startswith(SECRET_ADDRESSES):
        return []
    try:
        rows = [(name, value) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return []
    return [(name, value) for name, value in rows if name != "csrfmiddlewaretoken"]


def legible(words: list[tuple[str, str]]) -> list[str]:
    """What of it a person wrote and would miss."""
    return [value for name, value in words if name != "client_uuid" and not value.isdecimal() and len(value) > 3]


def kept_page(
    request: HttpRequest, words: list[tuple[str, str]], *, why: str, action: str | None = None, status: int = 403
) -> HttpResponse:
    """Everything typed, in a form that sends it once more to where it was going, or to `action` (empty: nowhere).

    `why`: signed_out, renewed (signed in again meanwhile), busy (somebody holds what it needs) or removed (what was
    changed is there no more).
    """
    context = {
        "words": words,
        "legible": legible(words),
        "why": why,
        "had_files": bool(request.FILES),
        "action": request.get_full_path() if action is None else action,
    }
    answer = render(request, "ui/kept.html", context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
