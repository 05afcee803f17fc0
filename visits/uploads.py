"""What may come in as a photograph, known by its content; and what every upload shares."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image

from ui.words import nfc

MEGABYTE = 1_000_000
MAX_BYTES = 20 * MEGABYTE
MAX_PIXELS = 50_000_000
MAX_SCANS = 100  # of a JPEG: cameras write a dozen; each goes through all its points, and need not hold any
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}  # MPO: a JPEG with more behind it
JPEGS = frozenset({"JPEG", "MPO"})
JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # not a stuffed byte, not a restart within the points
PHOTO_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
QUARTER_TURNS = frozenset({5, 6, 7, 8})  # EXIF orientations that swap width and height
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


class UploadRefused(Exception):
    """A file that does not come in; the message says what is wrong and how to put it right."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class FoundPhoto:
    """What a photograph turned out to be: size in pixels as it is seen upright."""

    name: str
    extension: str
    width: int
    height: int


def safe_name(name: str | None, *, extension: str) -> str:
    """The last part of a file name as text that can do no harm, in NFC, with the extension of its content."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    text = nfc(last)
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text if c not in '<>:"/|?*')
    stem = " ".join(kept.split()).rpartition(".")
    base = (stem[0] or stem[2]).strip(" .") or "file"
    return f"{base[: 190 - len(extension)]}.{extension}"


def check_size(upload: "File[Any]") -> None:
    """Raises UploadRefused for an empty file or one over 20 MB."""
    if not upload.size:
        raise UploadRefused(_("The file is empty. Choose it again."))
    if upload.size > MAX_BYTES:
        size = f"{upload.size / MEGABYTE:.1f}"
        raise UploadRefused(
            _("The file has %(size)s MB; at most 20 MB can be taken. Make it smaller and add it again.")
            % {"size": size}
        )


def check_photo(upload: "File[Any]") -> FoundPhoto:
    """Read a photograph through, as cheaply as its format allows. Raises UploadRefused with the reason."""
    check_size(upload)
    image = _open(upload)
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if str(image.format) in JPEGS:  # almost all of them; decoding is left to the job that makes the served sizes
        upload.seek(0)
        if not is_whole_jpeg(upload.read()):
            raise _damaged()
    else:
        _decode(image)
    upright = _orientation(image) not in QUARTER_TURNS
    extension = EXTENSIONS[str(image.format)]
    name = safe_name(upload.name, extension=extension)
    return FoundPhoto(name, extension, *((width, height) if upright else (height, width)))


def is_whole_jpeg(content: bytes) -> bool:
    """Whether a JPEG goes on, segment by segment, to the end of its picture; cameras may hang more on after it."""
    place, scans = 2, 0
    while place + 4 <= len(content) + 2 and content[place : place + 1] == b"\xff":
        marker = content[place + 1 : place + 2]
        if marker == b"\xd9":
            return 0 < scans <= MAX_SCANS
        if marker == b"\xff":  # a fill byte
            place += 1
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == b"\xda":  # the points themselves, up to the next marker
            found = JPEG_MARKER.search(content, place)
            if found is None:
                return False
            place, scans = found.start(), scans + 1
    return False


def _decode(image: Image.Image) -> None:
    try:
        image.load()
    except Exception as error:  # decoders fail in many ways on files made to break them
        raise _damaged() from error


def _open(upload: "File[Any]") -> Image.Image:
    """The picture with its header read, nothing decoded yet."""
    upload.seek(0)
    start = upload.read(12)
    upload.seek(0)
    try:
        return Image.open(upload, formats=PHOTO_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
            raise UploadRefused(
                _("This is a HEIC picture. On the phone choose “Most compatible” for the camera, or save it as JPEG.")
            ) from error
        if start.startswith(PHOTO_STARTS) or (start[:4] == b"RIFF" and start[8:] == b"WEBP"):
            raise _damaged() from error
        raise UploadRefused(
            _("This is not a JPEG, PNG or WebP picture, whatever its name. Choose a photograph.")
        ) from error


def _orientation(image: Image.Image) -> int:
    """How the camera was held, as EXIF counts it; 1 (upright) where that cannot be read."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # a broken note of the camera does not spoil the picture
        return 1


def _damaged() -> UploadRefused:
    return UploadRefused(
        _("The picture is damaged or incomplete. Copy it from the phone or camera again, then add it once more.")
    )


def _too_many_pixels() -> UploadRefused:
    return UploadRefused(
        _("The picture has more than %(limit)s megapixels. Make it smaller and add it again.")
        % {"limit": MAX_PIXELS // 1_000_000}
    )
