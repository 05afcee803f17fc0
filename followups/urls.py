from django.urls import path

from followups import commitment_views, section_views, views

app_name = "followups"

urlpatterns = [
    path("", views.followups, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/state/", views.change_state, name="state"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("of/<str:reference>/", section_views.section, name="section"),
    path("of/<str:reference>/done/", section_views.settle, name="settle"),
    path("of/<str:reference>/commitments/", commitment_views.commitments, name="commitments"),
    path("of/<str:reference>/commitments/<int:pk>/", commitment_views.answer, name="answer"),
    path("of/<str:reference>/<int:pk>/", section_views.item, name="item"),
    path("of/<str:reference>/<int:pk>/remove/", section_views.remove, name="remove"),
]
