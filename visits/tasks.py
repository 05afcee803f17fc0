"""Work on a report that a person need not wait for."""

from io import BytesIO

from django.db import transaction
from django_tasks import task

from jobs.retry import GiveUp
from visits import pictures
from visits.models import Photo, Rendition
from visits.store import keep, locate


@task()
def make_renditions(photo_id: int) -> None:
    """Make the served sizes of a photograph: upright, re-encoded, without metadata. May run any number of times."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None or photo.renditions.count() == len(Rendition.Size):
        return
    original = BytesIO(locate(photo.original).read_bytes())
    try:
        _store(photo_id, pictures.sizes(original))
    except pictures.Unreadable as error:
        _store(photo_id, pictures.sign())
        raise GiveUp(f"photo {photo_id} cannot be read") from error


def _store(photo_id: int, sizes: dict[Rendition.Size, tuple[bytes, int, int]]) -> None:
    rows = []
    for name, (content, width, height) in sizes.items():
        stored = keep([content], folder="renditions", extension="jpg")
        rows.append(Rendition(photo_id=photo_id, name=name, path=stored.path, width=width, height=height))
    _name(photo_id, rows)


@transaction.atomic
def _name(photo_id: int, rows: list[Rendition]) -> None:
    """Write the rows, unless the photograph was removed meanwhile."""
    if Photo.objects.select_for_update().filter(pk=photo_id).exists():
        Rendition.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["photo", "name"], update_fields=["path", "width", "height"]
        )
