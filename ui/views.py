"""Pages of the frame itself: More, the gallery of components, and what to say when something went wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ui import gallery as samples
from ui.access import signed_in
from ui.kept import kept_page, legible, words_of


@signed_in
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """The rest of the navigation on a phone: rooms outside the bar, language, person."""
    return render(request, "ui/more.html")


@signed_in
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Each component once, to look at and to copy from."""
    return render(request, "ui/gallery.html", samples.everything())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: visible or known, but not permitted; `exception` carries the reason in words, and perhaps where to look."""
    reason = str(exception) or _("Your role has no part in this page.")
    instead = getattr(exception, "instead", "")
    if instead and request.method in ("GET", "HEAD"):
        messages.info(request, reason)
        return redirect(instead)
    return refused(request, "ui/forbidden.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not for this person; the two are told apart nowhere."""
    return refused(request, "ui/not_found.html", {}, status=404)


def refused(request: HttpRequest, template: str, context: dict[str, object], *, status: int) -> HttpResponse:
    """With what was typed, where something was sent: right or report may have gone while it was being written."""
    words = legible(words_of(request))
    answer = render(request, template, context | {"legible": words}, status=status)
    if words:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: an old tab, a new session, or cookies off. What was typed is kept."""
    if words := words_of(request):
        return kept_page(request, words, why="renewed")
    return render(request, "ui/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without request, context or database, in both languages at once."""
    return HttpResponse(loader.get_template("ui/server_error.html").render(), status=500)
