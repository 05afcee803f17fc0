"""New keys: everything sealed moves under them, a batch at a time, in whichever room."""

import io

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from tests.vault.factories import SOMCHAI, make_identity
from vault import actions, rotation
from vault.box import is_newest
from vault.models import Identity
from vault.registry import SEALED

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _n in range(3))


@pytest.fixture
def old_ones(settings, officer, hush) -> list[Identity]:
    """Five under the old key; the old and a new one are set."""
    settings.VAULT_KEYS = [OLD]
    made = [make_identity(officer, hush) for _n in range(5)]
    settings.VAULT_KEYS = [NEW, OLD]
    return made


def turn() -> str:
    out = io.StringIO()
    call_command("rotate_vault_keys", stdout=out, stderr=out)
    return out.getvalue()


def test_everything_moves_under_the_newest_key(old_ones, settings, monkeypatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)

    assert "vault.Identity.sealed: 5 sealed anew, 0 up to date" in turn()
    assert "0 sealed anew, 5 up to date" in turn()
    settings.VAULT_KEYS = [NEW]
    assert {row.unsealed().name for row in Identity.objects.all()} == {SOMCHAI.name}


def test_stopped_half_way_it_goes_on_where_it_was(old_ones, monkeypatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    batch = rotation._batch
    seen: list[list[int]] = []

    def stopped(*args):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(batch(*args))
        return seen[-1]

    monkeypatch.setattr(rotation, "_batch", stopped)
    with pytest.raises(KeyboardInterrupt):
        turn()
    assert sum(is_newest(row.sealed or b"") for row in Identity.objects.all()) == 4

    monkeypatch.setattr(rotation, "_batch", batch)
    assert "1 sealed anew, 4 up to date" in turn()


def test_what_opens_with_no_key_is_named_and_left(old_ones, settings) -> None:
    settings.VAULT_KEYS = [OTHER]

    with pytest.raises(CommandError, match="5 could not be opened: keep the old keys"):
        turn()
    settings.VAULT_KEYS = [OLD]
    assert Identity.objects.get(pk=old_ones[0].pk).unsealed().name == SOMCHAI.name


def test_what_is_erased_is_passed_over(old_ones, officer) -> None:
    actions.erase(identity=old_ones[0], by=officer)

    assert "4 sealed anew, 0 up to date" in turn()


NOT_SEALED = {("imports.Batch", "content")}  # a file as it came, for its reader


def test_every_sealed_column_of_the_house_is_known() -> None:
    """A column that the command does not know of would be lost with the old key."""
    columns = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField) and model._meta.app_label in apps.app_configs
    }

    assert columns - NOT_SEALED == set(SEALED)
