"""Everything that the database counts by itself, whichever room it lies in."""

from django.apps import apps

from places.kept import Kept


def rollups() -> list[type[Kept]]:
    return sorted((model for model in apps.get_models() if issubclass(model, Kept)), key=lambda one: one._meta.db_table)


def rebuild() -> None:
    """Count everything again. For those who have passed the triggers by."""
    for one in rollups():
        one.rebuild()
