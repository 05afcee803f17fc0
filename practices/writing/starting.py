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
from practices import actions, parts, permissions, proof
from practices.citing import things_of
from practices.forms.parts import FORMS, NewPracticeForm
from practices.models import Practice
from practices.writing.saving import context_of, posted_version, save, screen_page, version_of, way_on
from ui import tasks
from visits.forms.basics import districts_open_to
from visits.forms.fields import key_of
from visits.models import Activity, ActivityKind, Visit


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest) -> HttpResponse:
    """Start a practice, also from a report (`?visit=`) or one of its activities (`&activity=`)."""
    visit = visit_asked(request)
    initial = {"client_uuid": uuid.uuid4(), "district": district_of(request.user, visit)}
    form = NewPracticeForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"client_uuid": key_of(request.POST, scope=f"practice by {request.user.pk}")}
        practice = actions.create(by=request.user, **values)
        cite(request, practice, visit)
        messages.success(request, _("Practice %(code)s is started and saved.") % {"code": practice.code})
        return redirect("practices:write", practice.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "practices/writing/new.html", {"form": form, "visit": visit}, status=status)


def visit_asked(request: AuthedRequest) -> Visit | None:
    """The report in the address, where the reader may know of it."""
    rows = Visit.objects.visible_to(request.user).filter(reference=request.GET.get("visit", "")[:30])
    return rows.order_by("-revision").first()


def district_of(user: User, visit: Visit | None) -> int | None:
    """The first district of `visit` that is one of the writer's."""
    if visit is None:
        return None
    rows = districts_open_to(user).filter(pk__in=visit.districts.values("pk"))
    return rows.values_list("pk", flat=True).first()


def cite(request: AuthedRequest, practice: Practice, visit: Visit | None) -> None:
    """Link the studies of practices in `visit`, or the activity named, where the report is approved."""
    if visit is None or proof.why_not_cite(visit):
        return
    rows = Activity.objects.filter(stop__visit=visit)
    asked = request.GET.get("activity", "")
    if asked.isdecimal() and len(asked) < 18:
        rows = rows.filter(pk=int(asked))
    else:
        rows = rows.filter(kind=ActivityKind.PRACTICE_STUDY)
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
