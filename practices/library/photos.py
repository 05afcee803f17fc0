"""Photographs of practices that are open to everybody: published with their report, consented, without a child."""

from django.db.models import Q
from django.http import FileResponse, Http404

from practices.models import Evidence, Practice
from ui.files import serve_file
from visits.citations import Citations
from visits.models import Rendition
from visits.store import locate

KEEP = 3600  # seconds


def serve_open_photo(practice: Practice, pk: int, size: str) -> FileResponse:
    """One size of a photograph of `practice`. Raises Http404 for any that is not its own, or not open."""
    own = Q(photo=practice.cover_id) | Q(photo__in=Evidence.objects.filter(practice=practice).values("photo"))
    rows = Rendition.objects.filter(own, photo=pk, name=size).select_related("photo__visit", "photo__activity")
    rendition = rows.first()
    if rendition is None or not Citations(None, [rendition.photo.visit]).is_open(rendition.photo):
        raise Http404
    try:
        return serve_file(locate(rendition.path), media_type="image/jpeg", inline=True, max_age=KEEP)
    except FileNotFoundError:
        raise Http404 from None
