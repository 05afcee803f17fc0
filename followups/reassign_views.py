"""The page where those in charge hand over the actions of somebody who leaves."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from followups import reassign
from followups.models import FollowUp, FollowUpQuerySet
from followups.reassign_forms import ReassignForm
from ui import paging

PAGE = 50


@allow(Permission.FOLLOWUP_WRITE)
@require_safe
def people(request: AuthedRequest) -> HttpResponse:
    """Who owns unresolved actions in my areas."""
    refuse(reassign.why_not_reassign(request.user))
    return render(request, "followups/reassign_people.html", {"loads": reassign.loads(request.user)})


@allow(Permission.FOLLOWUP_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: AuthedRequest, pk: int) -> HttpResponse:
    """The actions of one person, PAGE at a time, and to whom they go. Who owns none here is not found."""
    refuse(reassign.why_not_reassign(request.user))
    giver = User.objects.filter(pk=pk).first()
    rows = reassign.unresolved_of(giver, seen_by=request.user) if giver else None
    if giver is None or rows is None:
        raise Http404
    page = page_of(request, rows)
    if not page.rows:
        raise Http404
    form = ReassignForm(request.POST if request.method == "POST" else None, rows=rows, shown=page.rows, giver=giver)
    if not form.is_valid():
        context = {"giver": giver, "form": form, "page": page}
        return render(request, "followups/reassign.html", context, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    count = reassign.reassign(by=request.user, giver=giver, taker=data["taker"], reason=data["reason"], only=form.only)
    told = ngettext("%(count)d action handed to %(name)s.", "%(count)d actions handed to %(name)s.", count)
    messages.success(request, told % {"count": count, "name": data["taker"]})
    if form.only is not None and rows.exists():
        return redirect("followups:reassign_person", pk)
    return redirect("followups:reassign")


def page_of(request: AuthedRequest, rows: FollowUpQuerySet) -> paging.Page[FollowUp]:
    """Where the address is of a page that has been handed over meanwhile, the first one."""
    named, order = rows.select_related("visit"), ("due_on", "id")
    page = paging.keyset(
        named, order=order, after=request.GET.get("after"), before=request.GET.get("before"), size=PAGE
    )
    return page if page.rows else paging.keyset(named, order=order, size=PAGE)
