"""Photographs and documents come in: checked, stored (visits.store), then named by a row."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File

from accounts.models import User
from ui.prepared import insert
from visits import actions, annexes, uploads
from visits.models import Document, Photo, SectionSave, Visit
from visits.store import Stored, keep
from visits.tasks import make_renditions

CHUNK = 1 << 20  # bytes


@dataclass(frozen=True)
class ReceivedPhoto:
    """A photograph that was checked and is safe on the disk, but named by no row yet."""

    file: Stored
    found: uploads.FoundPhoto


@dataclass(frozen=True)
class ReceivedDocument:
    """A document that was checked and is safe on the disk, but named by no row yet."""

    file: Stored
    found: annexes.FoundDocument


def receive_photo(upload: "File[Any]") -> ReceivedPhoto:
    """Check a photograph and put it on the disk. Raises uploads.UploadRefused with the reason."""
    found = uploads.check_photo(upload)
    upload.seek(0)
    return ReceivedPhoto(keep(upload.chunks(CHUNK), folder="originals", extension=found.extension), found)


def receive_document(upload: "File[Any]") -> ReceivedDocument:
    """Check a document and put it on the disk. Raises uploads.UploadRefused with the reason."""
    found = annexes.check_document(upload)
    upload.seek(0)
    return ReceivedDocument(keep(upload.chunks(CHUNK), folder="documents", extension=found.extension), found)


def store_photo(
    *, visit: Visit, by: User, upload: "File[Any] | ReceivedPhoto", client_uuid: uuid.UUID | None = None, **fields: Any
) -> Photo:
    """A photograph of `visit`; the same `client_uuid` again answers the one made the first time.

    Call inside the transaction of `actions.save_section`: the job that makes the served sizes joins it, so that
    there is never a photograph without its job. A photograph that may concern trafficking is restricted.
    Raises uploads.UploadRefused with the reason.
    """
    made = Photo.objects.filter(client_uuid=client_uuid, visit=visit).first() if client_uuid else None
    if made is not None:
        return made
    received = upload if isinstance(upload, ReceivedPhoto) else receive_photo(upload)
    fields["restricted"] = bool(fields.get("restricted") or fields.get("may_concern_tip"))
    photo = Photo(
        visit=visit,
        uploaded_by=by,
        client_uuid=client_uuid or uuid.uuid4(),
        original=received.file.path,
        sha256=received.file.sha256,
        size=received.file.size,
        file_name=received.found.name,
        width=received.found.width,
        height=received.found.height,
        **fields,
    )
    insert(photo)
    make_renditions.enqueue(photo.pk)
    return photo


def store_document(
    *,
    visit: Visit,
    by: User,
    upload: "File[Any] | ReceivedDocument",
    client_uuid: uuid.UUID | None = None,
    **fields: Any,
) -> Document:
    """A document of `visit`, titled by its file name unless `fields` say otherwise.

    The same `client_uuid` again answers the one made the first time. Raises uploads.UploadRefused with the reason.
    """
    made = Document.objects.filter(client_uuid=client_uuid, visit=visit).first() if client_uuid else None
    if made is not None:
        return made
    received = upload if isinstance(upload, ReceivedDocument) else receive_document(upload)
    fields["title"] = fields.get("title") or Path(received.found.name).stem[:200]
    return Document.objects.create(
        visit=visit,
        uploaded_by=by,
        client_uuid=client_uuid or uuid.uuid4(),
        path=received.file.path,
        sha256=received.file.sha256,
        size=received.file.size,
        file_name=received.found.name,
        media_type=received.found.media_type,
        **fields,
    )


@dataclass(frozen=True)
class Added:
    """What became of several uploads: rows, refused (file name, reason), the section's save if there was one."""

    photos: list[Photo]
    refused: list[tuple[str, str]]
    save: SectionSave | None


def add_photos(*, visit: Visit, by: User, uploads_: Sequence["File[Any]"], batch: uuid.UUID) -> Added:
    """Add the photographs that pass to a report; one refused does not cost the others.

    `batch` is the browser's own key of this sending: sent again, the same photographs are answered, and nothing is
    saved. Raises Refused when `by` may not edit.
    """
    received, refused = [], []
    for upload in uploads_:
        try:
            received.append(receive_photo(upload))
        except uploads.UploadRefused as refusal:
            refused.append((Path(upload.name or "").name, refusal.message))
    keyed = {uuid.uuid5(batch, f"{visit.pk} {one.file.sha256}"): one for one in received}
    photos = list(visit.photos.filter(client_uuid__in=keyed))
    if len(photos) == len(keyed):
        return Added(photos, refused, None)
    photos.clear()

    def write(locked: Visit) -> None:
        photos.extend(store_photo(visit=locked, by=by, upload=one, client_uuid=key) for key, one in keyed.items())

    return Added(photos, refused, append(visit=visit, section="photos", by=by, write=write))


def append(*, visit: Visit, section: str, by: User, write: Callable[[Visit], Any]) -> SectionSave:
    """Save a section as it stands now with `write`, which only adds or removes and so overwrites nobody's words."""
    return actions.save_section(visit=visit, section=section, by=by, version=None, write=write)
