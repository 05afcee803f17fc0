"""What must not be installed beside the site."""

from collections.abc import Sequence
from importlib import invalidate_caches
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


@register()
def only_psycopg2(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse psycopg 3: Django prefers it silently, and the site is built and tested on psycopg2."""
    invalidate_caches()
    if find_spec("psycopg") is None:
        return []
    return [
        Error(
            "psycopg 3 is installed; Django would use it instead of psycopg2.",
            hint="Remove it: pip uninstall psycopg psycopg-binary",
            id="jobs.E001",
        )
    ]
