"""Asking for an export, taking that back, keeping settings."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from exports import tasks
from exports.models import Export, Setting
from exports.permissions import rights_of
from exports.wanted import Wanted
from exports.workflow import ENDED_WITHOUT, UNDER_WAY, ExportState

AT_ONCE = 3  # under way for one person


class TooMany(Exception):
    """The person has AT_ONCE exports under way."""


@transaction.atomic
def ask(*, by: User, wanted: Wanted, client_uuid: uuid.UUID) -> Export:
    """Have `wanted` made in the background. Raises TooMany.

    The same `client_uuid` again answers what it led to, unless that ended without a file: then it is wanted anew.
    """
    User.objects.select_for_update().only("pk").get(pk=by.pk)  # two requests of one person take turns
    while known := Export.objects.filter(client_uuid=client_uuid, owner=by).first():
        if known.state not in ENDED_WITHOUT:
            return known
        client_uuid = uuid.uuid5(client_uuid, str(known.pk))
    if Export.objects.filter(owner=by).under_way().count() >= AT_ONCE:
        raise TooMany
    export = Export.objects.create(
        owner=by,
        client_uuid=client_uuid,
        params=wanted.params.urlencode(),
        **rights_of(by),
        **choices_of(wanted),
    )
    tasks.make_export.enqueue(export.pk)
    return export


def choices_of(wanted: Wanted) -> dict[str, Any]:
    every = wanted.columns == wanted.dataset.columns
    return {
        "dataset": wanted.dataset.key,
        "format": wanted.format.value,
        "language": wanted.language,
        "columns": [] if every else [column.code for column in wanted.columns],
        "codes": wanted.codes,
        "hxl": wanted.hxl,
    }


@transaction.atomic
def cancel(*, export: Export, by: User) -> bool:
    """Stop an export of `by` that is under way; False where it had ended already."""
    rows = Export.objects.filter(pk=export.pk, owner=by, state__in=UNDER_WAY)
    return bool(rows.update(state=ExportState.CANCELLED, finished_at=timezone.now()))


@transaction.atomic
def keep_setting(*, by: User, wanted: Wanted, name: str) -> Setting:
    """Keep the choices under `name`; what was kept under it before is replaced."""
    chosen = choices_of(wanted)
    found, _new = Setting.objects.update_or_create(owner=by, dataset=chosen.pop("dataset"), name=name, defaults=chosen)
    return found


@transaction.atomic
def forget_setting(*, setting: Setting, by: User) -> None:
    Setting.objects.filter(pk=setting.pk, owner=by).delete()
