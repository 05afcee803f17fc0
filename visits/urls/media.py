from django.urls import URLPattern, path, re_path

from visits.views import documents, media, photos

PHOTO = r"^(?P<reference>[^/]+)/photos/(?P<pk>[0-9]{1,18})/"

urlpatterns: list[URLPattern] = [
    path("<str:reference>/report/photos/", photos.section, name="photos"),
    path("<str:reference>/report/photos/<int:pk>/", photos.edit, name="photo_edit"),
    path("<str:reference>/report/photos/<int:pk>/remove/", photos.remove, name="photo_remove"),
    path("<str:reference>/report/documents/", documents.section, name="documents"),
    path("<str:reference>/report/documents/<int:pk>/remove/", documents.remove, name="document_remove"),
    re_path(PHOTO + r"(?P<size>thumb|screen|print)/$", media.photo, name="photo"),
    re_path(PHOTO + r"(?P<size>original)/$", media.original, name="photo"),
    re_path(r"^(?P<reference>[^/]+)/documents/(?P<pk>[0-9]{1,18})/$", media.document, name="document"),
]
