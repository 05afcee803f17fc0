"""A form read in one go is what Django's own reader makes of it."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from ui import uploads

EDGE = "----WebKitFormBoundaryX7"


def field(name: str, value: str) -> bytes:
    return f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def file(name: str, file_name: str, content: bytes, kind: str = "image/jpeg") -> bytes:
    disposition = f'form-data; name="{name}"; filename="{file_name}"'
    head = f"--{EDGE}\r\nContent-Disposition: {disposition}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def told(read: Any) -> tuple[Any, ...]:
    fields, files = read
    return list(fields.lists()), [
        (key, [(one.name, one.content_type, one.size, one.charset, one.read()) for one in many])
        for key, many in files.lists()
    ]


def ours(body: bytes) -> Any:
    kind = f"multipart/form-data; boundary={EDGE}"
    request = RequestFactory().post("/", body, content_type=kind)
    return request.POST, request.FILES


def djangos(body: bytes) -> Any:
    kind, length = f"multipart/form-data; boundary={EDGE}", str(len(body))
    meta = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": length}
    request = RequestFactory().post("/", body, content_type=kind)
    handler = MemoryFileUploadHandler(request)
    return MultiPartParser(meta, BytesIO(body), [handler], "utf-8").parse()


END = f"--{EDGE}--\r\n".encode()
PLAIN = {
    "nothing": END,
    "a field": field("title", "ด่านถาวรบ้านแหลม") + END,
    "the same field twice": field("d-documents", "a") + field("d-documents", "b") + END,
    "lines and dashes": field("narrative", "one\r\n--two\r\n\r\nthree--") + END,
    "no end of line at the end": field("a", "") + END.rstrip(),
    "a photograph": field("a", "1") + file("photos", "ภาพ 1.jpg", b"\xff\xd8\r\n\x00--\r\n" * 50) + END,
    "several files": file("photos", "a.jpg", b"1") + file("photos", "b.png", b"", "image/png") + END,
    "no file chosen": file("photos", "", b"", "application/octet-stream") + END,
}
ODD = {
    "a path in the name": file("photos", "../../etc/passwd", b"1") + END,
    "a backslash": file("photos", "C:\\\\a.jpg", b"1") + END,
    "an entity": file("photos", "a&sol;b.jpg", b"1") + END,
    "only dots": file("photos", "..", b"1") + END,
    "a name out of the ordinary": field("ชื่อ", "1") + END,
    "something before": b"hello\r\n" + field("a", "1") + END,
    "no end": field("a", "1"),
    "not UTF-8": field("a", "x").replace(b"x", b"\xff") + END,
    "base64": field("a", "MTIz").replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + END,
    "text with a charset": file("f", "a.txt", b"1", "text/plain; charset=utf-8") + END,
}


@pytest.mark.parametrize("body", [*PLAIN.values(), *ODD.values()], ids=[*PLAIN, *ODD])
def test_reads_as_django_does(body: bytes) -> None:
    assert told(ours(body)) == told(djangos(body))


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_what_browsers_send_is_read_at_once(body: bytes) -> None:
    assert uploads.read(body, EDGE.encode()) is not None


def test_too_many_files_are_refused() -> None:
    body = b"".join(file("photos", f"{number}.jpg", b"1") for number in range(101)) + END
    with pytest.raises(TooManyFilesSent):
        ours(body)


@pytest.mark.parametrize(("is_authenticated", "size"), [(False, 0), (True, 3_000_000)])
def test_large_files_of_guests_are_named_and_not_kept(is_authenticated: bool, size: int) -> None:
    """Nobody fills the disk from outside; what was typed beside them is read."""
    body = field("title", "Ban Laem") + file("photos", "a.jpg", b"x" * 3_000_000) + END
    request = RequestFactory().post("/", body, content_type=f"multipart/form-data; boundary={EDGE}")
    request.user = SimpleNamespace(is_authenticated=is_authenticated)  # type: ignore[assignment]
    assert request.POST["title"] == "Ban Laem"
    (found,) = request.FILES.getlist("photos")
    assert (found.name, found.size) == ("a.jpg", size)
    request.close()
