"""Production refuses to start unsafe."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {"SECRET_KEY": "f3" * 30, "ALLOWED_HOSTS": "example.test"}


def start(**changes: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process of their own, as production would."""
    mode = {"NTSWATCH_DEMO", "DJANGO_DEBUG", "SECRET_KEY", "ALLOWED_HOSTS"}
    environment = {name: value for name, value in os.environ.items() if name not in mode}
    return subprocess.run(
        [sys.executable, "-c", "import ntswatch.settings"],
        cwd=settings.BASE_DIR,
        env={**environment, **SAFE, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_safe_settings_start() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "demonstration-only-" + "0" * 40}, "SECRET_KEY must be set"),
        ({"DJANGO_DEBUG": "1"}, "DJANGO_DEBUG must be off"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*.example.test"}, "ALLOWED_HOSTS must name"),
    ],
)
def test_unsafe_settings_are_refused(changes: dict[str, str], complaint: str) -> None:
    outcome = start(**changes)
    assert outcome.returncode != 0
    assert complaint in outcome.stderr
