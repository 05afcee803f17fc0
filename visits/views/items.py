"""Things of a section, each with a page of its own: members, stops, activities, factors, conclusions."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db import IntegrityError, models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from visits import actions
from visits.forms.activities import stop_of
from visits.forms.collections import COLLECTIONS, Collection
from visits.forms.fields import key_of
from visits.kinds import DETAILS
from visits.models import Activity, ActivityKind, Visit
from visits.permissions import get_visit_to_edit, why_not_name_accounts
from visits.sections import BY_KEY
from visits.views.saving import context_of, posted_version, receipt, removed, save, screen_page, version_of, way_on

NEEDED = ("reference", "author", "state", "area_codes", "date_start", "date_end")  # of the report, by its things


def collection(request: AuthedRequest, visit: Visit, kind: Collection) -> HttpResponse:
    """The things of a section as cards. Posting says that the list is as it should be, and goes on."""
    if request.method == "POST":
        touch(request, visit, kind.key, lambda _visit: None)
        return redirect(way_on(request, visit, kind.key))
    page = screen_page(request, kind.page, partial(context_of, visit, kind.key, collection=kind))
    return page(rows=kind.cards(visit), kinds=ActivityKind.choices)


def touch(request: AuthedRequest, visit: Visit, key: str, write: Callable[[Visit], Any]) -> None:
    """Save a section by a step that cannot overwrite what somebody else typed: moving, removing, going on."""
    actions.save_section(visit=visit, section=key, by=request.user, version=None, write=write)
    receipt(request, key)


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request: AuthedRequest, reference: str, key: str) -> HttpResponse:
    """Add a thing to a section. The same words under the same `client_uuid` again are the same thing."""
    visit, kind = get_visit_to_edit(request.user, reference, only=NEEDED), find(key)
    try:
        answer = item_page(request, visit, kind, start(request, visit, key))
    except IntegrityError:  # nothing was stored; asking beforehand would cost every save a query
        if not is_repeated(request, visit, kind):
            raise
    else:
        if answer.status_code != 422 or not is_repeated(request, visit, kind):
            return answer
    receipt(request, key)
    return redirect("visits:section", reference, key)


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: AuthedRequest, reference: str, key: str, pk: int) -> HttpResponse:
    """Change a thing of a section."""
    visit, kind = get_visit_to_edit(request.user, reference, only=NEEDED), find(key)
    row = kind.rows(visit).filter(pk=pk).first()
    if row is None:
        return removed(request, new_address(visit, key, pk))
    return item_page(request, visit, kind, row)


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def item_remove(request: AuthedRequest, reference: str, key: str, pk: int) -> HttpResponse:
    """Ask, then remove a thing of a section and what hangs on it."""
    visit, kind = get_visit_to_edit(request.user, reference, only=NEEDED), find(key)
    row = get_object_or_404(kind.rows(visit), pk=pk)
    if getattr(row, "user_id", None):  # a member with an account
        refuse(why_not_name_accounts(request.user, visit))
    if request.method != "POST":
        return screen_page(request, "visits/filing/remove.html", partial(context_of, visit, key, row=row))()
    touch(request, visit, key, lambda _visit: row.delete())
    return redirect("visits:section", reference, key)


@allow(Permission.VISIT_WRITE)
@require_POST
def item_move(request: AuthedRequest, reference: str, key: str, pk: int) -> HttpResponse:
    """Move a thing one place up or down in its section (`to`)."""
    visit, kind = get_visit_to_edit(request.user, reference, only=NEEDED), find(key)
    row = get_object_or_404(kind.rows(visit), pk=pk)
    touch(request, visit, key, lambda locked: swap(kind.rows(locked), row, -1 if request.POST.get("to") == "up" else 1))
    return redirect("visits:section", reference, key)


def item_page(request: AuthedRequest, visit: Visit, kind: Collection, row: models.Model | None) -> HttpResponse:
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else (None, None)
    form = kind.form(*sent, visit=visit, by=request.user, instance=row)
    page = screen_page(request, kind.template, partial(context_of, visit, kind.key, form=form, collection=kind))
    if not posted:
        return page(version=version_of(visit, kind.key))
    if "add_row" in request.POST:
        return page(form=form.with_another_row(), version=posted_version(request))
    version = None if form.is_new else posted_version(request)
    on = request.get_full_path() if "another" in request.POST else BY_KEY[kind.key].address(visit)
    return save(request, visit, kind.key, form, version=version, on=on, again=page)


def find(key: str) -> Collection:
    if key not in COLLECTIONS:
        raise Http404
    return COLLECTIONS[key]


def start(request: AuthedRequest, visit: Visit, key: str) -> models.Model | None:
    """What a new thing starts from: an activity, from the stop and kind in the address; the others from nothing."""
    if key != "results":
        return None
    kind, lean = request.GET.get("kind", ""), request.method == "POST"
    stop = stop_of(visit, request.GET.get("stop", ""), lean=lean)
    if stop is None or kind not in DETAILS:
        raise Http404
    row = Activity(stop=stop, kind=kind)
    row.checklist = request.GET.get("checklist", "")
    return row


def new_address(visit: Visit, key: str, pk: int) -> str:
    """Where what was typed about a removed thing can be added anew; empty where its stop was removed with it."""
    address = reverse("visits:item_new", args=[visit.reference, key])
    if key != "results":
        return address
    last = apps.get_model("visits", "ActivityEvent").objects.filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    if last is None or not visit.stops.filter(pk=last.stop_id).exists():
        return ""
    return f"{address}?{urlencode({'stop': last.stop_id, 'kind': last.kind})}"


def is_repeated(request: AuthedRequest, visit: Visit, kind: Collection) -> bool:
    """Whether the thing was stored before and only its answer got lost."""
    key = key_of(request.POST, request.FILES, scope=str(visit.pk))
    return key is not None and kind.rows(visit).filter(client_uuid=key).exists()


def swap(rows: "models.QuerySet[Any]", row: Any, step: int) -> None:
    """Exchange `row` with its neighbour, numbering the list anew."""
    if isinstance(row, Activity):
        rows = rows.filter(stop=row.stop)
    order = list(rows.order_by("sort", "pk"))
    here = order.index(row)
    there = here + step
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order, start=1):
        if one.sort != place:
            type(one).objects.filter(pk=one.pk).update(sort=place)
