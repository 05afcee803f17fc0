"""Checkpoint inspection: what the official form asks at a border point."""

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.kinds.base import ClockField, Count, Details, any_of, day, line, text, yes_no
from visits.models import ActivityKind

DOCUMENTS = [
    ("passport", _("passport")),
    ("border_pass", _("border pass")),
    ("temporary_pass", _("temporary border pass")),
    ("work_permit", _("work permit or s.64 card")),
    ("thai_id", _("Thai identity card")),
    ("certificate", _("certificate of the village or district")),
    ("other", _("other")),
]
EQUIPMENT = [
    ("document_reader", _("document reader")),
    ("biometrics", _("fingerprint or face capture")),
    ("baggage_scanner", _("baggage scanner")),
    ("vehicle_scanner", _("vehicle scanner")),
    ("metal_detector", _("metal detector")),
    ("network", _("link to the immigration system")),
    ("radio", _("radio")),
    ("generator", _("reserve power")),
]
RATINGS = [
    ("0", _("0 not working")),
    ("1", _("1 serious gaps")),
    ("2", _("2 gaps")),
    ("3", _("3 good")),
    ("4", _("4 exemplary")),
    ("", _("not rated")),
]


class InspectionDetails(Details):
    kind = ActivityKind.INSPECTION

    official_opens = ClockField(label=_("Official opening time"), help_text=_("For example 08:00."))
    official_closes = ClockField(label=_("Official closing time"), help_text=_("For example 20:00."))
    observed_opens = ClockField(label=_("Observed opening time"))
    observed_closes = ClockField(label=_("Observed closing time"))
    hours_note = line(_("Note on the hours"), _("For example: goods lane closes at 16:00."))
    agencies_present = text(_("Agencies present"), _("For example: immigration, customs, disease control, BPP."))
    staff_on_duty = Count(label=_("Staff on duty"), max_value=5000)
    staff_vacant = Count(label=_("Posts vacant"), max_value=5000)
    lanes_total = Count(label=_("Lanes"), max_value=100)
    lanes_open = Count(label=_("Lanes open"), max_value=100)
    lanes_pedestrian = Count(label=_("Of these for people on foot"), max_value=100)
    count_start = day(_("Counts from"), _("The period that the counts below are about."))
    count_end = day(_("Counts to"))
    people_in = Count(label=_("People in"))
    people_out = Count(label=_("People out"))
    vehicles_in = Count(label=_("Vehicles in"))
    vehicles_out = Count(label=_("Vehicles out"))
    goods_in = Count(label=_("Goods in, baht"), max_value=10**12)
    goods_out = Count(label=_("Goods out, baht"), max_value=10**12)
    goods_main = line(_("Main goods"), _("For example: cassava, maize, longan."))
    counts_source = line(_("Source of the counts"), _("For example: register of the customs post, February."))
    documents = any_of(_("Documents accepted"), DOCUMENTS)
    documents_note = line(_("Note on documents"))
    s64_processing = yes_no(_("Processes workers under s.64"), _("Foreign Workers Management Decree BE 2560."))
    s64_daily = Count(label=_("s.64 daily workers in the period"))
    s64_seasonal = Count(label=_("s.64 seasonal workers in the period"))
    equipment = any_of(_("Equipment in working order"), EQUIPMENT)
    cctv_total = Count(label=_("CCTV cameras"), max_value=10_000)
    cctv_working = Count(label=_("Cameras working"), max_value=10_000)
    health_screening = yes_no(_("Health screening"))
    health_note = line(_("How health is screened"), _("For example: thermal camera, referral to the hospital."))
    queue_minutes = Count(label=_("Queue at the busiest time, minutes"), max_value=1440)
    bilingual_signs = yes_no(_("Signs in both languages"))
    hotline_shown = yes_no(_("Hotline displayed"), _("For example 1300, or the center's own."))
    hotline_number = line(_("Which hotline"), limit=60)
    vulnerable_room = yes_no(_("Room for vulnerable persons"), _("A place to talk apart, with a seat and water."))
    goods_seized = text(_("Goods seized, in total"), _("Kinds and quantities only, no names."))
    counterpart_contact = line(_("Contact on the other side"), _("Office and how it is reached."))
    last_joint_meeting = day(_("Last joint meeting"))
    defects = text(_("Defects"), _("What is broken or missing, where."))
    rating = forms.ChoiceField(label=_("Overall rating"), choices=RATINGS, required=False, widget=forms.RadioSelect)
    photo_restrictions = line(_("Restrictions on photographs"), _("For example: no pictures of the inspection lane."))

    groups = (
        (_("Hours"), ("official_opens", "official_closes", "observed_opens", "observed_closes", "hours_note")),
        (
            _("Staff and lanes"),
            ("agencies_present", "staff_on_duty", "staff_vacant", "lanes_total", "lanes_open", "lanes_pedestrian"),
        ),
        (
            _("Traffic"),
            (
                "count_start", "count_end", "people_in", "people_out", "vehicles_in", "vehicles_out",
                "goods_in", "goods_out", "goods_main", "counts_source",
            ),
        ),
        (
            _("Documents and workers"),
            ("documents", "documents_note", "s64_processing", "s64_daily", "s64_seasonal"),
        ),
        (
            _("Equipment and service"),
            (
                "equipment", "cctv_total", "cctv_working", "health_screening", "health_note", "queue_minutes",
                "bilingual_signs", "hotline_shown", "hotline_number", "vulnerable_room",
            ),
        ),
        (
            _("Findings"),
            ("goods_seized", "counterpart_contact", "last_joint_meeting", "defects", "rating", "photo_restrictions"),
        ),
    )  # fmt: skip
    public = frozenset(
        {
            "official_opens", "official_closes", "hours_note", "lanes_total", "lanes_pedestrian",
            "count_start", "count_end", "people_in", "people_out", "vehicles_in", "vehicles_out", "goods_in",
            "goods_out", "goods_main", "counts_source", "documents", "s64_processing", "s64_daily",
            "s64_seasonal", "health_screening", "queue_minutes", "bilingual_signs", "hotline_shown",
            "hotline_number", "vulnerable_room", "last_joint_meeting",
        }
    )  # fmt: skip
    restricted = frozenset({"counterpart_contact"})
    in_order = (
        ("official_opens", "official_closes", _("The closing time must be after the opening time.")),
        ("observed_opens", "observed_closes", _("The closing time must be after the opening time.")),
        ("count_start", "count_end", _("The last day must not be before the first.")),
        ("lanes_open", "lanes_total", _("There cannot be fewer lanes than open lanes.")),
        ("lanes_pedestrian", "lanes_total", _("There cannot be fewer lanes than lanes for people on foot.")),
        ("cctv_working", "cctv_total", _("There cannot be fewer cameras than working cameras.")),
    )
