from django.urls import path

from labour import views

app_name = "labour"

urlpatterns = [
    path("", views.index, name="list"),
    path("seasons/<int:pk>/", views.edit, name="season"),
    path("<slug:code>/", views.district, name="district"),
    path("<slug:code>/seasons/new/", views.new, name="season_new"),
]
