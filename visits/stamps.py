"""Finds the secrecy stamp of a document where stamps stand: header, footer, keywords, subject.

A stamp is a whole paragraph or keyword: ลับ, ลับมาก, ลับที่สุด, SECRET, TOP SECRET, alone or after "ชั้นความลับ". Running
text that mentions the words is not one. No XML parser sees the file, so nothing in it is expanded or fetched; and no
pattern looks beyond the next tag, or a file made for it would be read for hours.
"""

import html
import re
import zipfile

from ui.words import nfc

STAMP = re.compile(r"(?:ชั้นความลับ)?\W*(?:ลับที่สุด|ลับมาก|ลับ|TOP SECRET|SECRET)\W*", re.IGNORECASE)
MAX_READ = 5_000_000  # bytes of one part
TAIL = 65_536  # a sheet's header and footer stand at its end

PARAGRAPH_END = "</w:p>"
TEXT = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>")
CORE = re.compile(r"<(cp:keywords|cp:category|cp:contentStatus|dc:subject)(?: [^<>]*)?>([^<]*)</\1>")
SHEET_STAMP = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
SHEET_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-KM-QS-Z])')
SHEET_PART = re.compile(r"&[LCR]")
PDF_NOTE = re.compile(rb"/(?:Keywords|Subject)\s*(?:\(([^\\()]*+(?:\\.[^\\()]*+)*+)\)|<([0-9A-Fa-f\s]*)>)", re.DOTALL)
PDF_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
XMP = re.compile(r"<(?:pdf:Keywords|rdf:li[^<>]*)>([^<]*)<")


def is_stamp(text: str) -> bool:
    """Whether the whole of `text` is a stamp."""
    words = " ".join(nfc(html.unescape(text)).split())
    return bool(words) and STAMP.fullmatch(words) is not None


def in_office(archive: zipfile.ZipFile) -> bool:
    """Whether a DOCX or XLSX carries a stamp."""
    return any(is_stamp(text) for part in archive.infolist() for text in _texts(archive, part))


def in_pdf(content: bytes) -> bool:
    """Whether the keywords or the subject of a PDF carry a stamp, as far as they can be read without a parser."""
    notes = [_pdf_text(literal, digits) for literal, digits in PDF_NOTE.findall(content)]
    start = content.find(b"<x:xmpmeta")
    if start >= 0:
        notes += XMP.findall(content[start : start + TAIL].decode("utf-8", "replace"))
    return any(is_stamp(word) for note in notes for word in re.split(r"[,;]", note))


def read(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> bytes:
    """The start of one part, never more than MAX_READ bytes whatever it claims to be."""
    with archive.open(part) as file:
        return file.read(MAX_READ)


def _texts(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    """`part` itself rather than its name, which others may bear as well."""
    if re.fullmatch(r"word/(?:header|footer)\d*\.xml", part.filename):
        paragraphs = read(archive, part).decode("utf-8", "replace").split(PARAGRAPH_END)
        return ["".join(TEXT.findall(paragraph)) for paragraph in paragraphs]
    if part.filename == "docProps/core.xml":
        found = CORE.findall(read(archive, part).decode("utf-8", "replace"))
        return [word for _tag, text in found for word in re.split(r"[,;]", text)]
    if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part.filename):
        return _sheet_texts(_end(archive, part).decode("utf-8", "replace"))
    return []


def _sheet_texts(xml: str) -> list[str]:
    plain = [SHEET_CODE.sub("", html.unescape(text)) for text in SHEET_STAMP.findall(xml)]
    return [part for text in plain for part in SHEET_PART.split(text)]


def _end(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The last TAIL bytes of one part, read through without keeping the rest."""
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(1 << 20):
            tail = (tail + chunk)[-TAIL:]
    return tail


def _pdf_text(literal: bytes, digits: bytes) -> str:
    """A PDF text string: UTF-16 or UTF-8 by its mark, otherwise Latin."""
    if digits:
        text = b"".join(digits.split())
        raw = bytes.fromhex(text[: len(text) // 2 * 2].decode())
    else:
        raw = PDF_ESCAPE.sub(lambda m: bytes([int(m[1], 8) & 255]) if m[1].isdigit() else m[1], literal)
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "latin-1", "replace")
