"""The address of a report's PDF."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.access import AuthedRequest, allow, log_access
from accounts.models import AccessEntry
from accounts.roles import Permission, Role
from reports.pdf import print_visit
from ui.dates import language
from visits.editions import Edition
from visits.models import Visit
from visits.permissions import get_visit, refuse


@allow(Permission.VISIT_LIST, Permission.EDITION_READ)
def visit_pdf(request: AuthedRequest, reference: str) -> HttpResponse:
    """`?edition=internal|public`, `?lang=th|en`, `?revision=N`; every export is logged before it is answered."""
    revision = request.GET.get("revision", "")
    visit = get_visit(request.user, reference, revision=int(revision) if revision.isdecimal() else None)
    edition = asked_edition(request)
    refuse(why_not_print(request, visit, edition))
    lang = request.GET.get("lang") if request.GET.get("lang") in ("th", "en") else language()
    printed = print_visit(visit, edition=edition, language=str(lang), by=request.user)
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


def why_not_print(request: AuthedRequest, visit: Visit, edition: Edition) -> str:
    """Why this edition is not for this reader; empty where it is."""
    if edition == Edition.INTERNAL and request.user.role == Role.PARTNER:
        return _("Only the public edition was released to you.")
    if edition == Edition.PUBLIC and not visit.is_published and not request.user.may(Permission.VISIT_PUBLISH):
        return _("There is no public edition before the report is published.")
    return ""
