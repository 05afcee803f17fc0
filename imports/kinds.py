"""The kinds of files that can be imported, and who may import which."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from imports.models import NEEDS, Batch, Kind
from imports.resources.base import BulkResource, Column
from imports.resources.kept import CenterResource, CheckpointResource
from imports.resources.past_visits import VisitResource
from imports.resources.register import DistrictResource, ProvinceResource

RESOURCES: dict[Kind, type[BulkResource]] = {
    Kind.CHECKPOINTS: CheckpointResource,
    Kind.CENTERS: CenterResource,
    Kind.DISTRICTS: DistrictResource,
    Kind.PROVINCES: ProvinceResource,
    Kind.VISITS: VisitResource,
}


def why_not_import(user: User, kind: Kind) -> str:
    """Why `user` may not import files of `kind`; empty where they may."""
    if user.may(Permission.IMPORT) and user.may(NEEDS[kind]):
        return ""
    return _("Your role does not import files of this kind.")


def kinds_of(user: User) -> list[Kind]:
    return [kind for kind in Kind if not why_not_import(user, kind)]


def get_kind(user: User, code: str) -> Kind:
    """The kind that `user` may import. Raises Http404, or Refused with the reason."""
    if code not in Kind.values:
        raise Http404
    refuse(why_not_import(user, Kind(code)))
    return Kind(code)


def columns(kind: Kind) -> list[Column]:
    return RESOURCES[kind].columns()


def resource(batch: Batch, by: User) -> Any:
    """A resource for the rows of `batch`, read anew for each run."""
    kind = Kind(batch.kind)
    return VisitResource(by, (batch.file_name, batch.sha256)) if kind == Kind.VISITS else RESOURCES[kind](by)
