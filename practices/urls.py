"""Addresses of best practices."""

from practices.writing import urls as writing

app_name = "practices"

urlpatterns = [*writing.urlpatterns]
