"""Starting a practice, the list of its parts, and the parts that are plain fields."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from places.models import District
from practices import actions, parts, permissions, proof
from practices.citing import things_of
from practices.forms.parts import FORMS, NewPracticeForm
from practices.models import Practice
from practices.writing.saving import context_of, posted_version, save, screen_page, version_of, way_on
from ui import tasks
from visits.forms.basics import districts_open_to
from visits.forms.fields import key_of
from visits.models import Activity, ActivityKind, Stop, Visit


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest) -> HttpResponse:
    """Start a practice, also from a report (`?visit=`) or one of its stops (`&stop=`)."""
    visit = visit_asked(request)
    stop = stop_asked(request, visit)
    initial = {"client_uuid": uuid.uuid4(), "district": district_of(request.user, visit, stop)}
    form = NewPracticeForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"client_uuid": key_of(request.POST, scope=f"practice by {request.user.pk}")}
        practice = actions.create(by=request.user, **values, **site_of(stop, values["district"]))
        cite(request, practice, visit, stop)
        messages.success(request, _("Practice %(code)s is started and saved.") % {"code": practice.code})
        return redirect("practices:write", practice.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "practices/writing/new.html", {"form": form, "visit": visit, "stop": stop}, status=status)


def visit_asked(request: AuthedRequest) -> Visit | None:
    """The report in the address, where the reader may know of it."""
    rows = Visit.objects.visible_to(request.user).filter(reference=request.GET.get("visit", "")[:30])
    return rows.order_by("-revision").first()


def stop_asked(request: AuthedRequest, visit: Visit | None) -> Stop | None:
    """The stop of `visit` in the address."""
    asked = request.GET.get("stop", "")
    if visit is None or not asked.isdecimal() or len(asked) > 17:
        return None
    return Stop.objects.filter(visit=visit, pk=asked).select_related("checkpoint", "center").first()


def district_of(user: User, visit: Visit | None, stop: Stop | None) -> int | None:
    """The district of `stop`, or the first of `visit`, where it is one of the writer's."""
    if visit is None:
        return None
    rows = districts_open_to(user)
    rows = rows.filter(pk=place_district(stop) or 0) if stop else rows.filter(pk__in=visit.districts.values("pk"))
    return rows.values_list("pk", flat=True).first()


def place_district(stop: Stop) -> int | None:
    place = stop.checkpoint or stop.center
    return place.district_id if place else stop.district_id


def site_of(stop: Stop | None, district: District) -> dict[str, Any]:
    """The border point or center of `stop`, where it lies in the `district` chosen."""
    if stop is None or place_district(stop) != district.pk:
        return {}
    return {"checkpoint": stop.checkpoint} if stop.checkpoint else {"center": stop.center}


def cite(request: AuthedRequest, practice: Practice, visit: Visit | None, stop: Stop | None) -> None:
    """Link what was done at `stop`, else the studies of practices in `visit`, where the report is approved.

    What is restricted is only ever linked by hand.
    """
    if visit is None or proof.why_not_cite(visit):
        return
    rows = Activity.objects.filter(stop__visit=visit, restricted=False)
    rows = rows.filter(stop=stop) if stop else rows.filter(kind=ActivityKind.PRACTICE_STUDY)
    readable = things_of(visit, request.user)["activity"]
    things = [("activity", row.pk) for row in rows if row.pk in readable]
    if things:
        proof.add_evidence(practice=practice, by=request.user, visit=visit, things=things)


@allow(Permission.PRACTICE_WRITE)
@require_safe
def write(request: AuthedRequest, code: str) -> HttpResponse:
    """The parts of a practice, each with its state and what it lacks."""
    practice = permissions.get_practice_to_edit(request.user, code)
    rows = parts.task_list(practice)
    context = {"practice": practice, "tasks": rows, "progress": tasks.progress(rows), "returned": returned(practice)}
    return render(request, "practices/writing/tasks.html", context)


def returned(practice: Practice) -> Any:
    """The step that took the practice back to a candidate, where that was the last one."""
    step = practice.steps.select_related("by").last()
    return step if step is not None and step.source else None


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AuthedRequest, code: str, key: str) -> HttpResponse:
    """One part: title and theme, site, a chapter of the story, criteria."""
    practice = permissions.get_practice_to_edit(request.user, code)
    if key not in FORMS:
        raise Http404
    form = FORMS[key](request.POST or None, instance=practice, by=request.user)
    page = screen_page(request, "practices/writing/part.html", partial(context_of, practice, key, form=form))
    if request.method != "POST":
        return page()
    posted = posted_version(request)
    act = partial(actions.edit_part, practice=practice, part=key, by=request.user, version=posted, write=form.write)
    on, version = way_on(request, practice, key), partial(version_of, practice, key)
    return save(request, form, act, again=page, on=on, what=parts.BY_KEY[key].title, version=version)
