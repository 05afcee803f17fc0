"""Files as people bring them: good ones, and ones that are broken in a particular way."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

HEAD = ["code", "kind", "name_th", "name_en", "province", "district"]
BAN_MAI = ["", "TRADE", "บ้านใหม่", "Ban Mai", 22, 2204]


def workbook(rows: Iterable[Sequence[Any]], *, head: Sequence[Any] = HEAD, merge: str = "") -> bytes:
    """An .xlsx with these rows below `head`."""
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(rows: Iterable[Sequence[Any]], *, head: Sequence[Any] = HEAD, encoding: str = "utf-8", by: str = ",") -> bytes:
    return "\r\n".join(by.join(map(str, row)) for row in (head, *rows)).encode(encoding)


def repacked(content: bytes, name: str, change: Any) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def with_formula(content: bytes, *, result: str | None) -> bytes:
    """A workbook whose cell C2 is =1+1, with or without what it resulted in."""

    def change(xml: bytes) -> bytes:
        start = xml.index(b'<c r="C2"')
        end = xml.index(b"</c>", start) + 4
        value = f"<v>{result}</v>" if result is not None else ""
        return xml[:start] + f'<c r="C2" t="str"><f>1+1</f>{value}</c>'.encode() + xml[end:]

    return repacked(content, "xl/worksheets/sheet1.xml", change)


def with_rows(content: bytes, rows: str) -> bytes:
    """The workbook with these rows, as XML, below its own; what it says of its size is left as it was."""

    def change(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    return repacked(content, "xl/worksheets/sheet1.xml", change)


def bomb() -> bytes:
    """A workbook whose sheet unpacks to more than any file of people."""
    return repacked(workbook([BAN_MAI]), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (100 * 2**20))
