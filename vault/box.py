"""Sealing: what is written here can be read only with a key that is not in the database (VAULT_KEYS).

Nothing that is raised here, and no report of an error, carries what was to be sealed or was unsealed.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

SMALLEST = 512  # bytes: names and telephone numbers are all of one size
HEAD = 4  # bytes that say how much of the rest is text


class Unreadable(Exception):
    """No key of this site opens it, or it is not what was sealed."""


@sensitive_variables()
def seal(text: str) -> bytes:
    """Encrypt under the newest key. The size of the answer tells that of the text to a power of two only."""
    raw = text.encode("utf-8", "surrogatepass")
    framed = len(raw).to_bytes(HEAD, "big") + raw
    return box().encrypt(framed.ljust(max(SMALLEST, 1 << (len(framed) - 1).bit_length()), b"\0"))


@sensitive_variables()
def unseal(data: bytes | memoryview) -> str:
    """What was sealed, under whichever key. Raises Unreadable."""
    try:
        framed = box().decrypt(bytes(data))
    except InvalidToken:
        raise Unreadable from None
    size = int.from_bytes(framed[:HEAD], "big")
    return framed[HEAD : HEAD + size].decode("utf-8", "surrogatepass")


@sensitive_variables()
def reseal(data: bytes | memoryview) -> bytes:
    """The same, under the newest key. Raises Unreadable."""
    try:
        return box().rotate(bytes(data))
    except InvalidToken:
        raise Unreadable from None


@sensitive_variables()
def is_newest(data: bytes | memoryview) -> bool:
    """Whether the newest key opens it."""
    try:
        boxes(tuple(settings.VAULT_KEYS))[0].decrypt(bytes(data))
    except InvalidToken:
        return False
    return True


def box() -> MultiFernet:
    return MultiFernet(boxes(tuple(settings.VAULT_KEYS)))


@lru_cache(maxsize=4)
def boxes(keys: tuple[str, ...]) -> list[Fernet]:
    return [Fernet(key) for key in keys]
