"""An amendment: a new revision with everything copied, the old one kept and readable."""

import uuid
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.access import refuse
from accounts.models import User
from visits import parts, permissions
from visits.models import Photo, Rendition, SectionSave, Stop, TransitionRecord, Visit
from visits.tasks import make_renditions
from visits.workflow import State

_NOT_COPIED = {
    "id", "search", "client_uuid", "revision", "amends", "state", "created_at",
    "superseded_at", "return_reason", "withdraw_reason", "area_codes",
}  # fmt: skip
Row = TypeVar("Row", bound=models.Model)
_STEPS = ("submitted", "returned", "endorsed", "approved", "published", "withdrawn", "taken_over")


@transaction.atomic
def amend(*, visit: Visit, by: User) -> Visit:
    """Start the next revision of an approved report. Files are shared: they lie content-addressed."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    refuse(permissions.why_not_amend(by, visit))
    skip = _NOT_COPIED | {f"{stem}_{end}" for stem in _STEPS for end in ("at", "by")}
    values = {f.attname: getattr(visit, f.attname) for f in visit._meta.concrete_fields if f.name not in skip}
    new = Visit.objects.create(**values, revision=visit.revision + 1, amends=visit, state=State.DRAFT)
    new.districts.set(visit.districts.all())
    _copy_rows(visit, new)
    for save in visit.section_saves.all():
        SectionSave.objects.create(visit=new, section=save.section, saved_by=save.saved_by, saved_at=save.saved_at)
    TransitionRecord.objects.create(visit=new, target=State.DRAFT, by=by)
    new.refresh_from_db()
    return new


def _copy_rows(old: Visit, new: Visit) -> None:
    for member in old.members.all():
        _copy(member, visit=new)
    stops: dict[int, Stop] = {stop.pk: _copy(stop, visit=new) for stop in old.stops.all()}
    activities: dict[int, Any] = {}
    for old_stop in old.stops.prefetch_related("activities__participations"):
        for activity in old_stop.activities.all():
            activities[activity.pk] = _copy(activity, stop=stops[old_stop.pk])
            for participation in activity.participations.all():
                _copy(participation, activity=activities[activity.pk])
    parts.copy(activities)
    photos = {photo.pk: _copy_photo(photo, new, stops, activities) for photo in old.photos.all()}
    for document in old.documents.all():
        _copy(document, visit=new)
    for assessment in old.assessments.all():
        _copy(assessment, visit=new).legal_references.set(assessment.legal_references.all())
    for factor in old.factors.all():
        new_factor = _copy(factor, visit=new)
        new_factor.categories.set(factor.categories.all())
        new_factor.legal_references.set(factor.legal_references.all())
        new_factor.evidence.set([activities[row.pk] for row in factor.evidence.all()])
    for conclusion in old.conclusions.all():
        new_conclusion = _copy(conclusion, visit=new)
        new_conclusion.activities.set([activities[row.pk] for row in conclusion.activities.all()])
        new_conclusion.photos.set([photos[row.pk] for row in conclusion.photos.all()])


def _copy(row: Row, **parents: models.Model) -> Row:
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name not in {*parents, "client_uuid"}]
    copied = type(row)(**{f.attname: getattr(row, f.attname) for f in fields}, **parents)
    if hasattr(copied, "client_uuid"):
        copied.client_uuid = uuid.uuid4()
    copied.save(force_insert=True)
    return copied


def _copy_photo(photo: Photo, new: Visit, stops: dict[int, Stop], activities: dict[int, Any]) -> Photo:
    copy = _copy(photo, visit=new, stop=stops.get(photo.stop_id or 0), activity=activities.get(photo.activity_id or 0))  # type: ignore[arg-type]
    for rendition in Rendition.objects.filter(photo=photo):
        _copy(rendition, photo=copy)
    make_renditions.enqueue(copy.pk)  # for those not made yet; it ends at once where all are
    return copy
