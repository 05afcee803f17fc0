"""Addresses of visits, nouns first: visits/<reference>/report/<section>/."""

from visits.urls import filing, media, reading

app_name = "visits"

# The sections with views of their own (photographs, documents) come before the generic ones.
urlpatterns = [*media.urlpatterns, *filing.urlpatterns, *reading.urlpatterns]
