"""An action on a defect of an approved report, asked for from the page of the border point."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from followups import actions
from followups.defects import actions_on, in_reports, proposed_action
from followups.forms import AskDefectForm
from followups.permissions import why_not_ask
from visits.actions import Conflict
from visits.models import Defect, Visit


def get_defect(request: AuthedRequest, lineage: uuid.UUID) -> Defect:
    """The defect in the newest approved report that the reader may read. Raises Http404."""
    rows = in_reports(Visit.objects.visible_to(request.user).approved()).filter(lineage=lineage)
    found = rows.select_related("activity__stop__visit", "activity__stop__checkpoint").first()
    if found is None:
        raise Http404
    return found


@allow(Permission.FOLLOWUP_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AuthedRequest, lineage: uuid.UUID) -> HttpResponse:
    """Ask for an action. 409 where somebody did so meanwhile; what was typed is kept."""
    defect = get_defect(request, lineage)
    visit = defect.activity.stop.visit
    refuse(why_not_ask(request.user, visit))
    form = AskDefectForm(request.POST or None, visit=visit, instance=proposed_action(defect, visit))
    status, made = 200, actions_on([lineage], request.user).get(lineage)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = actions.ask(defect=defect, by=request.user, **form.values())
            except Conflict:
                status, made = 409, actions_on([lineage], request.user).get(lineage)
            else:
                messages.success(request, _("The action is added."))
                return redirect("followups:detail", row.pk)
    context = {"form": form, "defect": defect, "visit": visit, "made": made, "place": defect.activity.stop.checkpoint}
    return render(request, "followups/ask_defect.html", context, status=status)
