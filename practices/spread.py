"""Writes about what came of a practice: adoptions elsewhere, its site as a model, and actions that follow from it."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import Refused, refuse
from accounts.models import User
from followups.actions import start
from followups.models import FollowUp
from practices import permissions
from practices.actions import Conflict, areas_of, change
from practices.models import Adoption, ModelSite, Practice
from ui.turns import wait_for
from visits.models import Visit


@transaction.atomic
def adopt(*, practice: Practice, by: User, client_uuid: uuid.UUID | None = None, **fields: Any) -> Adoption:
    """Record that `practice` is tried in a district of `by`. The same `client_uuid` again records nothing.

    Allowed also after publication: an adoption is no part of what was validated.
    """
    refuse(permissions.why_not_adopt(by, practice))
    refuse_elsewhere(by, fields)
    key = client_uuid or uuid.uuid4()
    wait_for(key)
    made = Adoption.objects.filter(client_uuid=key, practice=practice).first()
    return made or Adoption.objects.create(practice=practice, created_by=by, client_uuid=key, **fields)


@transaction.atomic
def change_adoption(*, adoption: Adoption, by: User, version: int, write: Callable[[Adoption], Any]) -> None:
    """Change an adoption: how it goes, or how it went. Raises Conflict, or Refused with the reason."""
    rows = Adoption.objects.select_for_update(of=("self",))
    rows = rows.select_related("practice", "district__province", "updated_by", "created_by")
    locked = rows.get(pk=adoption.pk)
    refuse(permissions.why_not_change_adoption(by, locked))
    if locked.version != version:
        raise Conflict(by=locked.updated_by or locked.created_by, at=locked.updated_at)
    before = (locked.district_id, locked.visit_id)
    write(locked)
    if before != (locked.district_id, locked.visit_id):
        refuse_elsewhere(by, {"district": locked.district, "visit": locked.visit})
    locked.version, locked.updated_by = version + 1, by
    locked.save()


def refuse_elsewhere(by: User, fields: dict[str, Any]) -> None:
    """An adoption is recorded where one is responsible, and shown by a visit that one may read."""
    if not by.covers(areas_of(fields["district"])):
        raise Refused(_("The district lies outside your areas of responsibility."))
    visit = fields.get("visit")
    if visit is not None and not Visit.objects.visible_to(by).filter(pk=visit.pk).exists():
        raise Refused(_("This evidence is not yours to read."))


def recognise(
    *,
    practice: Practice,
    by: User,
    version: int,
    recognised_on: datetime.date,
    valid_until: datetime.date | None = None,
    **words: str,
) -> ModelSite:
    """Recognise the site of a validated practice as a model, or say anew by which criteria and until when.

    `words`: by whom (`recognised_by_th`, `recognised_by_en`) and by which criteria (`criteria_th`, `criteria_en`).
    """
    values = {"recognised_on": recognised_on, "valid_until": valid_until, **words}

    def write(locked: Practice) -> ModelSite:
        return ModelSite.objects.update_or_create(practice=locked, defaults=values)[0]

    site: ModelSite = change(
        practice=practice, part="model_site", by=by, version=version, write=write, why_not=permissions.why_not_recognise
    )
    return site


@transaction.atomic
def ask(*, practice: Practice, by: User, client_uuid: uuid.UUID | None = None, **fields: Any) -> FollowUp:
    """Ask for an action that follows from `practice`. The same `client_uuid` again asks for nothing. Raises Refused."""
    locked = Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)  # its areas stay while we write
    refuse(permissions.why_not_ask(by, locked))
    key = client_uuid or uuid.uuid4()
    made = FollowUp.objects.filter(client_uuid=key, practice=locked.code).first()
    return made or start(practice=locked.code, areas=locked.area_codes, by=by, client_uuid=key, **fields)
