"""Filing: starting a report, its sections, the things in them, checking and sending."""

from django.urls import path

from visits.views import filing, identities, items

urlpatterns = [
    path("new/", filing.new, name="new"),
    path("<str:reference>/report/", filing.tasks, name="tasks"),
    path("<str:reference>/report/check/", filing.check, name="check"),
    path("<str:reference>/report/submit/", filing.submit, name="submit"),
    path("<str:reference>/report/<slug:key>/", filing.section, name="section"),
    path("<str:reference>/report/<slug:key>/new/", items.item_new, name="item_new"),
    path("<str:reference>/report/<slug:key>/<int:pk>/", items.item, name="item"),
    path("<str:reference>/report/<slug:key>/<int:pk>/remove/", items.item_remove, name="item_remove"),
    path("<str:reference>/report/<slug:key>/<int:pk>/move/", items.item_move, name="item_move"),
    path("<str:reference>/activities/<int:pk>/identity/", identities.identity_new, name="identity_new"),
]
