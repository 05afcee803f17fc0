"""The director's page: what needs me, where is trouble, who has not been seen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from centers.figures import readiness
from centers.freshness import VERIFIED_WITHIN_DAYS
from centers.models import Center
from labour import figures as labour_figures
from reports import coverage, figures, links, public_reports
from seizures import figures as goods
from ui import periods


@allow(Permission.DASHBOARD)
@require_safe
def dashboard(request: AuthedRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    period = periods.read(request.GET.get("period"), today)
    rows = coverage.MANY if request.GET.get("rows") == "all" else coverage.FEW
    tallies = figures.tallies_of(user, period)
    bars = figures.by_month(tallies, period)
    in_use, unseen = figures.count_places(user, today)
    approved = sum(bar.value for bar in bars)
    categories, districts, district_count = coverage.assessments(tallies, period, rows=rows)
    centers, center_count = figures.centers_by_status(user)
    context = {
        "period": period,
        "periods": periods.choices(today),
        "today": today,
        "numbers": figures.numbers(user, period, today, approved=approved, places_in_use=in_use, unseen=unseen),
        "bars": bars,
        "places": coverage.coverage(tallies, period, rows=rows),
        "place_count": in_use,
        "categories": categories,
        "districts": districts,
        "district_count": district_count,
        "centers": centers,
        "center_count": center_count,
        "readiness": readiness(Center.objects.visible_to(user).in_use(), today),
        "verified_days": VERIFIED_WITHIN_DAYS,
        "public": public_reports.board(user, period),
        "unseen": figures.longest_unseen(user, today, rows=6),
        "labour": labour_figures.figures(user, first=period.start, last=period.end),
        "stale_days": figures.STALE_DAYS,
        "goods": goods.totals_of(user, period.start, period.end),
        "goods_url": links.goods(**links.within(period)),
        "showing_all": rows == coverage.MANY,
    }
    return render(request, "reports/dashboard.html", context)
