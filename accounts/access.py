"""Closed by default: every view says who may come in, and the tests walk what it says."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessEntry, User
from accounts.roles import Permission
from ui.access import public, signed_in

__all__ = ["AuthedRequest", "Refused", "allow", "log_access", "public", "refuse", "signed_in"]

P = ParamSpec("P")


class AuthedRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User


View: TypeAlias = Callable[Concatenate[AuthedRequest, P], HttpResponseBase]


class Refused(PermissionDenied):
    """Visible, but not permitted: answered 403 with `reason` in the reader's language.

    `instead`: the page that tells how it stands now; who only looked is led there.
    """

    def __init__(self, reason: Any, instead: str = "") -> None:
        super().__init__(str(reason))
        self.instead = instead


def refuse(reason: str, instead: str = "") -> None:
    """Raise Refused where there is a reason to."""
    if reason:
        raise Refused(reason, instead)


def allow(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Let in people whose role carries any of `permissions`; others get 403 with the reason."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.user.may(permission) for permission in permissions):
                raise Refused(_("Your role has no part in this page."))
            return view(request, *args, **kwargs)

        guarded.access = frozenset(permissions)  # type: ignore[attr-defined]
        return guarded

    return decorate


def log_access(*, by: User, what: AccessEntry.What, subject: str, detail: str = "") -> None:
    """Record a read of something restricted or an export, before it is answered.

    `subject` is the report's reference; `detail` names the part by kind and number ("photo 3"), never its
    content: the auditor who reads the log may not read reports.
    """
    AccessEntry.objects.create(user=by, what=what, subject=subject, detail=detail[:200])


def log_each(*, by: User, what: AccessEntry.What, subjects: Iterable[str], detail: str = "") -> None:
    """Record the same of each of `subjects`, an entry each."""
    rows = [AccessEntry(user=by, what=what, subject=subject, detail=detail[:200]) for subject in subjects]
    AccessEntry.objects.bulk_create(rows)
