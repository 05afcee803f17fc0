"""The link for the counterpart: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from patrols import invitations
from patrols.forms.others import InviteForm
from patrols.permissions import get_patrol_to_write


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AuthedRequest, code: str) -> HttpResponse:
    """A POST makes a link and shows it, this once; one that was open is revoked by it."""
    patrol, visit = get_patrol_to_write(request.user, code)
    form = InviteForm(request.POST or None)
    status, address, made = 200, "", None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            made, status = invitations.invite(patrol=patrol, by=request.user, **form.cleaned_data), 200
            address = request.build_absolute_uri(reverse("patrols:invited", args=[made.secret]))
    link = patrol.invitations.open().first()
    context = {"patrol": patrol, "visit": visit, "form": form, "address": address, "link": link}
    answer = render(request, "patrols/invite.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


@allow(Permission.VISIT_WRITE)
@require_POST
def revoke(request: AuthedRequest, code: str) -> HttpResponse:
    patrol, _visit = get_patrol_to_write(request.user, code)
    invitations.revoke(patrol=patrol, by=request.user)
    messages.success(request, _("The link no longer leads anywhere."))
    return redirect(patrol)
