"""Photographs and documents go out: to those who may see them, logged where that is asked."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, Refused, allow, log_access
from accounts.models import AccessEntry, User
from accounts.roles import Permission, Role
from ui.files import serve_file
from visits.citations import is_restricted
from visits.kinds import is_photo_delayed
from visits.models import Document, Photo, Rendition, Visit
from visits.permissions import may_read_restricted
from visits.store import locate

THUMB_AGE = 3600  # seconds that a browser shows a small, unrestricted picture without asking again
What = AccessEntry.What
P = ParamSpec("P")
logger = logging.getLogger(__name__)


def file_view(
    view: Callable[Concatenate[AuthedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[AuthedRequest, P], HttpResponseBase]:
    """A view that answers a stored file: one missing from the disk is told and logged; HEAD gets no body."""

    @wraps(view)
    def answer(request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except FileNotFoundError as error:
            logger.error("The file of %s is missing: %s", request.path, error.filename)
            response = missing(request)
        return without_body(response) if request.method == "HEAD" else response

    return answer


@require_safe
@allow(Permission.VISIT_LIST, Permission.EDITION_READ)
@file_view
def photo(request: AuthedRequest, reference: str, pk: int, size: str) -> HttpResponseBase:
    """One served size of a photograph; a notice in its place while the sizes are being made."""
    visible = Visit.objects.visible_to(request.user).filter(reference=reference)
    rows = Rendition.objects.filter(photo=pk, name=size, photo__visit__in=visible)
    rendition = rows.select_related("photo__visit", "photo__activity").first()
    if rendition is None:
        check_readable(request.user, get_photo(request.user, reference, pk))
        return not_ready(request)
    check_readable(request.user, rendition.photo)
    restricted = is_restricted(rendition.photo)
    if restricted:
        log_access(by=request.user, what=What.RESTRICTED_READ, subject=reference, detail=f"photo {pk}, {size}")
    tag = f'"{rendition.path.rpartition("/")[2].partition(".")[0][:32]}"'
    if not restricted and request.headers.get("If-None-Match") == tag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = serve_file(locate(rendition.path), media_type="image/jpeg", inline=True)
    return response if restricted else let_browser_keep(response, tag=tag, small=size == Rendition.Size.THUMB)


@require_safe
@allow(Permission.VISIT_LIST, Permission.EDITION_READ)
@file_view
def original(request: AuthedRequest, reference: str, pk: int, size: str) -> HttpResponseBase:
    """The original as it came in, with whatever the camera wrote into it: for the restricted circle, logged."""
    row = get_photo(request.user, reference, pk)
    check_readable(request.user, row)
    if not may_read_restricted(request.user, row.visit):
        raise Refused(_("Originals are kept for the mission and for those who decide on the report."))
    log_access(by=request.user, what=What.ORIGINAL_DOWNLOAD, subject=reference, detail=f"photo {pk}")
    return serve_file(locate(row.original), media_type="application/octet-stream", name=row.file_name)


@require_safe
@allow(Permission.VISIT_LIST)
@file_view
def document(request: AuthedRequest, reference: str, pk: int) -> HttpResponseBase:
    """An annex, always as a download. Annexes are no part of the public edition."""
    visible = Visit.objects.visible_to(request.user).filter(reference=reference)
    row = Document.objects.filter(pk=pk, visit__in=visible).select_related("visit").first()
    if row is None or (row.restricted and not may_read_restricted(request.user, row.visit)):
        raise Http404
    log_access(by=request.user, what=What.DOCUMENT_DOWNLOAD, subject=reference, detail=f"document {pk}")
    return serve_file(locate(row.path), media_type=row.media_type, name=row.file_name)


def get_photo(user: User, reference: str, pk: int) -> Photo:
    """A photograph of a report that `user` may know of. Raises Http404."""
    visible = Visit.objects.visible_to(user).filter(reference=reference)
    row = Photo.objects.filter(pk=pk, visit__in=visible).select_related("visit", "activity").first()
    if row is None:
        raise Http404
    return row


def check_readable(user: User, row: Photo) -> None:
    """Raises Http404 for a photograph that the edition of `user` does not hold: for them there is none."""
    if user.role == Role.PARTNER and (is_photo_delayed(row) or not row.is_publishable):
        raise Http404
    if is_restricted(row) and not may_read_restricted(user, row.visit):
        raise Http404


def not_ready(request: AuthedRequest) -> HttpResponse:
    """A drawing that says so, as 202 Accepted; never the original in its place."""
    response = drawing(request, "visits/media/preparing.svg", status=202)
    response["Retry-After"] = "2"
    return response


def missing(request: AuthedRequest) -> HttpResponse:
    """410: the report names a file that is not on the disk. A drawing where a picture was to be, else a page."""
    if request.headers.get("Sec-Fetch-Dest") == "image":
        return drawing(request, "visits/media/missing.svg", status=410)
    response = render(request, "visits/media/missing.html", status=410)
    patch_cache_control(response, private=True, no_store=True)
    return response


def drawing(request: AuthedRequest, template: str, *, status: int) -> HttpResponse:
    """Words as a picture, to stand where a photograph cannot."""
    response = render(request, template, content_type="image/svg+xml", status=status)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response


def without_body(response: HttpResponseBase) -> HttpResponseBase:
    """What HEAD is answered: the headers of GET, its length among them, and nothing after them."""
    if isinstance(response, FileResponse):
        response.streaming_content = ()  # the file is closed with the response
    elif isinstance(response, HttpResponse):
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def let_browser_keep(response: HttpResponseBase, *, tag: str, small: bool) -> HttpResponseBase:
    """Small pictures for an hour; larger ones only for as long as we still say yes when asked again."""
    rules: dict[str, Any] = {"private": True, **({"max_age": THUMB_AGE} if small else {"no_cache": True})}
    del response["Cache-Control"]
    patch_cache_control(response, **rules)
    response["ETag"] = tag
    return response
