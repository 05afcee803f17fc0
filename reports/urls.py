from django.urls import path

from reports import indicator_views
from reports.pdf_views import visit_pdf
from reports.practice_pdf_views import compendium_pdf, practice_pdf
from reports.views import compare, dashboard, home, maps, notable, offline, place, saved

app_name = "reports"

urlpatterns = [
    path("", home.home_page, name="home"),
    path("map/", maps.map_page, name="map"),
    path("map/data/", maps.map_data, name="map_data"),
    path("map/offline/", offline.offline_page, name="map_offline"),
    path("map/worker.js", offline.worker, name="map_worker"),
    path("map/picture.svg", maps.map_picture, name="map_picture"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/work/", dashboard.undertaken, name="dashboard_work"),
    path("dashboard/found/", dashboard.found_there, name="dashboard_found"),
    path("dashboard/views/", saved.views, name="views"),
    path("dashboard/views/<int:pk>/", saved.edit, name="view"),
    path("dashboard/views/<int:pk>/start/", saved.start_here, name="view_start"),
    path("dashboard/views/<int:pk>/remove/", saved.remove, name="view_remove"),
    path("start/", saved.start, name="start"),
    path("indicators/report.pdf", indicator_views.pdf, name="indicator_pdf"),
    path("indicators/report.xlsx", indicator_views.xlsx, name="indicator_xlsx"),
    path("practices/pdf/", compendium_pdf, name="practices_pdf"),
    path("practices/<bp:code>/pdf/", practice_pdf, name="practice_pdf"),
    path("places/<slug:kind>/<slug:code>/", place.place, name="place"),
    path("compare/", compare.compare_page, name="compare"),
    path("notable/", notable.notable, name="notable"),
    path("visits/<ref:reference>/pdf/", visit_pdf, name="visit_pdf"),
]
