"""The sections of a report, in the order of the official trip report, and how far each has come."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits.models import Activity, Assessment, Conclusion, MissionMember, NtsCategory, SectionSave, Stop, Visit


@dataclass(frozen=True)
class Section:
    """One topic a screen. `url`: name of the address that edits it, with the reference as argument.

    `check`: where others say what it lacks, by dotted name: visit -> [(section key, message)].
    """

    key: str
    title: Any
    hint: Any
    url: str = ""
    required: bool = True
    check: str = ""

    def address(self, visit: Visit) -> str:
        """Where this section of `visit` is edited."""
        if self.url:
            return reverse(self.url, args=[visit.reference])
        return reverse("visits:section", args=[visit.reference, self.key])


SECTIONS = (
    Section("basics", gettext_lazy("Dates and places"), gettext_lazy("When, where, what kind of visit")),
    Section("assignment", gettext_lazy("Assignment and funding"), gettext_lazy("Who directed it, who pays")),
    Section("purpose", gettext_lazy("Background and objectives"), gettext_lazy("Why the team went")),
    Section("team", gettext_lazy("Mission team"), gettext_lazy("Who went, in what role")),
    Section("itinerary", gettext_lazy("Itinerary"), gettext_lazy("Each place on the way, planned and actual time")),
    Section(
        "results",
        gettext_lazy("Results at each stop"),
        gettext_lazy("What was done and found"),
        check="visits.parts.missing",
    ),
    Section(
        "assessment",
        gettext_lazy("NTS assessment"),
        gettext_lazy("Each category: none, minor, major or not assessed"),
    ),
    Section(
        "factors",
        gettext_lazy("Contributing factors"),
        gettext_lazy("Why it is so, and the law behind it"),
        required=False,
    ),
    Section("conclusions", gettext_lazy("Conclusions"), gettext_lazy("Each with its evidence")),
    Section("photos", gettext_lazy("Photographs"), gettext_lazy("Caption, where, when, consent"), required=False),
    Section("documents", gettext_lazy("Documents"), gettext_lazy("PDF, Word or Excel annexes"), required=False),
    Section(
        "commitments",
        gettext_lazy("Commitments of these places"),
        gettext_lazy("What earlier visits left to be done: is it done?"),
        "followups:commitments",
        required=False,
        check="followups.commitments.missing",
    ),
    Section(
        "followups",
        gettext_lazy("Follow-up actions"),
        gettext_lazy("What, who, by when"),
        "followups:section",
        required=False,
    ),
    Section(
        "outlook",
        gettext_lazy("Obstacles and proposals"),
        gettext_lazy("Summary, obstacles, recommendations, decision asked"),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}


def neighbours(key: str) -> tuple[Section | None, Section | None]:
    """The sections before and after `key` on the way through the report."""
    place = SECTIONS.index(BY_KEY[key])
    before = SECTIONS[place - 1] if place else None
    after = SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None
    return before, after


@dataclass(frozen=True)
class Progress:
    """A section with its state (`not_started`, `in_progress`, `complete`) and what it still needs."""

    section: Section
    state: str
    missing: list[str]
    save: SectionSave | None


def progress(visit: Visit) -> list[Progress]:
    """How far each section has come, in a fixed number of queries."""
    saves = {save.section: save for save in visit.section_saves.select_related("saved_by")}
    wanting: dict[str, list[str]] = {}
    for key, message in missing(visit):
        wanting.setdefault(key, []).append(message)
    rows = []
    for section in SECTIONS:
        save, lacks = saves.get(section.key), wanting.get(section.key, [])
        state = "in_progress" if save and lacks else "complete" if save else "not_started"
        rows.append(Progress(section, state, lacks, save))
    return rows


def missing(visit: Visit) -> list[tuple[str, str]]:
    """What the report lacks before it can be sent: (section key, message)."""
    have = _has(visit)
    checks = (
        ("basics", visit.title_th or visit.title_en, _("Give the visit a title.")),
        ("basics", have["districts"], _("Choose at least one district.")),
        ("assignment", visit.directive_issuer, _("Say who directed the visit.")),
        ("assignment", visit.project_id, _("Choose the project.")),
        ("purpose", visit.purpose, _("State the objectives.")),
        ("team", have["leaders"], _("Name the team leader.")),
        ("itinerary", have["stops"], _("Add at least one stop.")),
        ("itinerary", not have["stops"] or have["arrived"], _("Enter the actual time at one stop or more.")),
        ("results", have["activities"], _("Report at least one activity at a stop.")),
        ("results", not have["silent"], _("Say what was done and found in every activity.")),
        ("assessment", not have["unassessed"], _("Assess every core category, or mark it “not assessed”.")),
        ("conclusions", have["conclusions"], _("State at least one conclusion.")),
        ("outlook", visit.summary_th or visit.summary_en, _("Summarise the visit in a few sentences.")),
    )
    own = [(key, message) for key, there, message in checks if not there]
    return own + [row for section in SECTIONS if section.check for row in import_string(section.check)(visit)]


def _has(visit: Visit) -> dict[str, bool]:
    """What the report has, in one query."""
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    activities = Activity.objects.filter(stop__visit=OuterRef("pk"))
    assessed = Assessment.objects.filter(visit=OuterRef(OuterRef("pk")), category=OuterRef("pk"))
    asked = {
        "districts": Visit.districts.through.objects.filter(visit=OuterRef("pk")),
        "leaders": MissionMember.objects.filter(visit=OuterRef("pk"), role=MissionMember.Role.LEADER),
        "stops": stops,
        "arrived": stops.filter(arrived_at__isnull=False),
        "activities": activities,
        "silent": activities.filter(narrative=""),
        "unassessed": NtsCategory.objects.filter(~Exists(assessed), is_core=True),
        "conclusions": Conclusion.objects.filter(visit=OuterRef("pk")),
    }
    answers = Visit.objects.values_list(*map(Exists, asked.values())).get(pk=visit.pk)
    return dict(zip(asked, answers, strict=True))
