"""The list of visits, and the partner's list of editions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from ui import dates, paging
from visits.filters import Chip, Filters
from visits.forms.finding import FilterForm
from visits.lines import Words, lean
from visits.models import Visit
from visits.queries import editions_of
from visits.workflow import State

PAGE = 50


@allow(Permission.VISIT_LIST)
@require_safe
def visits(request: AuthedRequest) -> HttpResponse:
    filters = Filters(request.GET, request.user)
    rows = lean(filters.apply(Visit.objects.visible_to(request.user).current()))
    page = paging.keyset(
        rows, order=("-date_start", "-id"), after=request.GET.get("after"), before=request.GET.get("before"), size=PAGE
    )
    choosing = "filters" in request.GET
    context = {
        "page": page,
        "rows": Words().rows(page.rows),
        "filters": filters,
        "chips": filters.chips(),
        "shortcuts": [] if filters else shortcuts(request.user),
        "words": filters.params.get("q", ""),
        "form": FilterForm.from_filters(filters) if choosing else None,
        "may_write": request.user.may(Permission.VISIT_WRITE),
    }
    return render(request, "visits/list.html", context)


def shortcuts(user: User) -> list[Chip]:
    """The filters that this reader is most likely to want, one press away."""
    found = [Chip(_("This fiscal year"), "", f"?fy={dates.fiscal_year(timezone.localdate())}")]
    if user.may(Permission.VISIT_WRITE):
        found.insert(0, Chip(_("My reports"), "", "?author=me"))
    if user.may(Permission.VISIT_ENDORSE) or user.may(Permission.VISIT_APPROVE):
        found.insert(0, Chip(_("Awaiting my decision"), "", "?awaiting=me"))
    return found


@allow(Permission.EDITION_READ)
@require_safe
def editions(request: AuthedRequest) -> HttpResponse:
    """What was released to a partner, who starts here; for others, what is published in their areas."""
    published = Visit.objects.visible_to(request.user).current().filter(state=State.PUBLISHED)
    rows = lean(published if request.user.may(Permission.VISIT_LIST) else editions_of(request.user))
    page = paging.keyset(
        rows, order=("-date_start", "-id"), after=request.GET.get("after"), before=request.GET.get("before"), size=PAGE
    )
    lines = Words().rows(page.rows, beyond="edition/")
    return render(request, "visits/editions.html", {"page": page, "rows": lines})
