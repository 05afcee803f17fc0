"""The list of sections as its author sees it: what is done, what is missing, what was remarked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ui import tasks
from ui.dates import short_date, time_of_day
from visits import sections
from visits.models import ReviewComment, SectionSave, Visit
from visits.sections import BY_KEY, SECTIONS

STATES = {"not_started": tasks.TaskState.TODO, "in_progress": tasks.TaskState.DOING, "complete": tasks.TaskState.DONE}


@dataclass(frozen=True)
class Remark:
    """An open review comment, and where to put it right."""

    comment: ReviewComment
    title: str
    url: str


@dataclass(frozen=True)
class TaskList:
    """`needed` and `optional` sections; `progress` counts those needed; `last`: the newest save."""

    needed: list[tasks.Task]
    optional: list[tasks.Task]
    progress: tasks.Progress
    remarks: list[Remark]
    last: SectionSave | None

    @property
    def is_complete(self) -> bool:
        return self.progress.done == self.progress.total and not any(task.missing for task in self.optional)


def read(visit: Visit) -> TaskList:
    """In a fixed number of queries."""
    rows = sections.progress(visit)
    remarks = open_remarks(visit)
    marked = {remark.comment.section for remark in remarks}
    made = {row.section.key: task(visit, row, marked=row.section.key in marked) for row in rows}
    needed = {row.section.key for row in rows if is_needed(row)}
    saves = [row.save for row in rows if row.save is not None]
    return TaskList(
        needed=[one for key, one in made.items() if key in needed],
        optional=[one for key, one in made.items() if key not in needed],
        progress=tasks.progress([made[key] for key in needed]),
        remarks=remarks,
        last=max(saves, key=lambda save: save.saved_at, default=None),
    )


def is_needed(row: sections.Progress) -> bool:
    """Whether the report cannot be sent without: always, or because of what another room asks of this visit."""
    return row.section.required or bool(row.section.check and (row.missing or row.save))


def open_remarks(visit: Visit) -> list[Remark]:
    """What a reviewer asked and nobody has settled yet."""
    rows = visit.comments.filter(resolved_at__isnull=True, section__in=BY_KEY).select_related("by")
    return [Remark(row, str(BY_KEY[row.section].title), BY_KEY[row.section].address(visit)) for row in rows]


def task(visit: Visit, row: sections.Progress, *, marked: bool) -> tasks.Task:
    """A section as the list shows it; one with an open remark has problems."""
    return tasks.Task(
        label=row.section.title,
        url=row.section.address(visit),
        state=tasks.TaskState.PROBLEM if marked else STATES[row.state],
        missing=[message.rstrip(".") for message in row.missing] if row.save or not row.section.required else (),
        hint=saved(row.save) if row.save else row.section.hint,
    )


def saved(save: SectionSave) -> str:
    words = {"day": short_date(save.saved_at), "time": time_of_day(save.saved_at), "who": save.saved_by}
    return _("Saved %(day)s, %(time)s, by %(who)s") % words


def addresses(visit: Visit) -> dict[str, str]:
    """Where each section is changed, by its key."""
    return {section.key: section.address(visit) for section in SECTIONS}


def linked(visit: Visit, missing: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is missing, each with the address where it is put right: (message, url)."""
    return [(message, BY_KEY[key].address(visit)) for key, message in missing]
