"""Served copies of a photograph, and what the camera wrote into the original."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import IO, Any

from django.contrib.gis.geos import Point
from django.utils import timezone
from PIL import Image, ImageCms, ImageDraw, ImageOps

from visits.models import Rendition
from visits.uploads import MAX_PIXELS, PHOTO_FORMATS

QUALITY = 82
DEEP_MODES = ("I;16", "I;16B", "I", "F")  # more than eight bits a point


class Unreadable(Exception):
    """The picture cannot be decoded, now or later."""


def sizes(original: IO[bytes]) -> dict[Rendition.Size, tuple[bytes, int, int]]:
    """Each served size as (JPEG, width, height): upright, sRGB, on white, not enlarged, nothing but the picture.

    Raises Unreadable.
    """
    image = _decode(original)
    made = {}
    for size in (Rendition.Size.PRINT, Rendition.Size.SCREEN, Rendition.Size.THUMB):
        edge = Rendition.LONGEST_EDGE[size]
        if max(image.size) > edge:
            scale = edge / max(image.size)
            fitted = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
            image = image.resize(fitted, Image.Resampling.LANCZOS, reducing_gap=3.0)
        made[size] = (_encode(image), *image.size)
    return made


def sign() -> dict[Rendition.Size, tuple[bytes, int, int]]:
    """What is served in place of a picture that cannot be read: a crossed-out frame."""
    image = Image.new("RGB", (1280, 960), "#f2eee5")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle([440, 310, 840, 650], 24, outline="#857f70", width=14)
    pen.line([(380, 710), (900, 250)], fill="#b0452b", width=18)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    buffer.seek(0)
    return sizes(buffer)


def _decode(original: IO[bytes]) -> Image.Image:
    try:
        image = Image.open(original, formats=PHOTO_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Unreadable("too many pixels")
        image.draft(None, (Rendition.LONGEST_EDGE[Rendition.Size.PRINT],) * 2)
        image.load()
        return _plain(ImageOps.exif_transpose(image))
    except Unreadable:
        raise
    except Exception as error:  # decoders fail in many ways on files made to break them
        raise Unreadable(str(error)) from error


def _plain(image: Image.Image) -> Image.Image:
    """`image` as sRGB on white."""
    profile = image.info.get("icc_profile")
    if image.mode in DEEP_MODES:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper.convert("RGB")
    elif profile:
        image = _to_srgb(image, profile)
    return image.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile of another kind of picture: its colours as they are
        return image


def _encode(image: Image.Image) -> bytes:
    clean = image.copy()
    clean.info.clear()  # the encoder would write a comment of the original
    buffer = BytesIO()
    clean.save(buffer, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()


@dataclass(frozen=True)
class Suggestion:
    """When and where by the camera's own account: for a person to confirm, never taken as it is."""

    taken_at: datetime | None
    point: Point | None

    def __bool__(self) -> bool:
        return self.taken_at is not None or self.point is not None


def suggestion(original: IO[bytes]) -> Suggestion:
    """What the camera wrote about time and place, where it is plausible. Raises nothing: cameras write anything."""
    try:
        exif = Image.open(original, formats=PHOTO_FORMATS).getexif()
        return Suggestion(_taken_at(exif.get_ifd(0x8769)), _position(exif.get_ifd(0x8825)))
    except Exception:
        return Suggestion(None, None)


def _taken_at(tags: dict[int, Any]) -> datetime | None:
    """DateTimeOriginal with its offset; Bangkok time where the camera wrote none."""
    try:
        noted = str(tags[0x9003]).strip("\0 ")[:19]
        offset = str(tags.get(0x9011, "")).strip("\0 ") or timezone.localtime().strftime("%z")
        taken = datetime.strptime(f"{noted} {offset}", "%Y:%m:%d %H:%M:%S %z")
    except (KeyError, ValueError):
        return None
    return taken if datetime(2000, 1, 1, tzinfo=UTC) < taken < timezone.now() + timedelta(days=1) else None


def _position(tags: dict[int, Any]) -> Point | None:
    try:
        latitude = _degrees(tags[2]) * (-1 if str(tags[1]).upper().startswith("S") else 1)
        longitude = _degrees(tags[4]) * (-1 if str(tags[3]).upper().startswith("W") else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)) or (latitude, longitude) == (0, 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Point(round(longitude, 6), round(latitude, 6), srid=4326)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
