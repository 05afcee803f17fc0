from django.urls import path

from indicators import views

app_name = "indicators"

urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/edit/", views.edit, name="edit"),
    path("<slug:code>/targets/", views.target, name="target"),
    path("<slug:code>/numbers/new/", views.enter, name="enter"),
    path("<slug:code>/numbers/<int:pk>/correct/", views.correct, name="correct"),
]
