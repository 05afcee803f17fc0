"""What came of a practice: where it is tried besides, its site as a model, and actions that follow from it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from practices import permissions, spread
from practices.forms.asking import AskForm
from practices.forms.judging import AdoptionForm, ModelSiteForm
from practices.library.reading import visits_for
from practices.models import Adoption, ModelSite
from practices.writing.saving import posted_version, save, screen_page, version_of
from visits.forms.fields import key_of


@allow(Permission.PRACTICE_READ)
@require_safe
def adoptions(request: AuthedRequest, code: str) -> HttpResponse:
    """Where the practice is tried besides, newest first."""
    practice = permissions.get_practice(request.user, code)
    rows = practice.adoptions.select_related("practice", "district__province", "checkpoint", "center", "owner")
    rows = rows.prefetch_related(visits_for(request.user))
    page = screen_page(request, "practices/writing/adoptions.html", dict)
    return page(
        practice=practice,
        rows=[(row, not permissions.why_not_change_adoption(request.user, row)) for row in rows],
        may_know_names=request.user.may(Permission.PRACTICE_WRITE),
        may_adopt=not permissions.why_not_adopt(request.user, practice),
        may_review=not permissions.why_not_review(request.user, practice),
    )


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def adoption_new(request: AuthedRequest, code: str) -> HttpResponse:
    """Record that the practice is tried in a district of the writer."""
    practice = permissions.get_practice(request.user, code)
    refuse(permissions.why_not_adopt(request.user, practice))
    form = AdoptionForm(request.POST or None, by=request.user, instance=Adoption(practice=practice))
    page = screen_page(request, "practices/writing/adoption.html", lambda: {"practice": practice, "form": form})
    if request.method != "POST":
        return page()

    def act() -> None:
        key = key_of(request.POST, scope=str(practice.pk))
        spread.adopt(practice=practice, by=request.user, client_uuid=key, **form.values())

    on = reverse("practices:adoptions", args=[code])
    return save(request, form, act, again=page, on=on, what=_("Adoption"))


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def adoption(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """Change an adoption: how it goes, or how it went."""
    practice = permissions.get_practice(request.user, code)
    rows = practice.adoptions.select_related("practice", "district__province", "visit", "owner")
    row = get_object_or_404(rows, pk=pk)
    refuse(permissions.why_not_change_adoption(request.user, row))
    form = AdoptionForm(request.POST or None, by=request.user, instance=row)
    context: dict[str, Any] = {"practice": practice, "form": form, "row": row, "version": row.version}
    page = screen_page(request, "practices/writing/adoption.html", lambda: context)
    if request.method != "POST":
        return page()
    posted, now = posted_version(request), practice.adoptions.filter(pk=row.pk).values_list("version", flat=True)
    act = partial(spread.change_adoption, adoption=row, by=request.user, version=posted, write=form.write)
    on = reverse("practices:adoptions", args=[code])
    return save(request, form, act, again=page, on=on, what=_("Adoption"), version=now.get)


@allow(Permission.PRACTICE_VALIDATE, Permission.PRACTICE_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def model_site(request: AuthedRequest, code: str) -> HttpResponse:
    """Recognise the site of a validated practice as a model."""
    practice = permissions.get_practice(request.user, code)
    refuse(permissions.why_not_recognise(request.user, practice))
    form = ModelSiteForm(request.POST or None, instance=ModelSite.objects.filter(practice=practice).first())
    context = {"practice": practice, "form": form, "version": version_of(practice, "model_site")}
    page = screen_page(request, "practices/writing/model_site.html", lambda: context)
    if request.method != "POST":
        return page()

    def act() -> None:
        spread.recognise(practice=practice, by=request.user, version=posted_version(request), **form.cleaned_data)
        messages.info(request, _("The site is recognised as a model."))

    on = reverse("practices:review", args=[code])
    version = partial(version_of, practice, "model_site")
    return save(request, form, act, again=page, on=on, what=_("Model site"), version=version)


@allow(Permission.PRACTICE_WRITE, Permission.PRACTICE_VALIDATE, Permission.PRACTICE_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: AuthedRequest, code: str) -> HttpResponse:
    """Ask for an action that follows from the practice."""
    practice = permissions.get_practice(request.user, code)
    refuse(permissions.why_not_ask(request.user, practice))
    form = AskForm(request.POST or None, practice=practice)
    page = screen_page(request, "practices/writing/action.html", lambda: {"practice": practice, "form": form})
    if request.method != "POST":
        return page()

    def act() -> None:
        key = key_of(request.POST, scope=f"action {practice.pk}")
        spread.ask(practice=practice, by=request.user, client_uuid=key, **form.values())

    on = reverse("practices:detail", args=[code]) + "#h-followups"
    return save(request, form, act, again=page, on=on, what=_("Follow-up action"))
