"""Addresses of the library for everybody: /library/."""

from django.urls import path, re_path

from practices.codes import CODE
from practices.library import public

app_name = "library"

urlpatterns = [
    path("", public.library, name="list"),
    path("<bp:code>/", public.detail, name="detail"),
    re_path(rf"^(?P<code>{CODE})/photos/(?P<pk>[0-9]{{1,18}})/(?P<size>thumb|screen)/$", public.photo, name="photo"),
]
