"""The keys of the vault: where they come from, and which ones are refused. Read once, by the settings.

Nothing here quotes a key: what is raised ends in logs.
"""

import base64
import os
import re
import secrets
from binascii import Error
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SIZE = 32  # bytes of a key
VARIED = 16  # different bytes that one has at least: random ones have about thirty
READABLE_BY_OTHERS = 0o007


def read_keys(env: Mapping[str, str], *, own: Path | None) -> list[str]:
    """Keys from VAULT_KEYS or the file VAULT_KEYS_FILE, newest first.

    Where neither is set, the file `own` (the demonstration's) is used, and made if need be; None: there is none.
    Raises ImproperlyConfigured for keys that are missing, set in two places, weak or open to others.
    """
    said, file = env.get("VAULT_KEYS", ""), env.get("VAULT_KEYS_FILE", "")
    if said and file:
        raise ImproperlyConfigured("Set VAULT_KEYS or VAULT_KEYS_FILE, not both.")
    if file:
        said = content(Path(file))
    elif not said and own is not None:
        make(own)
        said = content(own)
    return checked(re.split(r"[,\s]+", said.strip(", \n\t")))


def content(file: Path) -> str:
    try:
        if file.stat().st_mode & READABLE_BY_OTHERS:
            raise ImproperlyConfigured("VAULT_KEYS_FILE must be closed to other users: chmod 600.")
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured("VAULT_KEYS_FILE cannot be read.") from None


def checked(keys: list[str]) -> list[str]:
    """The same keys, once each is known to be one."""
    if keys == [""]:
        raise ImproperlyConfigured("VAULT_KEYS or VAULT_KEYS_FILE must be set: see README.")
    for number, key in enumerate(keys, start=1):
        try:
            raw = base64.b64decode(key, altchars=b"-_", validate=True)
        except (Error, ValueError):
            raw = b""
        if len(raw) != SIZE:
            raise ImproperlyConfigured(f"Key {number} of VAULT_KEYS is not {SIZE} bytes in URL-safe base64.")
        if len(set(raw)) < VARIED:
            raise ImproperlyConfigured(f"Key {number} of VAULT_KEYS is weak: let a machine draw it.")
    return keys


def make(file: Path) -> None:
    """A key of this checkout's own, drawn once, whoever else starts at the same moment."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}-{os.getpid()}-{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(base64.urlsafe_b64encode(os.urandom(SIZE)) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
