"""Every column that holds what `vault.box` sealed, in whichever room: what a new key is turned for."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

SEALED: tuple[tuple[str, str], ...] = (  # (model, column)
    ("vault.Identity", "sealed"),
    ("centers.Reporter", "sealed"),
)


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    for name, column in SEALED:
        yield apps.get_model(name), column
