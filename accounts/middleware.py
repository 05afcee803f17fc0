"""Two gates after sign-in: the person's language and the second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Next = Callable[[HttpRequest], HttpResponse]
# Where somebody without a second factor may still go: to set one up, or to leave.
OPEN_PREFIXES = ("/accounts/", "/i18n/", "/static/", "/healthz")


class AccessMiddleware:
    """Keeps what a signed-in person reads out of shared caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response


class TwoFactorMiddleware:
    """Sends reviewers, directors, auditors and administrators to set up a second factor before anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.must_set_up(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def must_set_up(self, request: HttpRequest) -> bool:
        user = request.user
        if not settings.TWO_FACTOR_REQUIRED or not user.is_authenticated:
            return False
        if not user.needs_two_factor or request.path.startswith(OPEN_PREFIXES):
            return False
        return not user.authenticator_set.exists()
