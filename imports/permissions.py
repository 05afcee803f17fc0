"""Which imports a person may look at and undo."""

from django.shortcuts import get_object_or_404

from accounts.access import refuse
from accounts.models import User
from imports.kinds import why_not_import
from imports.models import Batch, Kind


def get_batch(user: User, pk: int) -> Batch:
    """The import that `user` may know of. Raises Http404, or Refused where they import nothing of its kind."""
    batch = get_object_or_404(Batch.objects.visible_to(user).select_related("created_by", "undone_by"), pk=pk)
    refuse(why_not_import(user, Kind(batch.kind)))
    return batch
