"""The address of a report's PDF."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access, refuse
from accounts.models import AccessEntry
from accounts.roles import Permission, Role
from reports.pdf import print_visit
from ui.dates import language
from visits.editions import Edition
from visits.models import Visit
from visits.permissions import get_edition, get_visit


@allow(Permission.VISIT_LIST, Permission.EDITION_READ)
@require_safe
def visit_pdf(request: AuthedRequest, reference: str) -> HttpResponse:
    """`?edition=internal|public`, `?lang=th|en`, `?revision=N`; every export is logged before it is answered."""
    edition = asked_edition(request)
    visit = visit_to_print(request, reference, edition)
    asked = request.GET.get("lang", "")
    printed = print_visit(
        visit, edition=edition, language=asked if asked in ("th", "en") else language(), by=request.user
    )
    log_access(by=request.user, what=AccessEntry.What.EXPORT_PDF, subject=visit.reference, detail=printed.name)
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{printed.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def asked_edition(request: AuthedRequest) -> Edition:
    """The edition asked for; partners get the public one unless they ask for another and are refused."""
    default = Edition.PUBLIC if request.user.role == Role.PARTNER else Edition.INTERNAL
    asked = request.GET.get("edition", "")
    return Edition(asked) if asked in Edition.values else default


def visit_to_print(request: AuthedRequest, reference: str, edition: Edition) -> Visit:
    """The revision asked for, as far as this reader may have this edition. Raises Http404, or Refused."""
    if edition == Edition.PUBLIC:
        return get_edition(request.user, reference)
    revision = request.GET.get("revision", "")
    visit = get_visit(request.user, reference, revision=int(revision[:4]) if revision.isdecimal() else None)
    if request.user.role == Role.PARTNER:
        refuse(_("Only the public edition was released to you."))
    return visit
