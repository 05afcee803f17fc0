from django.urls import URLPattern, re_path

from visits.views import media

PHOTO = r"^(?P<reference>[^/]+)/photos/(?P<pk>[0-9]{1,18})/"

urlpatterns: list[URLPattern] = [
    re_path(PHOTO + r"(?P<size>thumb|screen|print)/$", media.photo, name="photo"),
    re_path(PHOTO + r"(?P<size>original)/$", media.original, name="photo"),
    re_path(r"^(?P<reference>[^/]+)/documents/(?P<pk>[0-9]{1,18})/$", media.document, name="document"),
]
