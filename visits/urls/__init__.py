"""Addresses of visits, nouns first: visits/<reference>/report/<section>/."""

from visits.urls import filing, media, reading

app_name = "visits"

urlpatterns = [*filing.urlpatterns, *media.urlpatterns, *reading.urlpatterns]
