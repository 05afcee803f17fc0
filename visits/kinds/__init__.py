"""What each kind of activity asks beyond its narrative, and how it is shown.

A new kind: add it to `ActivityKind`, write one `Details` class, name it here.
"""

from typing import Any

from django.utils import timezone

from visits.kinds.base import Details, read, shown
from visits.kinds.inspection import InspectionDetails
from visits.kinds.people import (
    BriefingDetails,
    CenterReviewDetails,
    ConsultationDetails,
    ObservationDetails,
    OtherDetails,
    PracticeStudyDetails,
)
from visits.kinds.security import JointOperationDetails, JointPatrolDetails, delayed
from visits.models import Activity, ActivityKind, Photo, Stop

__all__ = ["DETAILS", "Details", "details_form", "facts", "is_delayed", "is_photo_delayed", "is_stop_delayed"]

DETAILS: dict[str, type[Details]] = {
    form.kind: form
    for form in (
        BriefingDetails,
        InspectionDetails,
        CenterReviewDetails,
        ConsultationDetails,
        JointOperationDetails,
        JointPatrolDetails,
        ObservationDetails,
        PracticeStudyDetails,
        OtherDetails,
    )
}

DELAYED = (ActivityKind.JOINT_PATROL, ActivityKind.JOINT_OPERATION)


def details_form(kind: str, data: Any = None, *, stored: dict[str, Any] | None = None) -> Details:
    """The form with the own fields of `kind`, filled with what is `stored`. Raises KeyError for no kind of ours."""
    return DETAILS[kind](data, stored=stored)


def facts(activity: Activity, *, public: bool, restricted: bool) -> list[tuple[str, str]]:
    """The fields of `activity` that this reader may see: (label, value) in the current language."""
    form, details = DETAILS[activity.kind], activity.details
    allowed = form.publishable(details) if public else frozenset(form.base_fields)
    if not restricted:
        allowed -= form.restricted
    rows = []
    for name, field in form.base_fields.items():
        if name in allowed and name in details:
            rows.append((str(field.label), shown(field, read(field, details[name]))))
    return [(label, value) for label, value in rows if value]


def is_delayed(activity: Activity) -> bool:
    """Whether a public edition leaves `activity` out for now."""
    return activity.kind in DELAYED and delayed(activity.details, today=timezone.localdate())


def is_stop_delayed(stop: Stop) -> bool:
    """Whether it leaves `stop` out: one made only for a delayed patrol would tell where and when it went."""
    done = list(stop.activities.all())
    return bool(done) and all(map(is_delayed, done))


def is_photo_delayed(photo: Photo) -> bool:
    """Whether it leaves `photo` out: what shows a patrol or its stop is as closed as they are."""
    if photo.activity is not None:
        return is_delayed(photo.activity)
    return photo.stop is not None and is_stop_delayed(photo.stop)
