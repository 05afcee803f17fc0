"""Addresses of best practices. `bp` matches only codes, so that words such as `compare` are never taken for one."""

from django.urls import path, re_path

from practices.codes import CODE
from practices.library import views
from practices.writing import urls as writing

app_name = "practices"

urlpatterns = [
    path("", views.library, name="list"),
    path("compare/", views.compare, name="compare"),
    *writing.urlpatterns,
    path("<bp:code>/", views.detail, name="detail"),
    re_path(rf"^(?P<code>{CODE})/photos/(?P<pk>[0-9]{{1,18}})/(?P<size>thumb|screen)/$", views.photo, name="photo"),
]
