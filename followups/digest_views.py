"""Whether a person wants the weekly mail: asked on their own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from followups import notices


@allow(Permission.FOLLOWUP_LIST)
@require_POST
def choose(request: AuthedRequest) -> HttpResponse:
    """A tick is a yes; there is nothing to get wrong."""
    notices.choose_digest(by=request.user, wanted="wanted" in request.POST)
    messages.success(request, _("Saved."))
    return redirect("accounts:me")
