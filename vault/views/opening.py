"""Opening: by POST only, recorded before it is answered, kept by no browser."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from places.changes import Conflict
from vault import actions, permissions
from vault.box import Unreadable
from vault.forms import ChangeForm, GlassForm
from vault.models import Identity
from vault.secret import Secret
from vault.views.reading import context_of


@allow(Permission.VAULT_OPEN)
@require_POST
@sensitive_variables("secret")
def open_it(request: AuthedRequest, code: str) -> HttpResponse:
    """Show once who it is."""
    identity = permissions.get_identity(request.user, code)
    try:
        secret = actions.open_it(identity=identity, by=request.user)
    except Unreadable:
        return jammed(request, identity)
    return opened(request, identity, secret)


@allow(Permission.VAULT_GLASS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def glass(request: AuthedRequest, code: str) -> HttpResponse:
    """Open it without being named, with the reason; the auditors are told."""
    identity = permissions.get_identity(request.user, code)
    refuse(permissions.why_not_break(request.user, identity))
    form = GlassForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"identity": identity, "form": form}
        return render(request, "vault/glass.html", context, status=422 if form.is_bound else 200)
    try:
        secret = actions.break_glass(identity=identity, by=request.user, reason=form.cleaned_data["reason"])
    except Unreadable:
        return jammed(request, identity)
    return opened(request, identity, secret)


@allow(Permission.VAULT_OPEN)
@require_POST
@sensitive_post_parameters()
@sensitive_variables("secret", "form")
def change(request: AuthedRequest, code: str) -> HttpResponse:
    """Seal what is typed in the place of what was. 422: something is wrong; 409: somebody changed it meanwhile."""
    identity = permissions.get_identity(request.user, code)
    refuse(permissions.why_not_change(request.user, identity))
    form = ChangeForm(request.POST, since=identity.created_at.date())
    if not form.is_valid():
        return unstored(render(request, "vault/change.html", {"identity": identity, "form": form}, status=422))
    data = form.cleaned_data
    typed = {"secret": form.secret(), "kind": data["kind"], "expires_on": data["expires_on"]}
    try:
        actions.change(identity=identity, by=request.user, version=data["version"], **typed)
    except Conflict as conflict:
        return overtaken(request, identity, form, conflict)
    messages.success(request, _("%(code)s is sealed anew.") % {"code": identity.code})
    return redirect(identity)


@sensitive_variables()
def overtaken(request: AuthedRequest, identity: Identity, form: ChangeForm, conflict: Conflict) -> HttpResponse:
    """What was typed beside what stands now: the writer may open it, and that is recorded as any opening."""
    stands = actions.open_it(identity=identity, by=request.user)
    identity.refresh_from_db()
    typed = form.secret().facts
    data = request.POST.copy()
    data["version"] = str(identity.version)
    differs = [(label, theirs, mine) for (label, theirs), (_l, mine) in zip(stands.facts, typed, strict=True)]
    again = ChangeForm(data, since=form.since)
    context = {"identity": identity, "form": again, "conflict": conflict}
    context["changes"] = [row for row in differs if row[1] != row[2]]
    return unstored(render(request, "vault/change.html", context, status=409))


@sensitive_variables()
def opened(request: AuthedRequest, identity: Identity, secret: Secret) -> HttpResponse:
    may_change = not permissions.why_not_change(request.user, identity)
    context = {
        "identity": identity,
        "facts": secret.facts,
        "glass_until": permissions.glass_until(request.user, identity),
        "form": ChangeForm.of(identity, secret) if may_change else None,
    }
    return unstored(render(request, "vault/opened.html", context))


def jammed(request: AuthedRequest, identity: Identity) -> HttpResponse:
    """None of the keys of this site opens it. Nothing was told, nothing is recorded."""
    context = context_of(identity, request.user) | {"jammed": True}
    return render(request, "vault/detail.html", context, status=409)


def unstored(response: HttpResponse) -> HttpResponse:
    """Kept by no browser and no proxy, not even to go back to."""
    patch_cache_control(response, private=True, no_store=True)
    return response
