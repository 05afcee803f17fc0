"""The list of checklists, one with its versions, its names."""

import uuid
from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checklists import actions
from checklists.forms.naming import NamesForm, NewChecklistForm
from checklists.models import Checklist, VersionState
from checklists.permissions import get_checklist
from checklists.views.saving import page_of, posted_revision, save


@allow(Permission.CHECKLIST_EDIT)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    """Every checklist, with the version in use, the draft, and how often it was answered."""
    rows = Checklist.objects.visible_to(request.user).annotate(
        in_use=Count("versions", filter=Q(versions__state=VersionState.PUBLISHED)),
        drafts=Count("versions", filter=Q(versions__state=VersionState.DRAFT)),
    )
    return render(request, "checklists/list.html", {"checklists": rows})


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest) -> HttpResponse:
    """Start a checklist with an empty draft."""
    form = NewChecklistForm(request.POST or None, initial={"client_uuid": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        checklist = actions.create(by=request.user, **form.cleaned_data)
        messages.success(request, _("The checklist is started. Add its first section."))
        return redirect(checklist.versions.earliest("number"))
    return render(request, "checklists/new.html", {"form": form}, status=422 if request.method == "POST" else 200)


@allow(Permission.CHECKLIST_EDIT)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    """A checklist with all its versions."""
    checklist = get_checklist(request.user, code)
    versions = list(checklist.versions.annotate(answered=Count("sheets")).defer("questions"))
    has_draft = any(one.is_draft for one in versions)
    return render(
        request, "checklists/detail.html", {"checklist": checklist, "versions": versions, "has_draft": has_draft}
    )


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: AuthedRequest, code: str) -> HttpResponse:
    """Change what a checklist is called and for."""
    checklist = get_checklist(request.user, code)
    form = NamesForm(request.POST or None, instance=checklist)
    page = page_of(request, "checklists/names.html", Checklist.objects.get(pk=checklist.pk), form=form)
    if request.method != "POST":
        return page()
    act = partial(_rename, request, checklist, form)
    return save(request, checklist, form, act, again=page, on=checklist.get_absolute_url())


def _rename(request: AuthedRequest, checklist: Checklist, form: NamesForm) -> None:
    actions.rename(checklist=checklist, by=request.user, revision=posted_revision(request), **form.facts())


@allow(Permission.CHECKLIST_EDIT)
@require_POST
def draft(request: AuthedRequest, code: str) -> HttpResponse:
    """Open the draft, starting one from the version in use where there is none."""
    checklist = get_checklist(request.user, code)
    return redirect(actions.start_draft(checklist=checklist, by=request.user))
