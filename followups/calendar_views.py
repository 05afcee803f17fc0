"""The calendar that phones subscribe to, and the page where its address is made."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthedRequest, allow, public
from accounts.roles import Permission
from followups import calendar
from followups.models.contact import CalendarKey

PRIVATE = "private, no-store"


@public
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The actions of whoever was given this address; to everybody else there is nothing here."""
    reader = calendar.reader_of(secret)
    if reader is None:
        raise Http404
    body = calendar.calendar_of(reader, host=request.get_host().partition(":")[0])
    headers = {
        "Cache-Control": PRIVATE,
        "Content-Disposition": 'inline; filename="follow-ups.ics"',
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@allow(Permission.FOLLOWUP_LIST)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: AuthedRequest) -> HttpResponse:
    """Whether there is an address; a POST makes a new one and shows it, this once."""
    address = ""
    if request.method == "POST":
        secret = calendar.renew(by=request.user)
        address = request.build_absolute_uri(reverse("followups:calendar_feed", args=[secret]))
    key = CalendarKey.objects.filter(user=request.user).first()
    answer = render(request, "followups/calendar.html", {"key": key, "address": address})
    answer["Cache-Control"] = PRIVATE
    return answer


@allow(Permission.FOLLOWUP_LIST)
@require_POST
def revoke(request: AuthedRequest) -> HttpResponse:
    calendar.revoke(by=request.user)
    messages.success(request, _("The address no longer leads to your actions."))
    return redirect("followups:calendar")
