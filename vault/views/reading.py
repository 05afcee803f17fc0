"""The vault from outside: which identities there are, who opens them, who did. Nothing is unsealed here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from ui.paging import keyset
from vault import permissions
from vault.forms import ReaderForm
from vault.models import Identity

LAST = 20  # openings shown


@allow(Permission.VAULT_OPEN)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    """Those that I wrote or may open, what expires first on top; for who may break the glass also those around."""
    user, oversees = request.user, request.user.may(Permission.VAULT_GLASS)
    around = oversees and request.GET.get("of") == "area"
    rows = Identity.objects.visible_to(user) if around else Identity.objects.of(user).visible_to(user)
    page = keyset(
        rows.filter(purged_at__isnull=True).select_related("created_by"),
        order=("expires_on", "id"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    here = reverse("vault:list")
    tabs = [(_("Open to me"), here, not around), (_("In my areas"), f"{here}?of=area", around)] if oversees else []
    return render(request, "vault/list.html", {"page": page, "tabs": tabs, "around": around})


@allow(Permission.VAULT_OPEN)
@never_cache
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    identity = permissions.get_identity(request.user, code)
    return render(request, "vault/detail.html", context_of(identity, request.user))


def context_of(identity: Identity, user: User, *, form: ReaderForm | None = None) -> dict[str, Any]:
    """An identity as it stands sealed, and what `user` may do with it."""
    may_name = not permissions.why_not_name(user, identity)
    people = permissions.people_around(identity.area_codes, besides=user)
    return {
        "identity": identity,
        "readers": identity.readers.current().select_related("user", "granted_by"),
        "openings": identity.openings.select_related("user")[:LAST],
        "may_open": not permissions.why_not_open(user, identity),
        "glass_until": permissions.glass_until(user, identity),
        "may_break": not permissions.why_not_break(user, identity),
        "may_erase": not permissions.why_not_erase(user, identity),
        "may_name": may_name,
        "form": form or (ReaderForm(identity=identity, people=people) if may_name else None),
    }
