from django.urls import path

from imports import views

app_name = "imports"

urlpatterns = [
    path("", views.index, name="list"),
    path("files/<int:pk>/", views.batch, name="batch"),
    path("files/<int:pk>/check/", views.check, name="check"),
    path("files/<int:pk>/stop/", views.stop, name="stop"),
    path("files/<int:pk>/import/", views.carry_out, name="carry_out"),
    path("files/<int:pk>/discard/", views.discard, name="discard"),
    path("files/<int:pk>/undo/", views.undo, name="undo"),
    path("<slug:kind>/", views.new, name="new"),
    path("<slug:kind>/template.xlsx", views.template, name="template"),
]
