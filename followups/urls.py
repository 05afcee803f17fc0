from django.urls import path

from followups import calendar_views, commitment_views, defect_views, digest_views, reassign_views, section_views, views

app_name = "followups"

urlpatterns = [
    path("", views.followups, name="list"),
    path("calendar/", calendar_views.settings, name="calendar"),
    path("calendar/revoke/", calendar_views.revoke, name="calendar_revoke"),
    path("calendar/<str:secret>.ics", calendar_views.feed, name="calendar_feed"),
    path("digest/", digest_views.choose, name="digest"),
    path("reassign/", reassign_views.people, name="reassign"),
    path("reassign/<int:pk>/", reassign_views.person, name="reassign_person"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/state/", views.change_state, name="state"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("defects/<uuid:lineage>/", defect_views.ask, name="ask_defect"),
    path("of/<str:reference>/", section_views.section, name="section"),
    path("of/<str:reference>/done/", section_views.settle, name="settle"),
    path("of/<str:reference>/commitments/", commitment_views.commitments, name="commitments"),
    path("of/<str:reference>/commitments/<int:pk>/", commitment_views.answer, name="answer"),
    path("of/<str:reference>/<int:pk>/", section_views.item, name="item"),
    path("of/<str:reference>/<int:pk>/remove/", section_views.remove, name="remove"),
]
