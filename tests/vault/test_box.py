"""What is sealed can be read with the keys alone, and tells nothing by its size or by the errors it causes."""

import traceback

import pytest
from cryptography.fernet import Fernet

from vault.box import Unreadable, is_newest, reseal, seal, unseal

OLD, NEW = (Fernet.generate_key().decode() for _n in range(2))


@pytest.mark.parametrize("text", ["", "สมชาย ใจดี 081-234-5678", "a" * 5000, "\0\0", "lone \ud800 surrogate"])
def test_what_was_sealed_comes_back(text: str) -> None:
    assert unseal(seal(text)) == text
    assert unseal(memoryview(seal(text))) == text


def test_a_sealed_text_shows_nothing_of_itself() -> None:
    first, second = seal("Somchai"), seal("Somchai")

    assert b"Somchai" not in first
    assert first != second


def test_short_and_long_names_are_of_one_size() -> None:
    assert len({len(seal(text)) for text in ("", "A", "ข" * 160)}) == 1


def test_keys_replace_one_another(settings) -> None:
    settings.VAULT_KEYS = [OLD]
    sealed = seal("Somchai")
    settings.VAULT_KEYS = [NEW, OLD]
    assert unseal(sealed) == "Somchai"
    assert not is_newest(sealed)

    moved = reseal(sealed)
    assert is_newest(moved)
    settings.VAULT_KEYS = [NEW]
    assert unseal(moved) == "Somchai"
    with pytest.raises(Unreadable):
        unseal(sealed)


@pytest.mark.parametrize("open_it", [unseal, reseal])
def test_what_was_changed_is_unreadable(open_it) -> None:
    sealed = seal("Somchai")
    for data in (sealed[:-4] + b"AAAA", sealed[:40], b"", b"Somchai"):
        with pytest.raises(Unreadable) as caught:
            open_it(data)
        assert "Somchai" not in "".join(traceback.format_exception(caught.value))
        assert caught.value.args == ()
