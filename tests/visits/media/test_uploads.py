"""What does not come in, and what its owner is told."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation
from PIL import Image

from tests.visits.media import samples
from visits.annexes import check_document
from visits.uploads import MAX_BYTES, UploadRefused, check_photo, safe_name

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def bomb() -> bytes:
    """A few hundred bytes that claim to be 40,000 x 40,000 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def too_many_pixels() -> bytes:
    return samples.png(Image.new("1", (8000, 6300)))


def scanned_again(times: int) -> bytes:
    """A picture whose last scan, a few bytes long, is there so many times more: each is decoded over all its points."""
    picture = samples.jpeg(progressive=True)
    last = picture.rindex(b"\xff\xda")
    return picture[:last] + picture[last:-2] * (times + 1) + picture[-2:]


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (samples.jpeg(), "a.jpg", "jpg"),
        (samples.png(), "a.png", "png"),
        (samples.webp(), "a.webp", "webp"),
        (samples.png(), "wrong-extension.jpg", "png"),
        (samples.jpeg(), "no-extension", "jpg"),
    ],
)
def test_a_photograph_is_known_by_its_content(content: bytes, name: str, extension: str):
    found = check_photo(samples.upload(content, name))
    assert (found.extension, found.width, found.height) == (extension, 800, 600)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HTML, "not a JPEG"),
        (b"GIF89a" + b"\0" * 50, "not a JPEG"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"", "empty"),
        (bomb(), "megapixels"),
        (too_many_pixels(), "megapixels"),
        (samples.jpeg()[:-2000], "damaged"),
        (samples.png()[:-40], "damaged"),
        (samples.webp()[:-40], "damaged"),
        (samples.jpeg()[:400], "damaged"),
        (samples.jpeg()[:-2], "damaged"),
        (samples.jpeg(progressive=True)[:-500], "damaged"),
        (samples.telling_jpeg()[:-2], "damaged"),
        (b"\xff\xd8\xff" + HTML, "damaged"),
        (scanned_again(200), "damaged"),
    ],
)
def test_a_bad_photograph_is_refused_with_the_reason(content: bytes, says: str):
    with pytest.raises(UploadRefused, match=says):
        check_photo(samples.upload(content, "picture.jpg"))


def test_a_picture_of_many_scans_comes_in():
    assert check_photo(samples.upload(scanned_again(20), "a.jpg"))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"quality": 100}])
def test_a_whole_jpeg_comes_in_with_whatever_a_phone_hangs_on_it(options: dict[str, Any]):
    content = io.BytesIO()
    samples.drawing().save(content, "JPEG", **options)
    assert check_photo(samples.upload(content.getvalue() + b"\0\0MotionPhoto_Data" + b"\xff\xda\x00" * 9, "a.jpg"))


@pytest.mark.parametrize("check", [check_photo, check_document])
def test_more_than_20_megabytes_are_refused(check: Callable[[Any], Any]):
    with pytest.raises(UploadRefused, match=r"20\.0 MB; at most 20 MB"):
        check(samples.upload(b"\0" * (MAX_BYTES + 1), "large.jpg"))


@pytest.mark.parametrize(
    ("upload", "extension"),
    [(samples.pdf(), "pdf"), (samples.docx(), "docx"), (samples.xlsx(), "xlsx"), (samples.pdf("a.docx"), "pdf")],
)
def test_a_document_is_known_by_its_content(upload: Any, extension: str):
    found = check_document(upload)
    assert found.extension == extension
    assert found.name.endswith(f".{extension}")


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (samples.upload(HTML, "a.pdf"), "not a PDF"),
        (samples.upload(samples.jpeg(), "a.pdf"), "not a PDF"),
        (samples.upload(b"%PDF-1.7 and then nothing", "a.pdf"), "damaged"),
        (samples.pdf(trailer=b"/Encrypt 5 0 R "), "password"),
        (samples.upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx"), "old Office"),
        (samples.docx(word__vbaProject_bin="x"), "macros"),
        (samples.office("other.xml", "a.docx"), "ZIP archive"),
        (samples.upload(samples.docx().read()[:-30], "a.docx"), "damaged"),
        (samples.upload(b"PK\x03\x04" + b"\0" * 100, "a.docx"), "damaged"),
    ],
)
def test_a_bad_document_is_refused_with_the_reason(upload: Any, says: str):
    with pytest.raises(UploadRefused, match=says):
        check_document(upload)


def test_a_file_that_unpacks_to_too_much_is_refused():
    with pytest.raises(UploadRefused, match="unpacks"):
        check_document(samples.docx(word__media_xml=b"\0" * 201_000_000))


def header(text: str) -> str:
    first, rest = (f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:2], text[2:]))
    return f'<w:hdr><w:p w:rsidR="1">{first}{rest}</w:p></w:hdr>'


@pytest.mark.parametrize(
    "upload",
    [
        samples.docx(word__header1_xml=header("ลับมาก")),
        samples.docx(word__footer2_xml=header("ชั้นความลับ: ลับที่สุด")),
        samples.docx(docProps__core_xml="<cp:keywords>ชายแดน, ลับ</cp:keywords>"),
        samples.xlsx(
            sheet='<headerFooter><oddHeader>&amp;C&amp;"Angsana,Bold"&amp;16ลับมาก&amp;RPage</oddHeader></headerFooter>'
        ),
        samples.pdf(extra=b"<< /Keywords <FEFF" + "ลับ".encode("utf-16-be").hex().encode() + b"> >>"),
        samples.pdf(extra=b"<< /Subject (TOP SECRET) >>"),
        samples.pdf(extra="<x:xmpmeta><pdf:Keywords>ลับที่สุด</pdf:Keywords></x:xmpmeta>".encode()),
    ],
)
def test_a_stamped_document_is_refused_with_where_to_send_it(upload: Any):
    with pytest.raises(UploadRefused, match="Official Secrets BE 2544"):
        check_document(upload)


@pytest.mark.parametrize(
    "upload",
    [
        samples.docx(word__header1_xml=header("แนวทางการรักษาความลับของทางราชการ")),
        samples.docx(word__paragraphs_xml=header("ลับมาก")),
        samples.pdf(extra=b"<< /Subject (Handling of secret papers) >>"),
    ],
)
def test_talking_about_secrecy_is_no_stamp(upload: Any):
    assert check_document(upload)


@pytest.mark.parametrize(
    "upload",
    [
        samples.docx(word__header1_xml="<w:p>" * 60_000),
        samples.docx(word__header1_xml="<w:p>" + "<w:t " * 60_000 + "</w:p>"),
        samples.docx(docProps__core_xml="<dc:subject " * 60_000),
        samples.docx(word__header1_xml="<w:p><w:t>a" + "\u0301" * 60_000 + "\u0316" * 60_000 + "</w:t></w:p>"),
    ],
)
def test_what_was_made_to_be_read_for_hours_is_read_at_once(upload: Any):
    begun = time.process_time()
    check_document(upload)
    assert time.process_time() - begun < 3


def test_a_long_note_in_a_pdf_takes_little_memory():
    upload = samples.pdf(extra=b"<< /Keywords (" + b"a" * 2_000_000 + b") >>")
    tracemalloc.start()
    check_document(upload)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000


def test_a_stamp_is_found_in_a_part_whose_name_is_given_twice():
    upload = samples.docx(word__header1_xml=header("ลับมาก"))
    with zipfile.ZipFile(upload, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/header1.xml", header("หน้า"))
    with pytest.raises(UploadRefused, match="Official Secrets BE 2544"):
        check_document(upload)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\DCIM\\a<b>.JPEG", "ab.jpg"),
        ("น้ํา\u200b.jpg", "น้ํา.jpg"),
        ("e\u0301.png", "é.jpg"),
        ("a\u202egpj.exe", "a gpj.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("", "file.jpg"),
        ("x" * 400 + ".jpg", "x" * 187 + ".jpg"),
    ],
)
def test_names_are_made_harmless(name: str, kept: str):
    assert safe_name(name, extension="jpg") == kept
