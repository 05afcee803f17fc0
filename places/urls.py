from django.urls import path

from places import views

app_name = "places"

urlpatterns = [
    path("basemap/", views.base_map, name="basemap"),
    path("basemap/districts/", views.districts, name="districts"),
]
