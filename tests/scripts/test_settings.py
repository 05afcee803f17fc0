"""Production refuses to start unsafe."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KEY = base64.urlsafe_b64encode(bytes(range(0, 128, 4))).decode()
SAFE = {"SECRET_KEY": "f3" * 30, "ALLOWED_HOSTS": "example.test", "VAULT_KEYS": KEY}


def start(**changes: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process of their own, as production would."""
    mode = {"NTSWATCH_DEMO", "DJANGO_DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "VAULT_KEYS", "VAULT_KEYS_FILE"}
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
        ({"VAULT_KEYS": ""}, "VAULT_KEYS or VAULT_KEYS_FILE must be set"),
        ({"VAULT_KEYS": KEY[:-8]}, "Key 1 of VAULT_KEYS is not 32 bytes"),
        ({"VAULT_KEYS": f"{KEY},no key"}, "Key 2 of VAULT_KEYS is not 32 bytes"),
        ({"VAULT_KEYS": base64.urlsafe_b64encode(b"password" * 4).decode()}, "Key 1 of VAULT_KEYS is weak"),
        ({"VAULT_KEYS_FILE": "/etc/hostname"}, "not both"),
        ({"VAULT_KEYS": "", "VAULT_KEYS_FILE": "/nowhere"}, "VAULT_KEYS_FILE cannot be read"),
    ],
)
def test_unsafe_settings_are_refused(changes: dict[str, str], complaint: str) -> None:
    outcome = start(**changes)
    assert outcome.returncode != 0
    assert complaint in outcome.stderr
    assert KEY[:12] not in outcome.stderr


def test_keys_come_from_a_file_that_is_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{KEY}\n")
    file.chmod(0o604)
    assert "chmod 600" in start(VAULT_KEYS="", VAULT_KEYS_FILE=str(file)).stderr

    file.chmod(0o600)
    assert start(VAULT_KEYS="", VAULT_KEYS_FILE=str(file)).returncode == 0
