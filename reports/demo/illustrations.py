"""Pictures for the demonstration, drawn by the project and labelled as illustrations: no real place, no real person."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont

from reports.demo import scenery as art
from reports.demo import scenes
from reports.demo.scenery import Sheet

BAND = 158  # height of the label at the foot
SARABUN = "@expo-google-fonts/sarabun"


SCENES: dict[str, Callable[[Sheet], None]] = {
    "permanent_crossing": scenes.permanent_crossing,
    "trade_point": scenes.trade_point,
    "briefing": scenes.briefing,
    "consultation": scenes.consultation,
    "joint_checkpoint": scenes.joint_checkpoint,
    "patrol": scenes.patrol,
    "labourers_orchard": scenes.labourers_orchard,
    "center_office": scenes.center_office,
    "market": scenes.market,
}


def draw(scene: str, caption_th: str, caption_en: str) -> bytes:
    """A JPEG of 1600 x 1067 of one of SCENES, with its captions. Always the same for the same words.

    Raises KeyError for an unknown scene.
    """
    sheet = Sheet()
    SCENES[scene](sheet)
    image = sheet.finished()
    _label(ImageDraw.Draw(image), caption_th, caption_en)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=88, optimize=True)
    return buffer.getvalue()


@lru_cache(maxsize=16)
def _face(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(settings.NODE_MODULES) / SARABUN / weight / f"Sarabun_{weight}.ttf", size)


def _label(pen: ImageDraw.ImageDraw, thai: str, english: str) -> None:
    top = art.HEIGHT - BAND
    pen.rectangle([0, top, art.WIDTH, art.HEIGHT], fill=art.PAPER)
    pen.rectangle([0, top, art.WIDTH, top + 5], fill=art.RIVER)
    tag, small = "ภาพประกอบ · illustration", _face("600SemiBold", 28)
    wide = pen.textlength(tag, font=small) + 44
    pen.rounded_rectangle([art.WIDTH - 48 - wide, top + 52, art.WIDTH - 48, top + 110], 6, fill=art.SAFFRON)
    pen.text((art.WIDTH - 48 - wide / 2, top + 81), tag, font=small, fill=art.WHITE, anchor="mm")
    room = art.WIDTH - 48 - wide - 96
    for words, weight, size, y, ink in (
        (thai, "600SemiBold", 44, 62, art.INK),
        (english, "400Regular", 32, 118, "#4b585b"),
    ):
        while pen.textlength(words, font=_face(weight, size)) > room and size > 20:
            size -= 2
        pen.text((48, top + y), words, font=_face(weight, size), fill=ink, anchor="lm")
