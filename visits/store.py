"""Files on the disk: content-addressed under MEDIA_ROOT, safe before any row names them.

A file is written beside its place, synced, renamed, and its folder synced; only then may a row be committed. So an
acknowledged row always has its file, and a crash leaves at most a file that no row names. The same bytes are kept
once. Deleting a row leaves the file: an earlier revision or the history may still name it.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from django.conf import settings


@dataclass(frozen=True)
class Stored:
    """A file on the disk: `path` below MEDIA_ROOT, `size` in bytes."""

    path: str
    sha256: str
    size: int


def locate(path: str) -> Path:
    """The place on the disk of a path that a row names. Raises ValueError for one outside MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT)
    if ".." in Path(path).parts or not (root / path).is_relative_to(root):
        raise ValueError(f"outside MEDIA_ROOT: {path!r}")
    return root / path


def keep(chunks: Iterable[bytes], *, folder: str, extension: str) -> Stored:
    """Write `chunks` to <folder>/ab/<sha256>.<extension>, durably, and answer where. Repeatable."""
    root = str(settings.MEDIA_ROOT)
    digest, size = hashlib.sha256(), 0
    handle, name = _incoming(f"{root}/incoming")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        sha256 = digest.hexdigest()
        shelf = f"{folder}/{sha256[:2]}"
        path = f"{shelf}/{sha256}.{extension}"
        try:
            os.replace(name, f"{root}/{path}")
        except FileNotFoundError:  # the first of its part
            _shelves(locate(folder))
            os.replace(name, f"{root}/{path}")
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(f"{root}/{shelf}")
    return Stored(path=path, sha256=sha256, size=size)


def _incoming(folder: str) -> tuple[int, str]:
    """A new file (mode 0600) in the file system of the store, open for writing, and its name."""
    try:
        return mkstemp(dir=folder)
    except FileNotFoundError:
        _folder(Path(folder))
        return mkstemp(dir=folder)


def _folder(path: Path) -> Path:
    """Make a folder and those above it, for us alone, each entry safe on the disk."""
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)
    return path


def _shelves(folder: Path) -> None:
    """Make the 256 folders 00 to ff of a part of the store at once, so that no upload waits for its own."""
    _folder(folder)
    for number in range(256):
        (folder / f"{number:02x}").mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder)


def sync_folder(path: Path | str) -> None:
    """What was renamed into `path` is there after a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
