"""Who may open an identity, and how long it is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from vault import actions, permissions
from vault.forms import ReaderForm
from vault.views.reading import context_of


@allow(Permission.VAULT_OPEN)
@require_POST
def readers(request: AuthedRequest, code: str) -> HttpResponse:
    """Name one more who may open it."""
    identity = permissions.get_identity(request.user, code)
    refuse(permissions.why_not_name(request.user, identity))
    people = permissions.people_around(identity.area_codes, besides=request.user)
    form = ReaderForm(request.POST, identity=identity, people=people)
    if not form.is_valid():
        context = context_of(identity, request.user, form=form)
        return render(request, "vault/detail.html", context, status=422)
    user = form.cleaned_data["user"]
    actions.name_reader(identity=identity, user=user, until=form.cleaned_data["until"], by=request.user)
    messages.success(request, _("%(name)s may open %(code)s.") % {"name": user, "code": identity.code})
    return redirect(identity)


@allow(Permission.VAULT_OPEN)
@require_POST
def revoke(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """From now on this person does not open it."""
    identity = permissions.get_identity(request.user, code)
    actions.revoke_reader(identity=identity, reader=pk, by=request.user)
    messages.success(request, _("Done: they can no longer open it."))
    return redirect(identity)


@allow(Permission.VAULT_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: AuthedRequest, code: str) -> HttpResponse:
    """Ask, then erase for good."""
    identity = permissions.get_identity(request.user, code)
    refuse(permissions.why_not_erase(request.user, identity))
    if request.method != "POST":
        return render(request, "vault/erase.html", {"identity": identity})
    actions.erase(identity=identity, by=request.user)
    messages.success(request, _("%(code)s is erased.") % {"code": identity.code})
    return redirect(identity)
