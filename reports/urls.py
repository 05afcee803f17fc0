from django.urls import path

from reports.pdf_views import visit_pdf
from reports.practice_pdf_views import compendium_pdf, practice_pdf
from reports.views import dashboard, home, maps, saved

app_name = "reports"

urlpatterns = [
    path("", home.home_page, name="home"),
    path("map/", maps.map_page, name="map"),
    path("map/data/", maps.map_data, name="map_data"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/work/", dashboard.undertaken, name="dashboard_work"),
    path("dashboard/found/", dashboard.found_there, name="dashboard_found"),
    path("dashboard/views/", saved.views, name="views"),
    path("dashboard/views/<int:pk>/", saved.edit, name="view"),
    path("dashboard/views/<int:pk>/start/", saved.start_here, name="view_start"),
    path("dashboard/views/<int:pk>/remove/", saved.remove, name="view_remove"),
    path("start/", saved.start, name="start"),
    path("practices/pdf/", compendium_pdf, name="practices_pdf"),
    path("practices/<bp:code>/pdf/", practice_pdf, name="practice_pdf"),
    path("visits/<ref:reference>/pdf/", visit_pdf, name="visit_pdf"),
]
