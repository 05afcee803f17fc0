"""Invented content for the gallery: every component once. Never read by another page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.charts import Series, chart
from ui.fields import era_hint
from ui.folds import Fold
from ui.forms import DateField, DateTimeField, Form, Upload
from ui.paging import Page
from ui.tasks import Task, TaskState, progress


@dataclass(frozen=True)
class Badge:
    glyph: str
    label: str
    tone: str


class SampleForm(Form):
    needed = ("purpose", "visited_on")

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("In a few words."))
    purpose = forms.CharField(label=gettext_lazy("Purpose"), widget=forms.Textarea({"rows": 4}), required=False)
    visited_on = DateField(label=gettext_lazy("Date of the visit"), help_text=era_hint)
    arrived_at = DateTimeField(label=gettext_lazy("Arrival"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Assessment"),
        choices=[
            ("none", gettext_lazy("Nothing found")),
            ("minor", gettext_lazy("Minor")),
            ("major", gettext_lazy("Major")),
            ("not", gettext_lazy("Not assessed")),
        ],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", "—"), ("a", gettext_lazy("Briefing"))], required=False
    )
    agencies = forms.MultipleChoiceField(
        label=gettext_lazy("Who took part"),
        choices=[("police", gettext_lazy("Police")), ("health", gettext_lazy("District health office"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    child = forms.BooleanField(label=gettext_lazy("A child can be seen"), required=False)
    photos = forms.FileField(
        label=gettext_lazy("Photographs"),
        widget=Upload({"accept": "image/*", "multiple": True}),
        required=False,
    )


def everything() -> dict[str, Any]:
    moment = dt.datetime(2023, 3, 11, 2, 30, tzinfo=dt.UTC)
    wrong = SampleForm({"visited_on_day": "31", "visited_on_month": "2", "visited_on_year": "2566", "title": ""})
    tasks = [
        Task(_("Dates and place"), "#", TaskState.DONE),
        Task(_("Team"), "#", TaskState.DOING, missing=[_("head of the team")]),
        Task(_("Stops"), "#", TaskState.PROBLEM, missing=[_("time of the second stop")]),
        Task(_("Photographs"), "#", TaskState.TODO, hint=_("Several at once, from the camera.")),
    ]
    return {
        "form": SampleForm(initial={"visited_on": dt.date(2023, 3, 11), "arrived_at": moment}, auto_id="ok_%s"),
        "wrong": wrong,
        "fold": Fold(5, 2, 1),
        "badges": [
            Badge("pencil-line", _("Draft"), "neutral"),
            Badge("send", _("Sent for review"), "river"),
            Badge("undo-2", _("Returned"), "saffron"),
            Badge("circle-check", _("Approved"), "leaf"),
            Badge("octagon-alert", _("Major"), "clay"),
        ],
        "facts": [(_("Reference"), "NTS-2566-0001"), (_("District"), "โป่งน้ำร้อน"), (_("Order no."), "")],
        "tasks": tasks,
        "progress": progress(tasks),
        "page": Page(rows=[], next="older", previous="newer"),
        "entries": [
            {"at": moment, "what": _("Returned to the author"), "by": "Reviewer", "tone": "saffron"}
            | {"glyph": "undo-2", "note": _("The count of the second checkpoint is missing.")},
            {"at": moment, "what": _("Sent for review"), "by": "Officer", "tone": "river", "glyph": "send"},
        ],
        "chips": [
            {"label": _("District"), "value": "โป่งน้ำร้อน", "url": "?"},
            {"label": _("Period"), "value": "", "url": "?"},
        ],
        "changes": [(_("Purpose"), _("Follow-up of progress"), _("Follow-up and study of practices"))],
        "chart": chart(
            "sample",
            _("People"),
            [dt.date(2023, month, 11) for month in (1, 3, 6, 9)],
            [Series(_("in"), [1800, 2400, None, 2100]), Series(_("out"), [1700, 1900, 2200, 2600])],
        ),
        "bars": chart(
            "sample-bars",
            _("Visits"),
            [dt.date(2023, month, 1) for month in range(1, 7)],
            [
                Series(_("Visits"), [3, 5, 0, 4, 6, 2], [f"#month-{month}" for month in range(1, 7)]),
                Series(_("Major"), [1, 0, 0, 2, 1, 0], [f"#major-{month}" for month in range(1, 7)]),
            ],
            bars=True,
            months=True,
            usual=(_("usually %(low)s to %(high)s") % {"low": 2, "high": 5}, 2, 5),
            table=True,
        ),
        "crumbs": [(_("Visits"), "#"), ("NTS-2566-0001", "#")],
        "tabs": [(_("Report"), "#", True), (_("History"), "#", False)],
        "photos": [{"thumb_url": "", "url": "#", "alt": "", "caption": _("Market at the crossing"), "when": moment}],
        "now": timezone.now(),
    }
