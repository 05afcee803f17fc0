"""The addresses of practices as PDF. Every export is logged before it is answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access, refuse
from accounts.models import AccessEntry
from accounts.roles import Permission, Role
from practices.library.compare import read_codes
from practices.library.reading import HEAVY, PLACES, Reading, get_practice, log_restricted
from practices.models import Practice
from reports.pdf import Printed
from reports.practice_pdf import PracticeEdition, print_compendium, print_practice, read_for_print
from ui import dates

MOST = 20  # practices in one volume


@allow(Permission.PRACTICE_READ)
@require_safe
def practice_pdf(request: AuthedRequest, code: str) -> HttpResponse:
    """`?edition=public|internal`, `?lang=th|en`."""
    practice = get_practice(request.user, code)
    edition, language = asked_edition(request), asked_language(request)
    readings = read_for_print([practice], edition=edition, language=language, by=request.user)
    log_restricted(readings, by=request.user, where="practice PDF")
    return answer(request, print_practice(readings[0], edition=edition, language=language), readings)


@allow(Permission.PRACTICE_READ)
@require_safe
def compendium_pdf(request: AuthedRequest) -> HttpResponse:
    """`?code=` for each practice, in this order; further ones than MOST, and unknown ones, are left out."""
    codes, _more = read_codes(request.GET.getlist("code"), most=MOST)
    rows = Practice.objects.visible_to(request.user).filter(code__in=codes)
    found = {row.code: row for row in rows.select_related("author", *PLACES).defer(*HEAVY)}
    if not found:
        messages.info(request, _("Tick the practices that the PDF is to hold."))
        return redirect("practices:list")
    edition, language = asked_edition(request), asked_language(request)
    chosen = [found[code] for code in codes if code in found]
    readings = read_for_print(chosen, edition=edition, language=language, by=request.user)
    log_restricted(readings, by=request.user, where="compendium PDF")
    return answer(request, print_compendium(readings, edition=edition, language=language), readings)


def answer(request: AuthedRequest, printed: Printed, readings: list[Reading]) -> HttpResponse:
    for one in readings:
        what = AccessEntry.What.EXPORT_PDF
        log_access(by=request.user, what=what, subject=one.practice.code, detail=printed.name)
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{printed.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def asked_edition(request: AuthedRequest) -> PracticeEdition:
    """The public edition unless the other is asked for. Raises Refused for a partner who does."""
    if request.GET.get("edition") != PracticeEdition.INTERNAL:
        return PracticeEdition.PUBLIC
    if request.user.role == Role.PARTNER:
        refuse(_("Only the public edition was released to you."))
    return PracticeEdition.INTERNAL


def asked_language(request: AuthedRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in ("th", "en") else dates.language()
