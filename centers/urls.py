from django.urls import path

from centers import views

app_name = "centers"

urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/edit/", views.edit, name="edit"),
    path("<slug:code>/position/", views.position, name="position"),
    path("<slug:code>/status/", views.status, name="status"),
    path("<slug:code>/roster/", views.roster, name="roster"),
    path("<slug:code>/retire/", views.retire, name="retire"),
]
