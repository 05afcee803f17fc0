"""Where every address leads: one include() a room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("accounts.doors")),
    path("admin/", admin.site.urls),
    path("", include("jobs.urls")),
    path("", include("ui.urls")),
    path("", include("accounts.urls")),
    path("places/", include("places.urls")),
    path("vault/", include("vault.urls")),
    path("checklists/", include("checklists.urls")),
    path("centers/", include("centers.urls")),
    path("checkpoints/", include("checkpoints.urls")),
    path("visits/", include("visits.urls")),
    path("labour/", include("labour.urls")),
    path("patrols/", include("patrols.urls")),
    path("seizures/", include("seizures.urls")),
    path("follow-ups/", include("followups.urls")),
    path("practices/", include("practices.urls")),
    path("library/", include("practices.public_urls")),
    path("exports/", include("exports.urls")),
    path("", include("reports.urls")),
]
handler403 = "ui.views.forbidden"
handler404 = "ui.views.not_found"
handler500 = "ui.views.server_error"
