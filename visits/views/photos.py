"""The photographs of a report: adding several, saying what each shows, removing one."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from visits import actions, media
from visits.forms.media import PhotoAddForm
from visits.forms.photos import PhotoCards, PhotoForm, places_of
from visits.models import Photo, Visit
from visits.permissions import get_visit_to_edit
from visits.views.saving import context_of, posted_version, receipt, removed, save, screen_page, version_of, way_on

KEY = "photos"
Page = Callable[..., HttpResponse]


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AuthedRequest, reference: str) -> HttpResponse:
    """Add photographs, and say of each what it shows. Pictures are stored even where something else is refused.

    `ahead`: the page sends one picture by itself and goes on with the others.
    """
    visit = get_visit_to_edit(request.user, reference)
    page = screen_page(request, "visits/media/photos.html", partial(context_of, visit, KEY))
    if request.method != "POST":
        return page(version=version_of(visit, KEY), form=PhotoAddForm(), cards=PhotoCards(visit))
    form = PhotoAddForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(status=422, version=posted_version(request), form=form, cards=PhotoCards(visit, request.POST))
    batch = form.cleaned_data["batch"]
    added = media.add_photos(visit=visit, by=request.user, uploads_=form.chosen, batch=batch)
    if "ahead" in request.POST and not added.refused:
        return HttpResponse(status=204)
    version = posted_version(request)
    if added.save is not None and added.save.version == version + 1:
        version += 1  # that was us
    count = len(added.photos) + (form.cleaned_data["stored"] or 0)
    on = request.path if count or "add" in request.POST else way_on(request, visit, KEY)
    return describe(request, visit, version=version, added=added, count=count, on=on, page=page)


def describe(
    request: AuthedRequest, visit: Visit, *, version: int, added: media.Added, count: int, on: str, page: Page
) -> HttpResponse:
    """Store what was typed on the cards; then name what was refused, or say how many came in and go on."""
    cards, again = PhotoCards(visit, request.POST), {"form": PhotoAddForm(), "refused": added.refused}
    if not cards.is_valid():
        return page(status=422, version=version, cards=cards, **again)
    if cards.is_touched or not version_of(visit, KEY):
        try:
            actions.save_section(visit=visit, section=KEY, by=request.user, version=version, write=cards.write)
        except actions.Conflict as conflict:
            shown = {"conflict": conflict, "changes": cards.differences(), "cards": cards, **again}
            return page(status=409, version=version_of(visit, KEY), **shown)
    if added.refused:
        return page(status=422, version=version_of(visit, KEY), cards=PhotoCards(visit), **again)
    say_stored(request, count)
    return redirect(on)


def say_stored(request: AuthedRequest, count: int) -> None:
    if not count:
        receipt(request, KEY)
        return
    words = ngettext("%(count)s photograph is stored safely.", "%(count)s photographs are stored safely.", count)
    messages.success(request, words % {"count": count} + " " + _("Now say what can be seen."))


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """Everything about one photograph."""
    visit = get_visit_to_edit(request.user, reference)
    photo = visit.photos.prefetch_related("renditions").filter(pk=pk).first()
    if photo is None:
        return removed(request)
    form = PhotoForm(request.POST or None, instance=photo, places=places_of(visit))
    page = screen_page(request, "visits/media/photo.html", partial(context_of, visit, KEY, form=form, photo=photo))
    if request.method != "POST":
        return page(version=version_of(visit, KEY))
    on = reverse("visits:photos", args=[reference])
    return save(request, visit, KEY, form, version=posted_version(request), on=on, again=page)


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """Ask, then take a photograph out of the report; the file stays, the history may name it."""
    visit = get_visit_to_edit(request.user, reference)
    photo: Photo = get_object_or_404(visit.photos, pk=pk)
    if request.method != "POST":
        context = partial(context_of, visit, KEY, row=photo, photo=photo)
        return screen_page(request, "visits/media/remove.html", context)()
    media.append(visit=visit, section=KEY, by=request.user, write=lambda _visit: photo.delete())
    receipt(request, KEY)
    return redirect("visits:photos", reference)
