"""Briefings, consultations, observations, center reviews and practice studies: what people said and do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.kinds.base import Count, Details, any_of, day, line, one_of, text, yes_no
from visits.models import ActivityKind

CONSENTS = [
    ("none", _("no consent to be named")),
    ("verbal", _("verbal consent")),
    ("written", _("written consent")),
]
ROUTES = [
    ("s64_daily", _("s.64 daily")),
    ("s64_seasonal", _("s.64 seasonal")),
    ("mou", _("MoU")),
    ("other", _("other")),
    ("unknown", _("not known")),
]
ORIGINS = [("KH", _("Cambodia")), ("LA", _("Laos")), ("MM", _("Myanmar")), ("VN", _("Viet Nam")), ("other", _("other"))]


class BriefingDetails(Details):
    kind = ActivityKind.BRIEFING

    presenter = line(_("Presented by"), _("A public office holder, by name or office."))
    position = line(_("Position"), _("For example: district chief of Pong Nam Ron."))
    attribution = line(_("How it may be quoted"), _("For example: by office, not by name."))
    topics = text(_("Topics"), _("One a line. For example: establishment of the coordination center."))

    public = frozenset({"position", "topics"})


class ConsultationDetails(Details):
    """The person is named in a public edition only with consent (PDPA 2019)."""

    kind = ActivityKind.CONSULTATION

    person = line(_("Person consulted"))
    position = line(_("Position"), _("For example: president."))
    organisation = line(_("Organisation"), _("For example: Border Trade and Tourism Association."))
    consent = forms.ChoiceField(
        label=_("Consent to be named"),
        help_text=_("Without consent only the organisation appears in a public edition."),
        choices=CONSENTS,
        required=False,
        widget=forms.RadioSelect,
    )
    topics = text(_("Topics"))
    said = text(_("What was said"), _("In your own words, without what could identify third persons."))

    public = frozenset({"organisation", "topics", "person", "position"})

    @classmethod
    def publishable(cls, details: dict[str, Any]) -> frozenset[str]:
        named = details.get("consent") in ("verbal", "written")
        return cls.public if named else cls.public - {"person", "position"}


class ObservationDetails(Details):
    """Counts only: nobody is described so that they could be recognised."""

    kind = ActivityKind.OBSERVATION

    women = Count(label=_("Women"), help_text=_("Counts only, no names."))
    men = Count(label=_("Men"))
    children = Count(label=_("Accompanying children"))
    origin = any_of(_("Origin"), ORIGINS)
    crop = line(_("Crop or work"), _("For example: longan, picking and sorting."))
    season = line(_("Season"), _("For example: September to January."))
    permit_route = one_of(_("Permit route"), ROUTES, _("Under which rule most of them work."))
    housing = text(_("Housing"), _("For example: rooms on the orchard, water and electricity."))
    wage_note = line(_("Note on wages"), _("For example: paid by the day, at the minimum wage."))
    children_care = line(_("School or care of the children"))
    access_to_help = yes_no(_("Know where to turn for help"))

    groups = (
        (_("People"), ("women", "men", "children", "origin")),
        (_("Work"), ("crop", "season", "permit_route", "wage_note")),
        (_("Living"), ("housing", "children_care", "access_to_help")),
    )
    public = frozenset({"origin", "crop", "season", "permit_route"})  # numbers: as `labour.disclosure` lets them


class CenterReviewDetails(Details):
    kind = ActivityKind.CENTER_REVIEW

    head = line(_("Head"), _("The district chief heads the center."))
    secretary = line(_("Secretary"), _("The deputy district chief for security."))
    established_on = day(_("Established on"))
    functional = yes_no(_("Functional"), _("Seats filled, meets, takes reports."))
    meetings_held = Count(label=_("Meetings held"), max_value=10_000)
    reports_received = Count(label=_("Public reports received"))
    reports_resolved = Count(label=_("Public reports resolved"))
    people_trained = Count(label=_("People trained"))
    women_trained = Count(label=_("Of these women"))
    needs = text(_("What the center needs"), _("For example: a budget line for the hotline."))

    public = frozenset(
        {
            "established_on", "functional", "meetings_held", "reports_received", "reports_resolved", "people_trained",
            "women_trained",
        }
    )  # fmt: skip
    in_order = (
        ("reports_resolved", "reports_received", _("There cannot be fewer reports received than resolved.")),
        ("women_trained", "people_trained", _("There cannot be fewer people than women among them.")),
    )


class PracticeStudyDetails(Details):
    kind = ActivityKind.PRACTICE_STUDY

    theme = line(_("Theme"), _("For example: building strong cross-border communities."))
    what_works = text(_("What works"), _("For example: headmen of both sides call each other before a fair."))
    success_factors = text(_("Success factors"))
    constraints = text(_("Constraints"))
    replication = text(_("Conditions for replication"), _("What another district needs to do the same."))

    public = frozenset({"theme", "what_works", "success_factors", "constraints", "replication"})


class OtherDetails(Details):
    kind = ActivityKind.OTHER

    subject = line(_("Subject"))

    public = frozenset({"subject"})
