from django.urls import path

from reports.pdf_views import visit_pdf
from reports.practice_pdf_views import compendium_pdf, practice_pdf
from reports.views import dashboard, home, maps, offline

app_name = "reports"

urlpatterns = [
    path("", home.home_page, name="home"),
    path("map/", maps.map_page, name="map"),
    path("map/data/", maps.map_data, name="map_data"),
    path("map/offline/", offline.offline_page, name="map_offline"),
    path("map/worker.js", offline.worker, name="map_worker"),
    path("map/picture.svg", maps.map_picture, name="map_picture"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("practices/pdf/", compendium_pdf, name="practices_pdf"),
    path("practices/<bp:code>/pdf/", practice_pdf, name="practice_pdf"),
    path("visits/<ref:reference>/pdf/", visit_pdf, name="visit_pdf"),
]
