"""The PDF engine: a template in, a tagged PDF (PDF/UA-1) out, with nothing fetched but our own files."""

import mimetypes
import re
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from PIL import ImageFile

_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
_PARTED_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


class PdfFailed(Exception):
    """The document could not be made: a file of ours was missing or not allowed."""


def part_sara_am(text: str) -> str:
    """Thai with every SARA AM as NIKHAHIT + tone + SARA AA: fonts draw both alike, but only this copies out intact."""
    return _SARA_AM.sub("\u0e4d\\1\u0e32", text)


def join_sara_am(text: str) -> str:
    """The reverse, for text read back from a PDF; NFC."""
    return unicodedata.normalize("NFC", _PARTED_SARA_AM.sub("\\1\u0e33", text))


def render_pdf(template: str, context: dict[str, Any], *, language: str) -> bytes:
    """`template` as a tagged PDF in `language` ("th" or "en").

    In the template `static:PATH` and `media:PATH` name our own files; any other address raises PdfFailed.
    """
    with translation.override(language):
        html = part_sara_am(render_to_string(template, {**context, "language": language}))
    return _write(html)


def _write(html: str) -> bytes:
    # Imported where it is used: a worker that never makes a PDF does not carry the engine in memory.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    # WeasyPrint lets the whole process take pictures that are cut short; an upload must be refused when it is.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            path = own_file(url)
            if path is None:
                raise FatalURLFetchingError(url)
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": media_type})

    try:
        pdf = HTML(string=html, base_url="static:", url_fetcher=OwnFiles()).write_pdf(
            pdf_variant="pdf/ua-1", optimize_images=True
        )
    except FatalURLFetchingError as refused:  # a BaseException, so that WeasyPrint cannot swallow it
        raise PdfFailed(str(refused)) from None
    return bytes(pdf)


def own_file(url: str) -> Path | None:
    """The file that a `static:` or `media:` address names; None for any other address, or outside our folders."""
    scheme, _, name = url.partition(":")
    if scheme == "static":
        found = finders.find(name)
        return Path(found) if isinstance(found, str) else None
    if scheme == "media":
        root = Path(settings.MEDIA_ROOT).resolve()
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    return None
