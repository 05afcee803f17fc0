"""Forms with files, read in one go: most of the time of a save with a photograph went into reading it bit by bit."""

import re
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    StopFutureHandlers,
    TemporaryFileUploadHandler,
)
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

# What every browser writes of a field or file. Anything else is left to Django's own reader.
PART = re.compile(
    rb'\r\nContent-Disposition: form-data; name="([\w.-]+)"'
    rb'(?:; filename="([^"\\\r\n]*)"\r\nContent-Type: ([\w.+/-]+))?\r\n\r\n'
)
DOUBTFUL = frozenset('&/;%"\\')  # in a file name: they may mean something else to somebody

Read = tuple[QueryDict, "MultiValueDict[str, Any]"]


class WholeForm(FileUploadHandler):
    """Reads a form that fits into memory at once; a larger one goes to the handlers after this."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name that Django gives it
        content_length: int,
        boundary: Any,  # bytes, whatever the stubs say
        encoding: str | None = None,
    ) -> Read | None:
        """The fields and files as Django's reader gives them, or None where the form is too large for memory."""
        if content_length > min(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_MAX_MEMORY_SIZE):
            return None
        body = input_data.read(content_length)
        found = read(body, boundary) if len(body) == content_length and encoding in (None, "utf-8") else None
        if found is not None:
            return found
        usual = [MemoryFileUploadHandler(self.request), TemporaryFileUploadHandler(self.request)]
        return MultiPartParser(META, BytesIO(body), usual, encoding or settings.DEFAULT_CHARSET).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class OfGuests(FileUploadHandler):
    """Files of who has not signed in are named and not kept, whatever their size: no page of theirs takes any."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not is_signed_in(self.request):
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if is_signed_in(self.request) else None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if is_signed_in(self.request):
            return None
        return received(b"", self.field_name or "", self.file_name or "", self.content_type or "")


def is_signed_in(request: Any) -> bool:
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


def read(body: bytes, boundary: bytes) -> Read | None:
    """The fields and files of a form as browsers write it; None for anything out of the ordinary."""
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if first or not parts or parts.pop().rstrip(b"\r\n") != b"--":
        return None
    if len(parts) > min(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.DATA_UPLOAD_MAX_NUMBER_FILES or 1 << 20):
        return None
    fields: dict[str, list[str]] = {}
    files = MultiValueDict[str, Any]()
    for part in parts:
        head = PART.match(part)
        if head is None:
            return None
        name, file_name, kind = head.groups()
        content = part[head.end() :]
        if not file_name:  # a file input left empty is a field to Django
            fields.setdefault(name.decode(), []).append(content.decode(errors="replace"))
        else:
            text = file_name.decode(errors="replace")
            if not text.isprintable() or text.strip(". ") == "" or not DOUBTFUL.isdisjoint(text):
                return None
            files.appendlist(name.decode(), received(content, name.decode(), text, kind.decode()))
    form = QueryDict(mutable=True)
    dict.update(form, fields)  # a QueryDict keeps a list for each name; its own way in decodes each value once more
    form._mutable = False
    return form, files


def received(content: bytes, field: str, name: str, kind: str) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(BytesIO(content), field, name, kind, len(content), None, {})
