"""Who made a public report: opened by a button, written to the access log, corrected or forgotten."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from centers import public_reports
from centers.models import Reporter
from centers.permissions import get_report
from centers.report_forms import PersonForm
from centers.views.answering import crumbs
from centers.views.public_reports import about, way_to_list
from places.editing import form_page, typed


@allow(Permission.PUBLIC_REPORTS)
@require_POST
@never_cache
@sensitive_variables("person", "context")
def read(request: AuthedRequest, code: str, year: int, running: int) -> HttpResponse:
    """Show who reported, once: reading it again is written down again."""
    report = get_report(request.user, code, year, running)
    person = public_reports.read_person(report=report, by=request.user)
    way = crumbs(report.center, way_to_list(report.center), (report.number, report.get_absolute_url()))
    context = {"report": report, "center": report.center, "person": person, "crumbs": way}
    return render(request, "centers/reports/reporter.html", context)


@allow(Permission.PUBLIC_REPORTS)
@sensitive_post_parameters("name", "contact", "note")
@form_page
def edit(request: AuthedRequest, code: str, year: int, running: int) -> HttpResponse:
    """Write down who reported, anew; what is kept now is not shown here."""
    report = get_report(request.user, code, year, running)
    form = PersonForm(typed(request), initial={"version": report.version})
    has_person = Reporter.objects.filter(report=report).exists()
    if not has_person:
        del form.fields["forget"]
    return about(
        request,
        report,
        form,
        act=lambda: public_reports.keep_person(
            report=report, person=form.told(), by=request.user, version=form.cleaned_data["version"]
        ),
        done=_("Saved."),
        heading=_("Who reported"),
        submit=_("Save who reported"),
        replaces=has_person,
        about_person=True,
    )
