"""What happened to a report, for people: the steps taken, and who changed what."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from ui.templatetags.ui import bilingual
from visits.models import Activity, Stop, Visit
from visits.workflow import ARRIVAL, State, taken_over

MOST = 200  # saves shown on one page
READ = 500  # events read of one table

STEP_WORDS = {
    ("", State.PLANNED): gettext_lazy("Planned"),
    ("", State.DRAFT): gettext_lazy("Report started"),
    (State.PLANNED, State.DRAFT): gettext_lazy("Report started"),
    (State.DRAFT, State.SUBMITTED): gettext_lazy("Sent for review"),
    (State.RETURNED, State.SUBMITTED): gettext_lazy("Sent again"),
    (State.SUBMITTED, State.RETURNED): gettext_lazy("Returned by the reviewer"),
    (State.SUBMITTED, State.ENDORSED): gettext_lazy("Endorsed"),
    ARRIVAL: gettext_lazy("Taken over from earlier records"),
    (State.ENDORSED, State.RETURNED): gettext_lazy("Returned by the director"),
    (State.ENDORSED, State.APPROVED): gettext_lazy("Approved"),
    (State.APPROVED, State.PUBLISHED): gettext_lazy("Published"),
    (State.PUBLISHED, State.WITHDRAWN): gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True)
class Entry:
    """A line of the timeline, as ui/timeline.html draws it."""

    at: dt.datetime
    what: str
    by: str
    note: str = ""
    glyph: str = ""
    tone: str = "neutral"


def timeline(visit: Visit, *, reasons: bool) -> list[Entry]:
    """The steps of a report, newest first; `reasons`: whether the reader may know why it was sent back."""
    rows = visit.transitions.select_related("by").order_by("-at", "-pk")
    return [
        Entry(
            at=row.at,
            what=str(STEP_WORDS.get((row.source, State(row.target)), row.target_info.label)),
            by=bilingual(row.by) or row.by.username,
            note=row.reason if reasons else "",
            glyph=look.glyph,
            tone=look.tone,
        )
        for row in rows
        for look in [taken_over() if (row.source, row.target) == ARRIVAL else row.target_info]
    ]


@dataclass
class Change:
    """What one person changed at one moment: lines such as "Stop 2: arrived, note"."""

    at: dt.datetime
    by: str
    lines: list[str] = field(default_factory=list)
    glyph: str = "pencil"


TABLES = ("Visit", "MissionMember", "Stop", "Activity", "Participation", "Assessment", "ContributingFactor",
          "Conclusion", "Photo", "Document")  # fmt: skip
SILENT = {"id", "client_uuid", "sort", "created_at", "area_codes", "search",
          "original", "sha256", "path", "size", "width", "height", "uploaded_at", "uploaded_by", "visit", "stop",
          "activity", "superseded_at"}  # fmt: skip
STEP_FIELDS = {"state", "return_reason", "withdraw_reason"} | {
    f"{stem}_{end}"
    for stem in ("submitted", "returned", "endorsed", "approved", "published", "withdrawn", "taken_over")
    for end in ("at", "by")
}
MARKS = {"restricted", "may_concern_tip", "shows_child"}  # that somebody marked a part so is itself restricted
VERBS = {
    "insert": gettext_lazy("%(what)s added"),
    "delete": gettext_lazy("%(what)s removed"),
    "update": gettext_lazy("%(what)s: %(fields)s changed"),
}


def changes(visit: Visit, *, restricted: bool) -> list[Change]:
    """Who changed what, newest first, by the names of fields only: no value ever leaves this page.

    `restricted`: whether the reader may know of restricted parts, and of what was marked as such.
    One entry a request; changes outside a request (imports, jobs) stand by themselves.
    """
    found: dict[Any, Change] = {}
    found_there = list(_events(visit))
    known = found_there if restricted else _open(found_there)
    events = sorted(known, key=lambda row: (row.pgh_created_at, row.pgh_id), reverse=True)
    people = _people(events)
    unsaid = set() if restricted else MARKS
    numbers = {pk: n for n, pk in enumerate(visit.stops.values_list("pk", flat=True), start=1)}
    for event, line in ((event, _line(event, numbers, unsaid)) for event in events):
        if line:
            key = event.pgh_context_id or (event.pgh_created_at.replace(microsecond=0),)
            change = found.setdefault(key, Change(at=event.pgh_created_at, by=people.get(event.pgh_context_id, "")))
            if line not in change.lines:
                change.lines.append(line)
    return list(found.values())[:MOST]


def _open(events: list[Any]) -> list[Any]:
    """Without those of what was restricted then or is now, and of what hangs on such an activity."""
    newest: dict[Any, Any] = {}
    for event in events:  # of each table the newest first
        newest.setdefault((event.pgh_tracked_model, event.pgh_obj_id), event)
    closed = {key for key, event in newest.items() if is_restricted(event)}

    def about(event: Any) -> set[Any]:
        return {(event.pgh_tracked_model, event.pgh_obj_id), (Activity, getattr(event, "activity_id", None))}

    return [event for event in events if not is_restricted(event) and closed.isdisjoint(about(event))]


def is_restricted(event: Any) -> bool:
    return bool(getattr(event, "restricted", False))


def _model(name: str) -> Any:
    return apps.get_model("visits", name)


def _events(visit: Visit) -> Iterator[Any]:
    """The newest events of a report and its rows, each with `before`, the event of the same row before it."""
    stops = list(_model("StopEvent").objects.filter(visit=visit).values_list("pgh_obj_id", flat=True).distinct())
    done = _model("ActivityEvent").objects.filter(stop__in=stops)
    activities = list(done.values_list("pgh_obj_id", flat=True).distinct())
    wanted: dict[str, dict[str, Any]] = {
        "Visit": {"pgh_obj": visit},
        "Activity": {"stop__in": stops},
        "Participation": {"activity__in": activities},
    }
    for name in TABLES:
        rows = _model(f"{name}Event").objects.filter(**wanted.get(name, {"visit": visit}))
        yield from _paired(rows.select_related("pgh_context").order_by("-pgh_id")[:READ])


def _paired(rows: Iterable[Any]) -> Iterator[Any]:
    later: dict[int, Any] = {}
    for row in rows:
        row.before = None
        if row.pgh_obj_id in later:
            later[row.pgh_obj_id].before = row
        later[row.pgh_obj_id] = row
    return iter(list(rows))


def _people(events: list[Any]) -> dict[Any, str]:
    """Names by context, in one query."""
    ids = {row.pgh_context_id: row.pgh_context.metadata.get("user") for row in events if row.pgh_context}
    users = User.objects.in_bulk({key for key in ids.values() if key})
    return {context: bilingual(users[key]) or users[key].username for context, key in ids.items() if key in users}


def _line(event: Any, numbers: dict[int, int], unsaid: set[str]) -> str:
    """One event in words, or nothing where only the machinery moved (steps have their own timeline)."""
    model: type[Model] = event.pgh_tracked_model
    what = _what(event, model, numbers)
    if event.pgh_label != "update":
        return str(VERBS[event.pgh_label] % {"what": what})
    names = _changed(event, model, unsaid)
    return str(VERBS["update"] % {"what": what, "fields": ", ".join(names)}) if names else ""


def _what(event: Any, model: type[Model], numbers: dict[int, int]) -> str:
    """The thing changed; at a stop that still stands, with the number of the stop."""
    if model is Visit:
        return _("Report")
    name = str(model._meta.verbose_name)
    number = numbers.get(event.pgh_obj_id if model is Stop else getattr(event, "stop_id", None) or 0)
    if number is None:
        return f"{name[:1].upper()}{name[1:]}"
    if model is Stop:
        return _("Stop %(number)s") % {"number": number}
    return _("Stop %(number)s, %(what)s") % {"number": number, "what": name}


def _changed(event: Any, model: type[Model], unsaid: set[str]) -> list[str]:
    """The names of the fields that an update changed, in people's words; none of `unsaid`."""
    if event.before is None:
        return []
    fields = [
        f
        for f in model._meta.concrete_fields
        if f.name not in SILENT | STEP_FIELDS | unsaid and hasattr(event, f.attname)
    ]
    return [str(f.verbose_name) for f in fields if getattr(event, f.attname) != getattr(event.before, f.attname)]
