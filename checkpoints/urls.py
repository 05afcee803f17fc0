from django.urls import path

from checkpoints import proposal_views, views

app_name = "checkpoints"

urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/edit/", views.edit, name="edit"),
    path("<slug:code>/position/", views.position, name="position"),
    path("<slug:code>/status/", views.status, name="status"),
    path("<slug:code>/proposals/<int:pk>/", proposal_views.decide, name="proposal"),
    path("<slug:code>/retire/", views.retire, name="retire"),
]
