from django.urls import path

from centers.views import center, public_reports, readiness, reporters

app_name = "centers"

REPORT = "<slug:code>/reports/<int:year>-<int:running>/"

urlpatterns = [
    path("", center.index, name="list"),
    path("new/", center.new, name="new"),
    path("reports/", public_reports.index, name="all_reports"),
    path("<slug:code>/", center.detail, name="detail"),
    path("<slug:code>/edit/", center.edit, name="edit"),
    path("<slug:code>/position/", center.position, name="position"),
    path("<slug:code>/status/", center.status, name="status"),
    path("<slug:code>/roster/", center.roster, name="roster"),
    path("<slug:code>/roster/verified/", center.roster_verified, name="roster_verified"),
    path("<slug:code>/retire/", center.retire, name="retire"),
    path("<slug:code>/readiness/", readiness.index, name="readiness"),
    path("<slug:code>/readiness/new/", readiness.new, name="readiness_new"),
    path("<slug:code>/readiness/<int:pk>/", readiness.detail, name="readiness_check"),
    path("<slug:code>/readiness/<int:pk>/edit/", readiness.edit, name="readiness_edit"),
    path("<slug:code>/reports/", public_reports.of_center, name="reports"),
    path("<slug:code>/reports/new/", public_reports.new, name="report_new"),
    path(REPORT, public_reports.detail, name="report"),
    path(f"{REPORT}edit/", public_reports.edit, name="report_edit"),
    path(f"{REPORT}to/<slug:state>/", public_reports.step, name="report_step"),
    path(f"{REPORT}reporter/", reporters.read, name="reporter"),
    path(f"{REPORT}reporter/edit/", reporters.edit, name="reporter_edit"),
]
