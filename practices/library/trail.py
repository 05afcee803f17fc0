"""What happened to a practice, newest first, for ui/timeline.html."""

from django.utils.translation import gettext as _

from practices.models import Practice, PracticeStep
from practices.workflow import PracticeState
from ui.templatetags.ui import bilingual
from visits.trail import Entry


def timeline(practice: Practice, *, reasons: bool) -> list[Entry]:
    """The steps taken; without `reasons` the words behind them stay inside."""
    return [entry(step, reasons=reasons) for step in reversed(practice.steps.select_related("by"))]


def entry(step: PracticeStep, *, reasons: bool) -> Entry:
    state = PracticeState(step.target)
    return Entry(
        at=step.at,
        what=str(state.label) if step.source else _("proposed"),
        by=bilingual(step.by) or step.by.username,
        note=step.reason if reasons else "",
        glyph=state.glyph,
        tone=state.tone,
    )
