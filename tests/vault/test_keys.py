"""The demonstration draws its key itself, once, and keeps it to itself."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from vault.keys import read_keys

FIRST, SECOND = (Fernet.generate_key().decode() for _n in range(2))


def test_a_fresh_checkout_draws_one_key_and_keeps_it(tmp_path: Path) -> None:
    own = tmp_path / "var" / "vault-keys"

    with ThreadPoolExecutor(8) as starts:
        drawn = list(starts.map(lambda _n: read_keys({}, own=own), range(8)))

    assert len({key for keys in drawn for key in keys}) == 1
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert [path.name for path in own.parent.iterdir()] == ["vault-keys"]


@pytest.mark.parametrize("between", [",", " , ", "\n"])
def test_keys_are_read_in_order(between: str, tmp_path: Path) -> None:
    own = tmp_path / "vault-keys"

    assert read_keys({"VAULT_KEYS": f"{FIRST}{between}{SECOND}"}, own=own) == [FIRST, SECOND]
    assert not own.exists()


def test_without_a_file_of_its_own_nothing_is_drawn() -> None:
    with pytest.raises(ImproperlyConfigured, match="must be set"):
        read_keys({}, own=None)
