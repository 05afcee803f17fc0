from django.urls import path

from reports.pdf_views import visit_pdf
from reports.views import dashboard, home, maps

app_name = "reports"

urlpatterns = [
    path("", home.home_page, name="home"),
    path("map/", maps.map_page, name="map"),
    path("map/data/", maps.map_data, name="map_data"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("visits/<ref:reference>/pdf/", visit_pdf, name="visit_pdf"),
]
