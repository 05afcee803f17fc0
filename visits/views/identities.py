"""Putting an identity in the vault from an activity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow
from accounts.queries import responsible_for
from accounts.roles import Permission
from vault import actions
from vault.forms import IdentityForm
from vault.permissions import may_be_named
from visits.identities import get_activity, key_of
from visits.permissions import get_visit
from visits.queries import with_a_part_in


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables("form")
def identity_new(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """Whoever may open it is chosen among the people of the area and the mission."""
    visit = get_visit(request.user, reference)
    activity = get_activity(request.user, visit, pk)
    people = may_be_named(responsible_for(visit.area_codes) | with_a_part_in([visit.pk])).exclude(pk=request.user.pk)
    form = IdentityForm(request.POST if request.method == "POST" else None, people=people)
    if not form.is_valid():
        context = {"form": form, "where": (visit.reference, visit.get_absolute_url())}
        answer = render(request, "vault/new.html", context, status=422 if form.is_bound else 200)
        patch_cache_control(answer, private=True, no_store=True)
        return answer
    identity = actions.put(
        about=key_of(activity),
        reference=visit.reference,
        area_codes=visit.area_codes,
        by=request.user,
        **form.facts(),
    )
    messages.success(request, _("Sealed. In the report write %(code)s only.") % {"code": identity.code})
    return redirect(identity)
