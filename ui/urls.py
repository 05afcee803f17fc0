from django.urls import path
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

from ui import views
from ui.access import public

app_name = "ui"
urlpatterns = [
    path("i18n/setlang/", public(require_http_methods(["GET", "POST"])(set_language)), name="set_language"),
    path("more/", views.more, name="more"),
    path("gallery/", views.gallery, name="gallery"),
]
