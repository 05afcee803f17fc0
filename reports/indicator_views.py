"""The indicator report: as a PDF to file, as a table to work on. Each is written to the access log first."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access
from accounts.models import AccessEntry
from accounts.roles import Permission
from indicators import asked
from reports.indicator_pdf import print_indicators, write_table
from reports.pdf import Printed
from reports.practice_pdf_views import asked_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(Permission.INDICATORS)
@require_safe
def pdf(request: AuthedRequest) -> HttpResponse:
    """`?period=`, `?province=`, `?lang=th|en`."""
    scope = asked.read(request.GET, request.user)
    printed = print_indicators(scope, by=request.user, language=asked_language(request))
    return answer(request, printed, "application/pdf")


@allow(Permission.INDICATORS)
@require_safe
def xlsx(request: AuthedRequest) -> HttpResponse:
    scope = asked.read(request.GET, request.user)
    return answer(request, write_table(scope, by=request.user, language=asked_language(request)), XLSX)


def answer(request: AuthedRequest, printed: Printed, media_type: str) -> HttpResponse:
    what = AccessEntry.What.EXPORT_DATA if media_type == XLSX else AccessEntry.What.EXPORT_PDF
    log_access(by=request.user, what=what, subject="indicators", detail=printed.name)
    headers = {"Content-Disposition": f'attachment; filename="{printed.name}"', "X-Content-Type-Options": "nosniff",
               "Cache-Control": "private, no-store"}  # fmt: skip
    return HttpResponse(printed.content, content_type=media_type, headers=headers)
