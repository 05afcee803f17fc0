"""Gates after sign-in: what is read stays private, the language is kept, the second factor comes first."""

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts import language
from ui.kept import kept_page, words_of

Next = Callable[[HttpRequest], HttpResponse]
# Where somebody without a second factor may still go: to set one up, or to leave.
OPEN_PREFIXES = ("/accounts/", "/i18n/", "/static/", "/healthz")
# A recovery code is for the day the factor is lost; it is not one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SEEN = "two_factor_seen"
SEEN_FOR = 300  # seconds until the table is asked again, so that a factor taken away elsewhere is noticed


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends those not signed in to do so; a form sent after the session ended is kept, not lost on the way."""

    def handle_no_permission(  # type: ignore[override]  # the stubs allow a redirect only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        words = words_of(request)
        if words:
            return kept_page(request, words, why="signed_out")
        return super().handle_no_permission(request, view_func)


class AccessMiddleware:
    """Keeps what a person reads out of shared caches, and their choice of language with the account."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            if "Cache-Control" not in response:
                response["Cache-Control"] = "private, no-store"
            language.keep_choice(request.user, response)
        return response


class TwoFactorMiddleware:
    """Sends reviewers, directors, auditors and administrators to set up a second factor before anything else.

    Signing in asks for the factor once there is one (allauth); this gate is for those who have none yet.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        missing = self.is_missing(request)
        request.two_factor_missing = missing  # type: ignore[attr-defined]
        if missing and not request.path.startswith(OPEN_PREFIXES):
            return redirect("mfa_index")
        return self.get_response(request)

    def is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        if not settings.TWO_FACTOR_REQUIRED or not user.is_authenticated or not user.needs_two_factor:
            return False
        if time.time() - request.session.get(SEEN, 0) < SEEN_FOR:
            return False
        if not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
            return True
        request.session[SEEN] = int(time.time())
        return False
