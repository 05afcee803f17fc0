from django.urls import path

from vault.views import keeping, opening, reading

app_name = "vault"

urlpatterns = [
    path("", reading.index, name="list"),
    path("<slug:code>/", reading.detail, name="detail"),
    path("<slug:code>/open/", opening.open_it, name="open"),
    path("<slug:code>/glass/", opening.glass, name="glass"),
    path("<slug:code>/change/", opening.change, name="change"),
    path("<slug:code>/readers/", keeping.readers, name="readers"),
    path("<slug:code>/readers/<int:pk>/revoke/", keeping.revoke, name="revoke"),
    path("<slug:code>/erase/", keeping.erase, name="erase"),
]
