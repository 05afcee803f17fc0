"""What may come in as a document: PDF, DOCX or XLSX, known by its content, unlocked, without macros.

Content classified ลับ (confidential) or above must not be kept here: Official Secrets Rules BE 2544. A stamp is
looked for where stamps stand (header, footer, keywords), never in the running text.
"""

import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits import stamps
from visits.uploads import UploadRefused, check_size, safe_name

OOXML = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OOXML}.wordprocessingml.document",
    "xlsx": f"{OOXML}.spreadsheetml.sheet",
}
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000  # bytes; an honest 20 MB file stays far below
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones under a password
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")

CLASSIFIED = gettext_lazy(
    "Documents classified ลับ (confidential) or above are not kept in this system: Rules on Maintenance of Official"
    " Secrets BE 2544. Send it through the registrar of classified information of your office, and write here only"
    " its number and date."
)


@dataclass(frozen=True)
class FoundDocument:
    """What a document turned out to be."""

    name: str
    extension: str
    media_type: str


def check_document(upload: "File[Any]") -> FoundDocument:
    """Look into a document. Raises UploadRefused with the reason."""
    check_size(upload)
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    if start.startswith(b"PK"):
        extension = _check_office(upload)
    elif b"%PDF-" in start:
        extension = _check_pdf(upload)
    elif start.startswith(OLE):
        raise UploadRefused(
            _(
                "This file is locked with a password, or of an old Office kind (.doc, .xls)."
                " Save it as .docx, .xlsx or PDF without a password."
            )
        )
    else:
        raise UploadRefused(
            _("This is not a PDF, Word (.docx) or Excel (.xlsx) file, whatever its name. Save it as one of these.")
        )
    return FoundDocument(safe_name(upload.name, extension=extension), extension, MEDIA_TYPES[extension])


def _damaged() -> UploadRefused:
    return UploadRefused(_("The file is damaged or incomplete. Open it, save it again, and add it once more."))


def _check_pdf(upload: "File[Any]") -> str:
    content = upload.read()
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise _damaged()
    if ENCRYPTED_PDF.search(content):
        raise UploadRefused(_("The PDF is locked with a password. Save it without one and add it again."))
    if stamps.in_pdf(content):
        raise UploadRefused(str(CLASSIFIED))
    return "pdf"


def _check_office(upload: "File[Any]") -> str:
    try:
        with zipfile.ZipFile(upload) as archive:
            extension = _kind_of(archive)
            if stamps.in_office(archive):
                raise UploadRefused(str(CLASSIFIED))
    except UploadRefused:
        raise
    except Exception as error:  # zipfile and zlib fail in many ways on files made to break them
        raise _damaged() from error
    return extension


def _kind_of(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    extension = next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
    if "[Content_Types].xml" not in names or extension is None:
        raise UploadRefused(_("This is a ZIP archive, not a Word or Excel file. Add the documents in it one by one."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused(_("The file is locked with a password. Save it without one and add it again."))
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UploadRefused(_("The file unpacks to more than can be checked. Save it as PDF and add that."))
    if _has_macros(archive, names):
        raise UploadRefused(_("The file contains macros. Save it as .docx or .xlsx without macros and add it again."))
    return extension


def _has_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if any(name.lower().endswith("vbaproject.bin") or name.lower().startswith("xl/macrosheets/") for name in names):
        return True
    return b"macroenabled" in stamps.read(archive, "[Content_Types].xml").lower()
