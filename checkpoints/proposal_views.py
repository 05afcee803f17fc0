"""A proposed status before its keeper: confirm it, or leave the status as it is and say why."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checkpoints import actions
from checkpoints.models import ProposalState, StatusProposal
from checkpoints.permissions import get_checkpoint_to_edit
from places.changes import Conflict
from places.editing import crumbs, form_page, typed
from ui.forms import Form

DECISIONS = (
    (ProposalState.CONFIRMED, gettext_lazy("Confirm: record this status")),
    (ProposalState.DECLINED, gettext_lazy("Decline: leave the status as it is")),
)


class DecideForm(Form):
    mark_optional = False

    decision = forms.ChoiceField(label=gettext_lazy("Your decision"), choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why it is declined"),
        help_text=gettext_lazy("Needed only where you decline."),
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, str]:
        values = self.cleaned_data
        declined = values.get("decision") == ProposalState.DECLINED
        if declined and not values.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you decline."))
        return values


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def decide(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """Decide once; 409 where somebody did so meanwhile, with what was typed."""
    checkpoint = get_checkpoint_to_edit(request.user, code)
    rows = StatusProposal.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    proposal = get_object_or_404(rows, checkpoint=checkpoint, pk=pk)
    form = DecideForm(typed(request))
    status, conflict = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                settle(request, proposal, form)
            except Conflict as found:
                status, conflict = 409, found
                proposal.refresh_from_db()
            else:
                return redirect(checkpoint)
    context = {"thing": checkpoint, "proposal": proposal, "form": form, "conflict": conflict}
    return render(request, "checkpoints/proposal.html", context | {"crumbs": crumbs(checkpoint)}, status=status)


def settle(request: AuthedRequest, proposal: StatusProposal, form: DecideForm) -> None:
    if form.cleaned_data["decision"] == ProposalState.CONFIRMED:
        actions.confirm(proposal=proposal, by=request.user)
        messages.success(request, _("The status is recorded."))
    else:
        actions.decline(proposal=proposal, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The proposal is declined; the status stays as it is."))
