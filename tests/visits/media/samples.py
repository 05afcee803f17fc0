"""Real files, made here: pictures as cameras write them, documents as offices save them, and broken ones."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

CAMERA = "NTS Camera 7"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>Secret Place</rdf:RDF></x:xmpmeta>'


def drawing(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Red at the top, blue at the bottom, so that "upright" can be seen."""
    image = Image.new("RGB", (width, height), "blue")
    ImageDraw.Draw(image).rectangle((0, 0, width, height // 2), fill="red")
    return image.convert(mode)


def camera_notes(orientation: int = 1) -> Image.Exif:
    """Camera, time and position as a phone writes them: Ban Phakkad, 11 March 2023, 09:30 in Bangkok."""
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = CAMERA, orientation
    exif.get_ifd(0x8769).update({0x9003: "2023:03:11 09:30:00", 0x9011: "+07:00"})
    north = (IFDRational(12), IFDRational(55), IFDRational(354, 10))
    east = (IFDRational(102), IFDRational(29), IFDRational(366, 10))
    exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    return exif


def jpeg(image: Image.Image | None = None, **options: Any) -> bytes:
    buffer = io.BytesIO()
    (image or drawing()).save(buffer, "JPEG", quality=90, **options)
    return buffer.getvalue()


def telling_jpeg(orientation: int = 1) -> bytes:
    """A JPEG that tells camera, time, place, profile, XMP and a comment."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = drawing() if orientation == 1 else drawing(600, 800).transpose(Image.Transpose.ROTATE_90)
    return jpeg(image, exif=camera_notes(orientation), icc_profile=profile, comment=b"Secret Place", xmp=XMP)


def png(image: Image.Image | None = None) -> bytes:
    buffer = io.BytesIO()
    (image or drawing()).save(buffer, "PNG")
    return buffer.getvalue()


def webp(image: Image.Image | None = None) -> bytes:
    buffer = io.BytesIO()
    (image or drawing()).save(buffer, "WEBP")
    return buffer.getvalue()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(name: str = "IMG_0001.jpg", **options: Any) -> SimpleUploadedFile:
    return upload(jpeg(**options), name)


def pdf(name: str = "order.pdf", extra: bytes = b"", trailer: bytes = b"") -> SimpleUploadedFile:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + extra
    return upload(body + b"\ntrailer\n<< /Root 1 0 R " + trailer + b">>\nstartxref\n9\n%%EOF\n", name)


def office(main: str, name: str, parts: dict[str, str | bytes] | None = None) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(main, "<x/>")
        for part, content in (parts or {}).items():
            archive.writestr(part, content)
    return upload(buffer.getvalue(), name)


def docx(name: str = "annex.docx", **parts: str | bytes) -> SimpleUploadedFile:
    """A Word file; `parts` by their path with __ for / and _xml for .xml: word__header1_xml."""
    named = {
        key.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): value for key, value in parts.items()
    }
    return office("word/document.xml", name, named)


def xlsx(name: str = "table.xlsx", sheet: str = "<worksheet/>") -> SimpleUploadedFile:
    return office("xl/workbook.xml", name, {"xl/worksheets/sheet1.xml": sheet})
