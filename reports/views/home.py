"""Home: what needs me, what has changed since last time, where next."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, signed_in
from accounts.roles import Permission, Role
from reports import home, home_oversight

COOKIE = "seen"  # "<before this sitting> <now>": what is new on this device; holds nothing else
SITTING = dt.timedelta(minutes=30)


@signed_in
@require_safe
def home_page(request: AuthedRequest) -> HttpResponseBase:
    user, now = request.user, timezone.now()
    if user.role == Role.PARTNER:
        return redirect("visits:editions")
    since = last_time(request, now)
    reads = user.may(Permission.VISIT_LIST)
    context = {
        "piles": home.piles(user, timezone.localdate()) if reads else [],
        "notable": home_oversight.notable(user, timezone.localdate()) if reads else [],
        "changes": home.changes(user, since) if reads else [],
        "since": since,
        "places": home.last_places(user) if user.may(Permission.VISIT_WRITE) else [],
        "centers": list(user.centers.in_use().select_related("district")) if user.role == Role.CENTER else [],
        "reads": reads,
        "writes": user.may(Permission.VISIT_WRITE),
        "audits": user.may(Permission.ACCESS_LOG),
        "manages": user.may(Permission.USERS),
    }
    response = render(request, "reports/home.html", context)
    remember(response, since, now)
    return response


def last_time(request: AuthedRequest, now: dt.datetime) -> dt.datetime | None:
    """When this person last sat here, before the sitting they are in; None the first time."""
    before, _space, latest = request.COOKIES.get(COOKIE, "").partition(" ")
    seen = moment(latest)
    if seen is None or now - seen > SITTING:
        return seen
    return moment(before) or seen


def moment(text: str) -> dt.datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def remember(response: HttpResponse, since: dt.datetime | None, now: dt.datetime) -> None:
    value = f"{since.isoformat() if since else ''} {now.isoformat()}"
    year = dt.timedelta(days=365)
    response.set_cookie(
        COOKIE, value, max_age=year, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
