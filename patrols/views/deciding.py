"""The director says until when a patrol stays closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from patrols import actions
from patrols.forms.others import DelayForm
from patrols.permissions import get_patrol, report_of, why_not_delay


@allow(Permission.VISIT_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def delay(request: AuthedRequest, code: str) -> HttpResponse:
    patrol = get_patrol(request.user, code)
    refuse(why_not_delay(request.user, report_of(request.user, patrol)))
    typed = request.POST if request.method == "POST" else None
    form = DelayForm(typed, initial={"publish_after": patrol.publish_after})
    if request.method == "POST" and form.is_valid():
        actions.set_delay(patrol=patrol, by=request.user, publish_after=form.cleaned_data["publish_after"])
        messages.success(request, _("Saved."))
        return redirect(patrol)
    status = 422 if request.method == "POST" else 200
    return render(request, "patrols/delay.html", {"patrol": patrol, "form": form}, status=status)
