"""The counterpart's door: no sign-in, nothing of ours behind it, only the form for its own account.

The link itself (`landing`) changes nothing until “Begin” is pressed; then the browser holds a signed cookie, and the
addresses that follow carry no secret. Every link that leads nowhere gets the same answer.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import Refused, public
from patrols import actions, invitations, prefill
from patrols.actions import Said
from patrols.facts import told
from patrols.forms.account import Screen
from patrols.forms.signing import SignForm
from patrols.invitations import Closed
from patrols.missing import missing
from patrols.models import Account, How, Invitation, Side
from patrols.views.saving import posted_revision, write_page
from ui.kept import words_of
from visits.actions import Conflict

COOKIE, SALT = "patrol_browser", "patrols.invited"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def door(view: View[P]) -> View[P]:
    """Answer with headers that keep the page to this browser, and with one page for every link that leads nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Closed:
            answer = gone(request)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        # Not “no-referrer”: a browser would send the form without an origin, and it would be refused as forged.
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return public(require_http_methods(["GET", "HEAD", "POST"])(guarded))


def gone(request: HttpRequest) -> HttpResponse:
    """The same for unknown, expired, revoked and used: what was typed is shown to who typed it. Too many: 429."""
    if not ratelimit.consume(request, action="patrol_link", key=None):
        too_often: HttpResponse = ratelimit.respond_429(request)
        return too_often
    typed = [value for name, value in words_of(request) if len(value) > 3 and not value.isdecimal()]
    with translation.override(page_language(request, "en")):
        return render(request, "patrols/invited/gone.html", {"typed": typed}, status=404)


def page_language(request: HttpRequest, wanted: str) -> str:
    """What the reader chose on the page, if anything; else what they were invited in."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else wanted


def browser_of(request: HttpRequest) -> str:
    found: str | None = request.get_signed_cookie(COOKIE, default=None, salt=SALT)
    return found or ""


@door
def landing(request: HttpRequest, secret: str) -> HttpResponse:
    invitation = invitations.find(secret)
    browser = browser_of(request)
    if invitation.browser_hash:
        invitations.held(invitation.pk, browser)
        return redirect("patrols:invited_account", invitation.pk)
    with translation.override(page_language(request, invitation.spoken.of_page)):
        if request.method != "POST":
            return render(request, "patrols/invited/landing.html", {"invitation": invitation})
        if request.user.is_authenticated:
            raise Refused(_("This link is for the counterpart. Opening it here would use it up."))
    return hold(request, invitation, browser or secrets.token_urlsafe(32))


def hold(request: HttpRequest, invitation: Invitation, browser: str) -> HttpResponse:
    """Give the link to this browser, which remembers it for as long as any link lives."""
    invitations.begin(invitation=invitation, browser=browser)
    answer = redirect("patrols:invited_account", invitation.pk)
    answer.set_signed_cookie(
        COOKIE, browser, salt=SALT, max_age=invitations.MOST_DAYS * 86_400, path=reverse("patrols:list"),
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


@door
def account(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = invitations.held(pk, browser_of(request))
    before = invitations.written(invitation) or invitations.earlier(invitation)
    said = prefill.from_account(before) if before else Said({}, [])

    def make(data: Any) -> Screen:
        return Screen(data, how=How.COUNTERPART_LINK, said=said)

    def revision() -> int:
        row = invitations.written(invitation)
        return row.revision if row else 0

    def act(screen: Screen) -> str:
        invitations.save(invitation=invitation, revision=posted_revision(request), said=screen.answers())
        return reverse("patrols:invited_sign" if "sign" in request.POST else "patrols:invited_account", args=[pk])

    with translation.override(page_language(request, invitation.spoken.of_page)):
        context = {"invitation": invitation, "side": Side.COUNTERPART, "others": invitations.unnamed()}
        return write_page(request, "patrols/invited/account.html", make, revision=revision, act=act, context=context)


@door
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The account as it stands, and who stands for it; the receipt comes in the same answer, for the link ends here."""
    invitation = invitations.held(pk, browser_of(request))
    row = invitations.written(invitation)
    if row is None:
        return redirect("patrols:invited_account", pk)
    with translation.override(page_language(request, invitation.spoken.of_page)):
        form = SignForm(request.POST or None, how=How.COUNTERPART_LINK)
        if request.method != "POST":
            return sign_page(request, invitation, row, form)
        seen = posted_revision(request)
        if not form.is_valid():
            return sign_page(request, invitation, row, form, status=422, revision=seen)
        try:
            signed = invitations.sign_off(invitation=invitation, revision=seen, signer=form.signer())
        except actions.Incomplete:
            return sign_page(request, invitation, row, form, status=422)
        except Conflict as conflict:
            return sign_page(request, invitation, row, form, status=409, conflict=conflict)
        return render(
            request,
            "patrols/invited/done.html",
            {"account": signed, "signer": signed.signer(named=True), "facts": told(signed)},
        )


def sign_page(
    request: HttpRequest, invitation: Invitation, row: Account, form: SignForm, *, status: int = 200, **said: Any
) -> HttpResponse:
    context = {"invitation": invitation, "form": form, "facts": told(row), "lacks": missing(row), **said}
    context.setdefault("revision", row.revision)
    return render(request, "patrols/invited/sign.html", context | {"others": invitations.unnamed()}, status=status)
