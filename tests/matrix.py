"""Who gets what at which address: the committed answer, closed by default.

A row is an address on a report in one state; its columns are VISITORS, in that order. `in` is the way to the
sign-in page. An address that has no row here fails `tests/test_matrix.py`.
"""

from dataclasses import dataclass, field
from typing import Any

from exports.datasets import DATASETS

VISITORS = ("anonymous", "officer", "center", "reviewer", "director", "partner", "auditor", "admin")
#            anonymous officer center reviewer director partner auditor admin
ALL_302 = "302 302 302 302 302 302 302 302"
ALL_405 = "405 405 405 405 405 405 405 405"
ALL_422 = "422 422 422 422 422 422 422 422"
ALL_200 = "200 200 200 200 200 200 200 200"
SIGNED_IN = "in  200 200 200 200 200 200 200"
READ_ONLY = "in  405 405 405 405 405 405 405"
NOBODY = "in  403 403 403 403 403 403 403"
REPORTING = "in  200 200 200 200 403 403 403"
REPORTING_405 = "in  405 405 405 405 403 403 403"
EDITIONS = "in  200 200 200 200 200 403 403"
EDITIONS_405 = "in  405 405 405 405 405 403 403"
REFERENCE = "in  200 200 200 200 403 403 200"
REFERENCE_405 = "in  405 405 405 405 403 403 405"
AUTHOR = "in  200 403 403 403 403 403 403"
AUTHOR_302 = "in  302 403 403 403 403 403 403"
AUTHOR_405 = "in  405 403 403 403 403 403 403"
AUTHOR_409 = "in  409 403 403 403 403 403 403"
AUTHOR_422 = "in  422 403 403 403 403 403 403"


@dataclass(frozen=True)
class Row:
    """`on`: the state of the report; `args`: of the address, things by their kind; `data`: what POST sends."""

    name: str
    get: str
    post: str
    on: str = "published"
    args: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""

    def __str__(self) -> str:
        words = [self.name, self.on if "reference" in self.args else "", *map(str, self.args.values()), self.query]
        return " ".join(word for word in words if word and word != "visit")


def of_visit(name: str, on: str, get: str, post: str, **more: Any) -> Row:
    data, query = more.pop("data", {}), more.pop("query", "")
    return Row(name, get, post, on=on, args={"reference": "visit", **more}, data=data, query=query)


FRAME = [
    Row("reports:home", "in  200 200 200 200 302 200 200", READ_ONLY),
    Row("ui:more", SIGNED_IN, READ_ONLY),
    Row("ui:gallery", SIGNED_IN, READ_ONLY),
    Row("ui:set_language", ALL_302, ALL_302),
    Row("jobs:healthz", ALL_200, ALL_405),
    Row("accounts:me", SIGNED_IN, "in  422 422 422 422 422 422 422"),
    Row("accounts:access_log", "in  403 403 403 403 403 200 403", "in  403 403 403 403 403 405 403"),
    Row("places:basemap", SIGNED_IN, READ_ONLY),
    Row("places:districts", SIGNED_IN, READ_ONLY),
]

CENTER = {"code": "center"}
CHECK = {"code": "center", "pk": "readiness"}
REPORT = {"code": "center", "year": 2566, "running": 1}
RECEIVERS = "in  403 200 200 200 403 403 403"
RECEIVERS_405 = "in  403 405 405 405 403 403 403"
RECEIVERS_409 = "in  403 409 409 409 403 403 403"
RECEIVERS_422 = "in  403 422 422 422 403 403 403"
CHECKPOINT = {"code": "checkpoint"}
PLACES = [
    Row("centers:list", REFERENCE, REFERENCE_405),
    Row("centers:detail", REFERENCE, REFERENCE_405, args=CENTER),
    Row("centers:new", "in  403 403 200 200 403 403 200", "in  403 403 422 422 403 403 422"),
    *(
        Row(
            f"centers:{name}",
            "in  403 200 200 200 403 403 200",
            "in  403 422 422 422 403 403 422",
            args=CENTER,
        )
        for name in ("edit", "position", "status", "roster", "readiness_new")
    ),
    Row("centers:roster_verified", "in  403 405 405 405 403 403 405", "in  403 422 422 422 403 403 422", args=CENTER),
    Row("centers:readiness", REFERENCE, REFERENCE_405, args=CENTER),
    Row("centers:readiness_check", REFERENCE, REFERENCE_405, args=CHECK),
    Row("centers:readiness_edit", "in  403 200 403 403 403 403 403", "in  403 422 403 403 403 403 403", args=CHECK),
    Row("centers:all_reports", RECEIVERS, RECEIVERS_405),
    Row("centers:reports", RECEIVERS, RECEIVERS_405, args=CENTER),
    Row("centers:report_new", RECEIVERS, RECEIVERS_422, args=CENTER),
    Row("centers:report", RECEIVERS, RECEIVERS_405, args=REPORT),
    Row("centers:report", "in  403 404 404 404 403 403 403", RECEIVERS_405, args=REPORT | {"running": 2}),
    Row("centers:report_edit", RECEIVERS, RECEIVERS_422, args=REPORT),
    Row("centers:report_step", RECEIVERS, RECEIVERS_422, args=REPORT | {"state": "acknowledged"}),
    Row("centers:report_step", RECEIVERS_409, RECEIVERS_409, args=REPORT | {"state": "resolved"}),
    Row("centers:reporter", RECEIVERS_405, RECEIVERS, args=REPORT),
    Row("centers:reporter_edit", RECEIVERS, RECEIVERS_422, args=REPORT),
    Row("centers:retire", "in  403 403 200 200 403 403 200", "in  403 403 422 422 403 403 422", args=CENTER),
    Row("checkpoints:list", REFERENCE, REFERENCE_405),
    Row("checkpoints:detail", REFERENCE, REFERENCE_405, args=CHECKPOINT),
    Row("checkpoints:new", "in  200 403 200 200 403 403 200", "in  422 403 422 422 403 403 422"),
    *(
        Row(
            f"checkpoints:{name}",
            "in  200 403 200 200 403 403 200",
            "in  422 403 422 422 403 403 422",
            args=CHECKPOINT,
        )
        for name in ("edit", "position", "status", "retire")
    ),
    Row(
        "checkpoints:proposal",
        "in  200 403 200 200 403 403 200",
        "in  422 403 422 422 403 403 422",
        args=CHECKPOINT | {"pk": "proposal"},
    ),
]

SEASONS = "in  403 403 200 200 403 403 200"
SEASONS_422 = "in  403 403 422 422 403 403 422"
LABOUR = [
    Row("labour:list", REFERENCE, REFERENCE_405),
    Row("labour:district", REFERENCE, REFERENCE_405, args={"code": "2204"}),
    Row("labour:district", "in  404 404 404 404 403 403 404", REFERENCE_405, args={"code": "9999"}),
    Row("labour:season_new", SEASONS, SEASONS_422, args={"code": "2204"}),
    Row("labour:season", SEASONS, SEASONS_422, args={"pk": "season"}),
    Row("labour:season", "in  403 403 404 404 403 403 404", "in  403 403 404 404 403 403 404", args={"pk": 999999}),
]

KEEPER = "in  403 403 403 403 403 403 200"
KEEPER_302 = "in  403 403 403 403 403 403 302"
KEEPER_404 = "in  403 403 403 403 403 403 404"
KEEPER_405 = "in  403 403 403 403 403 403 405"
KEEPER_409 = "in  403 403 403 403 403 403 409"
KEEPER_422 = "in  403 403 403 403 403 403 422"


def of_checklist(name: str, number: int, get: str, post: str, **more: Any) -> Row:
    """`number`: 1 is in use, 2 the draft."""
    query = more.pop("query", "")
    return Row(f"checklists:{name}", get, post, args={"code": "checklist", "number": number, **more}, query=query)


CHECKLISTS = [
    Row("checklists:list", KEEPER, KEEPER_405),
    Row("checklists:new", KEEPER, KEEPER_422),
    Row("checklists:import", KEEPER, KEEPER_422),
    Row("checklists:detail", KEEPER, KEEPER_405, args={"code": "checklist"}),
    Row("checklists:names", KEEPER, KEEPER_422, args={"code": "checklist"}),
    Row("checklists:draft", KEEPER_405, KEEPER_302, args={"code": "checklist"}),
    of_checklist("version", 1, KEEPER, KEEPER_405),
    of_checklist("version", 2, KEEPER, KEEPER_405),
    of_checklist("version", 3, KEEPER_404, KEEPER_405),
    of_checklist("preview", 1, KEEPER, KEEPER_422),
    of_checklist("export", 1, KEEPER, KEEPER_405),
    of_checklist("publish", 1, KEEPER_405, NOBODY),
    of_checklist("publish", 2, KEEPER_405, KEEPER_409),
    of_checklist("retire", 1, KEEPER, KEEPER_409),
    of_checklist("discard", 1, NOBODY, NOBODY),
    of_checklist("discard", 2, KEEPER, KEEPER_409),
    of_checklist("section_new", 1, NOBODY, NOBODY),
    of_checklist("section_new", 2, KEEPER, KEEPER_422),
    of_checklist("section", 2, KEEPER, KEEPER_422, key="power"),
    of_checklist("section", 2, KEEPER_404, KEEPER_404, key="nothing"),
    of_checklist("question_new", 1, NOBODY, NOBODY, query="section=power&kind=text"),
    of_checklist("question_new", 2, KEEPER, KEEPER_422, query="section=power&kind=choice"),
    of_checklist("question_new", 2, KEEPER_404, KEEPER_404, query="section=power&kind=poem"),
    of_checklist("question", 1, NOBODY, NOBODY, key="fuel"),
    of_checklist("question", 2, KEEPER, KEEPER_422, key="fuel"),
    of_checklist("move", 2, KEEPER_405, KEEPER_409, key="fuel"),
    of_checklist("remove", 2, KEEPER, KEEPER_409, key="order"),
    of_checklist("remove", 2, KEEPER, KEEPER_422, key="generator"),
]

#                                          anonymous officer center reviewer director partner auditor admin
VIEW_404, VIEW_405 = "in  403 403 404 404 403 403 403", "in  403 403 405 405 403 403 403"
INTERNAL, PUBLIC = "edition=internal", "edition=public"
READING = [
    Row("visits:list", REPORTING, REPORTING_405),
    Row("visits:editions", EDITIONS, EDITIONS_405),
    of_visit("visits:detail", "published", REPORTING, REPORTING_405),
    of_visit("visits:detail", "approved", REPORTING, REPORTING_405),
    of_visit("visits:detail", "endorsed", "in  200 404 200 200 403 403 403", REPORTING_405),
    of_visit("visits:detail", "submitted", "in  200 404 200 200 403 403 403", REPORTING_405),
    of_visit("visits:detail", "returned", "in  200 404 200 200 403 403 403", REPORTING_405),
    of_visit("visits:detail", "draft", "in  200 404 404 404 403 403 403", REPORTING_405),
    of_visit("visits:detail", "planned", "in  200 404 200 200 403 403 403", REPORTING_405),
    of_visit("visits:revision", "published", REPORTING, REPORTING_405, revision=1),
    of_visit("visits:revision", "published", "in  404 404 404 404 403 403 403", REPORTING_405, revision=2),
    of_visit("visits:revision", "draft", "in  200 404 404 404 403 403 403", REPORTING_405, revision=1),
    of_visit("visits:edition", "published", EDITIONS, EDITIONS_405),
    of_visit("visits:edition", "approved", "in  403 403 403 200 404 403 403", EDITIONS_405),
    of_visit("visits:edition", "draft", "in  403 404 404 404 404 403 403", EDITIONS_405),
    of_visit("visits:history", "published", REPORTING, REPORTING_405),
    of_visit("visits:history", "draft", "in  200 404 404 404 403 403 403", REPORTING_405),
    of_visit("reports:visit_pdf", "published", EDITIONS, EDITIONS_405, query="edition=public&lang=en"),
    of_visit("reports:visit_pdf", "published", REPORTING, EDITIONS_405, query="edition=internal&lang=th"),
    of_visit("reports:visit_pdf", "approved", "in  403 403 403 200 404 403 403", EDITIONS_405, query=PUBLIC),
    of_visit("reports:visit_pdf", "submitted", "in  200 404 200 200 404 403 403", EDITIONS_405, query=INTERNAL),
    of_visit("reports:visit_pdf", "draft", "in  200 404 404 404 404 403 403", EDITIONS_405, query=INTERNAL),
    Row("reports:map", REFERENCE, REFERENCE_405),
    Row("reports:map_data", REFERENCE, REFERENCE_405),
    *(
        Row("reports:place", REPORTING, REPORTING_405, args={"kind": kind, "code": code})
        for kind, code in (
            ("province", "22"),
            ("district", "2204"),
            ("checkpoint", "ban-laem"),
            ("center", "nts-2204"),
        )
    ),
    Row("reports:place", "in  404 404 404 404 403 403 403", REPORTING_405, args={"kind": "visit", "code": "1"}),
    Row("reports:compare", REPORTING, REPORTING_405),
    Row("reports:compare", REPORTING, REPORTING_405, query="place=district-2204&place=checkpoint-ban-laem"),
    Row("reports:compare", REPORTING, REPORTING_405, query="place=center-nts-2204&with=year"),
    Row("reports:notable", "in  403 403 200 200 403 403 403", "in  403 403 405 405 403 403 403"),
    Row("reports:map_data", REFERENCE, REFERENCE_405, query="layer=findings&layer=goods&layer=patrols&period=fy2566"),
    Row("reports:map", REFERENCE, REFERENCE_405, query="layer=findings&layer=goods&layer=patrols&shade=major"),
    Row("reports:map_picture", REFERENCE, REFERENCE_405),
    Row("reports:map_offline", ALL_200, ALL_405),
    Row("reports:map_worker", ALL_200, ALL_405),
    *(
        Row(f"reports:{page}", "in  403 403 200 200 403 403 403", "in  403 403 405 405 403 403 403")
        for page in ("dashboard", "dashboard_work", "dashboard_found")
    ),
    Row("reports:views", "in  403 403 200 200 403 403 403", "in  403 403 422 422 403 403 403"),
    Row("reports:view", "in  403 403 200 403 403 403 403", "in  403 403 422 403 403 403 403", args={"pk": "saved"}),
    Row("reports:view", VIEW_404, VIEW_404, args={"pk": 999999}),
    *(
        Row(f"reports:{name}", VIEW_405, "in  403 403 302 403 403 403 403", args={"pk": "saved"})
        for name in ("view_start", "view_remove")
    ),
    Row("reports:start", "in  302 302 302 302 302 302 302", READ_ONLY),
]

PUBLISHED = {"code": "practice"}
OPEN_PICTURE = {"code": "practice", "pk": 1, "size": "thumb"}
SHUT = "404 404 404 404 404 404 404 404"  # until the site opens its library to everybody
LIBRARY = [
    Row("practices:list", EDITIONS, EDITIONS_405),
    Row("practices:compare", EDITIONS, EDITIONS_405),
    Row("practices:detail", EDITIONS, EDITIONS_405, args=PUBLISHED),
    Row("practices:photo", "in  404 404 404 404 404 403 403", EDITIONS_405, args=OPEN_PICTURE),
    Row("reports:practice_pdf", EDITIONS, EDITIONS_405, args=PUBLISHED, query="lang=en"),
    Row("reports:practice_pdf", REPORTING, EDITIONS_405, args=PUBLISHED, query=INTERNAL),
    Row("reports:practices_pdf", "in  302 302 302 302 302 403 403", EDITIONS_405),
    Row("library:list", SHUT, ALL_405),
    Row("library:detail", SHUT, ALL_405, args=PUBLISHED),
    Row("library:photo", SHUT, ALL_405, args=OPEN_PICTURE),
]

REVIEWER_405 = "in  403 403 405 403 403 403 403"
DIRECTOR_405 = "in  403 403 403 405 403 403 403"
DECIDERS = "in  403 403 200 200 403 403 403"
DECIDERS_302 = "in  403 403 302 302 403 403 403"
DECIDERS_405 = "in  403 403 405 405 403 403 403"
MISSION_OR_DECIDERS_302 = "in  302 403 302 302 403 403 403"
MISSION_OR_DECIDERS_405 = "in  405 403 405 405 403 403 403"
NOW = {"version": "version"}
BECAUSE = {"version": "version", "reason": "The count at the second stop is missing."}
REMARK = {"section": "results", "text": "How many lanes?"}

DECIDING = [
    of_visit("visits:review", "submitted", DECIDERS, DECIDERS_405),
    of_visit("visits:review", "published", DECIDERS, DECIDERS_405),
    of_visit("visits:review", "draft", "in  403 403 404 404 403 403 403", DECIDERS_405),
    of_visit("visits:endorse", "submitted", REVIEWER_405, "in  403 403 302 403 403 403 403", data=NOW),
    of_visit("visits:endorse", "submitted", REVIEWER_405, "in  403 403 422 403 403 403 403"),
    of_visit("visits:endorse", "draft", REVIEWER_405, "in  403 403 404 403 403 403 403", data=NOW),
    of_visit("visits:endorse", "endorsed", REVIEWER_405, "in  403 403 409 403 403 403 403", data=NOW),
    of_visit("visits:return", "submitted", DECIDERS_405, "in  403 403 302 403 403 403 403", data=BECAUSE),
    of_visit("visits:return", "submitted", DECIDERS_405, "in  403 403 422 422 403 403 403", data=NOW),
    of_visit("visits:return", "endorsed", DECIDERS_405, "in  403 403 403 302 403 403 403", data=BECAUSE),
    of_visit("visits:approve", "endorsed", DIRECTOR_405, "in  403 403 403 302 403 403 403", data=NOW),
    of_visit("visits:approve", "submitted", DIRECTOR_405, "in  403 403 403 409 403 403 403", data=NOW),
    of_visit("visits:publish", "approved", DIRECTOR_405, "in  403 403 403 302 403 403 403", data=NOW),
    of_visit("visits:publish", "endorsed", DIRECTOR_405, "in  403 403 403 409 403 403 403", data=NOW),
    of_visit("visits:withdraw", "published", DIRECTOR_405, "in  403 403 403 302 403 403 403", data=BECAUSE),
    of_visit("visits:withdraw", "published", DIRECTOR_405, "in  403 403 403 422 403 403 403", data=NOW),
    of_visit("visits:comment", "submitted", DECIDERS_405, DECIDERS_302, data=REMARK),
    of_visit("visits:comment", "submitted", DECIDERS_405, "in  403 403 422 422 403 403 403"),
    of_visit("visits:comment", "published", DECIDERS_405, NOBODY, data=REMARK),
    of_visit("visits:comment", "draft", DECIDERS_405, "in  403 403 404 404 403 403 403", data=REMARK),
    of_visit(
        "visits:resolve",
        "submitted",
        "in  405 403 405 405 403 403 403",
        "in  302 403 302 302 403 403 403",
        pk="comment",
    ),
]


FILING = [
    Row("visits:new", AUTHOR, AUTHOR_422),
    of_visit("visits:start", "planned", AUTHOR_405, AUTHOR_302),
    of_visit("visits:start", "published", AUTHOR_405, NOBODY),
    of_visit("visits:amend", "published", AUTHOR_405, AUTHOR_302),
    of_visit("visits:amend", "approved", AUTHOR_405, AUTHOR_302),
    of_visit("visits:amend", "draft", AUTHOR_405, NOBODY),
    of_visit("visits:tasks", "draft", AUTHOR, AUTHOR_405),
    of_visit("visits:tasks", "returned", AUTHOR, AUTHOR_405),
    of_visit("visits:tasks", "submitted", AUTHOR_302, AUTHOR_405),
    of_visit("visits:tasks", "published", AUTHOR_302, AUTHOR_405),
    of_visit("visits:check", "draft", AUTHOR, AUTHOR_405),
    of_visit("visits:check", "published", AUTHOR_302, AUTHOR_405),
    of_visit("visits:submit", "draft", AUTHOR_405, AUTHOR_302, data=NOW),
    of_visit("visits:submit", "draft", AUTHOR_405, AUTHOR_409),
    of_visit("visits:submit", "submitted", AUTHOR_405, NOBODY, data=NOW),
    *(
        of_visit("visits:section", "draft", AUTHOR, AUTHOR_422, key=key)
        for key in ("basics", "assignment", "purpose", "outlook")
    ),
    of_visit("visits:section", "draft", AUTHOR, AUTHOR_409, key="assessment"),
    *(
        of_visit("visits:section", "draft", AUTHOR, AUTHOR_302, key=key)
        for key in ("team", "itinerary", "results", "factors", "conclusions")
    ),
    of_visit("visits:section", "draft", "in  404 403 403 403 403 403 403", "in  404 403 403 403 403 403 403", key="no"),
    *(of_visit("visits:section", "submitted", AUTHOR_302, NOBODY, key=key) for key in ("basics", "team")),
    of_visit("visits:section", "published", AUTHOR_302, NOBODY, key="outlook"),
    *(
        of_visit("visits:item_new", "draft", AUTHOR, AUTHOR_422, key=key)
        for key in ("team", "itinerary", "factors", "conclusions")
    ),
    of_visit("visits:item_new", "draft", AUTHOR, AUTHOR_422, key="results", query="stop={stop}&kind=consultation"),
    of_visit("visits:item_new", "published", AUTHOR_302, NOBODY, key="team"),
    of_visit("visits:item", "draft", AUTHOR, AUTHOR_422, key="team", pk="member"),
    of_visit("visits:item", "draft", AUTHOR, AUTHOR_422, key="itinerary", pk="stop"),
    of_visit("visits:item", "published", AUTHOR_302, NOBODY, key="team", pk="member"),
    of_visit("visits:item_remove", "draft", AUTHOR, AUTHOR_302, key="team", pk="member"),
    of_visit("visits:item_remove", "published", AUTHOR_302, NOBODY, key="team", pk="member"),
    of_visit("visits:item_move", "draft", AUTHOR_405, AUTHOR_302, key="team", pk="member"),
    of_visit("visits:item_move", "published", AUTHOR_405, NOBODY, key="team", pk="member"),
]

MISSION = "in  200 404 404 404 404 403 403"
CIRCLE = "in  200 404 200 200 404 403 403"
SERVED = [
    *(
        of_visit("visits:photo", "published", EDITIONS, READ_ONLY, pk="photo", size=s)
        for s in ("thumb", "screen", "print")
    ),
    of_visit("visits:photo", "published", "in  200 403 200 200 403 403 403", READ_ONLY, pk="photo", size="original"),
    of_visit("visits:photo", "published", CIRCLE, READ_ONLY, pk="secret", size="screen"),
    of_visit("visits:photo", "published", CIRCLE, READ_ONLY, pk="secret", size="original"),
    of_visit("visits:photo", "submitted", CIRCLE, READ_ONLY, pk="photo", size="thumb"),
    of_visit("visits:photo", "draft", MISSION, READ_ONLY, pk="photo", size="thumb"),
    of_visit("visits:photo", "draft", MISSION, READ_ONLY, pk="photo", size="original"),
    of_visit("visits:document", "published", REPORTING, READ_ONLY, pk="document"),
    of_visit("visits:document", "draft", "in  200 404 404 404 403 403 403", READ_ONLY, pk="document"),
]

FILING_MEDIA = [
    of_visit("visits:photos", "draft", AUTHOR, AUTHOR_422),
    of_visit("visits:photos", "published", AUTHOR_302, NOBODY),
    of_visit("visits:photo_edit", "draft", AUTHOR, AUTHOR_422, pk="photo"),
    of_visit("visits:photo_edit", "published", AUTHOR_302, NOBODY, pk="photo"),
    of_visit("visits:photo_remove", "draft", AUTHOR, AUTHOR_302, pk="photo"),
    of_visit("visits:photo_remove", "published", AUTHOR_302, NOBODY, pk="photo"),
    of_visit("visits:documents", "draft", AUTHOR, AUTHOR_302),
    of_visit("visits:documents", "published", AUTHOR_302, NOBODY),
    of_visit("visits:document_remove", "draft", AUTHOR, AUTHOR_302, pk="document"),
    of_visit("visits:document_remove", "published", AUTHOR_302, NOBODY, pk="document"),
]

NOT_HERE = "in  403 403 404 404 403 403 403"  # nobody of that number owns an action
PROGRESS = {"version": 1, "state": "in_progress", "outcome": ""}
FOLLOWUPS = [
    Row("followups:list", REPORTING, REPORTING_405),
    Row("followups:calendar", REPORTING, REPORTING),
    Row("followups:calendar_revoke", REPORTING_405, "in  302 302 302 302 403 403 403"),
    Row("followups:digest", REPORTING_405, "in  302 302 302 302 403 403 403"),
    Row("followups:reassign", DECIDERS, REPORTING_405),
    Row("followups:reassign_person", NOT_HERE, NOT_HERE, args={"pk": 999999}),
    Row("followups:calendar_feed", "404 404 404 404 404 404 404 404", ALL_405, args={"secret": "never-given"}),
    Row("followups:detail", REPORTING, REPORTING_405, args={"pk": "followup"}),
    Row("followups:detail", MISSION.replace("404 403 403", "403 403 403"), REPORTING_405, "draft", {"pk": "followup"}),
    Row("followups:detail", REPORTING, REPORTING_405, args={"pk": "asked"}),
    Row("followups:detail", "in  200 404 200 200 403 403 403", REPORTING_405, args={"pk": "hidden"}),
    Row("followups:state", REPORTING_405, "in  403 404 302 302 403 403 403", args={"pk": "hidden"}, data=PROGRESS),
    Row("followups:assign", REPORTING_405, "in  403 403 422 422 403 403 403", args={"pk": "asked"}),
    Row("followups:state", REPORTING_405, "in  302 403 302 302 403 403 403", args={"pk": "followup"}, data=PROGRESS),
    Row("followups:state", REPORTING_405, "in  422 403 422 422 403 403 403", args={"pk": "followup"}),
    Row("followups:assign", REPORTING_405, "in  403 403 422 422 403 403 403", args={"pk": "followup"}),
    Row("followups:ask_defect", REPORTING, "in  422 422 422 422 403 403 403", args={"lineage": "defect"}),
    of_visit("followups:section", "draft", AUTHOR, AUTHOR_422),
    of_visit("followups:section", "published", AUTHOR_302, NOBODY),
    of_visit("followups:settle", "draft", AUTHOR_405, AUTHOR_302, data={"version": 1}),
    of_visit("followups:settle", "draft", AUTHOR_405, AUTHOR_409),
    of_visit("followups:settle", "published", AUTHOR_405, NOBODY),
    of_visit("followups:commitments", "draft", AUTHOR, AUTHOR_405),
    of_visit("followups:commitments", "returned", AUTHOR, AUTHOR_405),
    of_visit("followups:commitments", "published", AUTHOR_302, AUTHOR_405),
    of_visit("followups:answer", "returned", AUTHOR_405, AUTHOR_422, pk="commitment"),
    of_visit("followups:answer", "returned", AUTHOR_405, "in  404 403 403 403 403 403 403", pk="followup"),
    of_visit("followups:answer", "published", AUTHOR_405, NOBODY, pk="followup"),
    of_visit("followups:item", "draft", AUTHOR, AUTHOR_422, pk="followup"),
    of_visit("followups:item", "published", AUTHOR_302, NOBODY, pk="followup"),
    of_visit("followups:remove", "draft", AUTHOR_405, AUTHOR_302, pk="followup", data={"version": 1}),
    of_visit("followups:remove", "published", AUTHOR_405, NOBODY, pk="followup"),
]

GOODS, PAIR = {"code": "goods"}, {"pk": "double"}
STEP = {"last": 0, "step": "stored"}
IN_CIRCLE_405 = "in  405 403 405 405 403 403 403"
SEIZURES = [
    Row("seizures:list", REPORTING, REPORTING_405),
    Row("seizures:doubles", DECIDERS, DECIDERS_405),
    Row("seizures:double", DECIDERS, "in  403 403 422 422 403 403 403", args=PAIR),
    Row("seizures:detail", REPORTING, REPORTING_405, args=GOODS),
    Row("seizures:detail", MISSION.replace("404 403 403", "403 403 403"), REPORTING_405, "draft", GOODS),
    Row("seizures:custody", IN_CIRCLE_405, "in  422 403 422 422 403 403 403", args=GOODS, data=STEP),
    Row("seizures:custody", IN_CIRCLE_405, "in  409 403 409 409 403 403 403", args=GOODS),
    Row("seizures:custody", IN_CIRCLE_405, "in  403 403 404 404 403 403 403", "draft", GOODS, STEP),
]

#                 anonymous officer center reviewer director partner auditor admin
CANDIDATE = "in  200 404 403 403 403 403 403"
CANDIDATE_302 = "in  302 404 403 403 403 403 403"
CANDIDATE_422 = "in  422 404 403 403 403 403 403"
JUDGED = "in  200 404 200 200 403 403 403"
REPORTING_422 = "in  422 422 422 422 403 403 403"
DECIDERS_422 = "in  403 403 422 422 403 403 403"


def of_practice(name: str, code: str, get: str, post: str, **more: Any) -> Row:
    """`code`: candidate or library, both of the officer."""
    data = more.pop("data", {})
    return Row(f"practices:{name}", get, post, args={"code": code, **more}, data=data)


TO_VALIDATED = {"to": "validated", "version": "candidate_version"}
PRACTICES = [
    Row("practices:new", REPORTING, REPORTING_422),
    of_practice("write", "candidate", CANDIDATE, REPORTING_405),
    of_practice("write", "library", NOBODY, REPORTING_405),
    of_practice("edit", "candidate", CANDIDATE, CANDIDATE_422, key="summary"),
    of_practice("edit", "library", NOBODY, NOBODY, key="summary"),
    of_practice("evidence", "candidate", CANDIDATE, CANDIDATE_302),
    of_practice("evidence_pick", "candidate", CANDIDATE, CANDIDATE_422, reference="visit"),
    of_practice("evidence_pick", "library", NOBODY, NOBODY, reference="visit"),
    of_practice("evidence_piece", "candidate", CANDIDATE, CANDIDATE_422, pk="piece"),
    of_practice("evidence_remove", "candidate", CANDIDATE, CANDIDATE_302, pk="piece"),
    of_practice("evidence_remove", "library", NOBODY, NOBODY, pk="piece"),
    of_practice("evidence_cover", "candidate", REPORTING_405, "in  403 404 403 403 403 403 403", pk="piece"),
    of_practice("ratings", "candidate", CANDIDATE, CANDIDATE_302),
    of_practice("ratings", "library", DECIDERS, DECIDERS_302),
    of_practice("rate", "candidate", CANDIDATE, CANDIDATE_422, principle="trust"),
    of_practice("rate", "library", DECIDERS, DECIDERS_422, principle="trust"),
    of_practice("adoptions", "library", EDITIONS, EDITIONS_405),
    of_practice("adoption_new", "library", REPORTING, REPORTING_422),
    of_practice(
        "adoption", "library", "in  200 403 200 200 403 403 403", "in  422 403 422 422 403 403 403", pk="adoption"
    ),
    of_practice("action_new", "candidate", JUDGED, "in  422 404 422 422 403 403 403"),
    of_practice("action_new", "library", "in  200 403 200 200 403 403 403", "in  422 403 422 422 403 403 403"),
    of_practice("model_site", "library", DECIDERS, DECIDERS_422),
    of_practice("model_site", "candidate", "in  403 403 403 403 403 403 403", NOBODY),
    of_practice("review", "candidate", JUDGED, REPORTING_405),
    of_practice("review", "library", "in  200 403 200 200 403 403 403", REPORTING_405),
    of_practice("step", "candidate", REPORTING_405, "in  403 404 302 403 403 403 403", data=TO_VALIDATED),
    of_practice("step", "candidate", REPORTING_405, "in  409 404 409 409 403 403 403"),
]

SEALED = {"code": "identity"}
GLASS = {"reason": "The source is in danger tonight."}
VAULT = [
    Row("vault:list", REPORTING, REPORTING_405),
    Row("vault:list", REPORTING, REPORTING_405, query="of=area"),
    Row("vault:detail", JUDGED, REPORTING_405, args=SEALED),
    Row("vault:open", REPORTING_405, "in  200 404 403 403 403 403 403", args=SEALED),
    Row("vault:glass", DECIDERS, DECIDERS_422, args=SEALED),
    Row("vault:glass", DECIDERS, DECIDERS, args=SEALED, data=GLASS),
    Row("vault:change", REPORTING_405, "in  422 404 403 403 403 403 403", args=SEALED),
    Row("vault:readers", REPORTING_405, "in  422 404 422 422 403 403 403", args=SEALED),
    Row("vault:revoke", REPORTING_405, "in  302 404 302 302 403 403 403", args={**SEALED, "pk": "reader"}),
    Row("vault:erase", JUDGED, "in  302 404 302 302 403 403 403", args=SEALED),
    of_visit("visits:identity_new", "published", AUTHOR, AUTHOR_422, pk="hush"),
    of_visit("visits:identity_new", "draft", AUTHOR, AUTHOR_422, pk="hush"),
    of_visit("visits:identity_new", "published", NOBODY, NOBODY, pk="loud"),
]

# The pages of allauth. Signed in, one has no business on the way in; a second factor is asked again before it changes.
GONE = "404 404 404 404 404 404 404 404"
ONCE_OUT = "200 302 302 302 302 302 302 302"
NONE_YET = "in  404 404 404 404 404 404 404"
AGAIN = "in  302 302 302 302 302 302 302"
KEY = {"uidb36": "1", "key": "never-given"}
DOORS = [
    Row("accounts/", AGAIN, READ_ONLY),
    Row("account_login", ONCE_OUT, "422 302 302 302 302 302 302 302"),
    Row("account_logout", "302 200 200 200 200 200 200 200", ALL_302),
    Row("account_inactive", ALL_200, ALL_405),
    Row("account_reauthenticate", SIGNED_IN, "in  422 422 422 422 422 422 422"),
    Row("account_change_password", SIGNED_IN, "in  422 422 422 422 422 422 422"),
    Row("account_set_password", AGAIN, AGAIN),
    Row("account_reset_password", ALL_200, ALL_422),
    Row("account_reset_password_done", ALL_200, ALL_405),
    Row("account_reset_password_from_key_done", ALL_200, ALL_405),
    Row("account_reset_password_from_key", ALL_200, ALL_422, args=KEY),
    Row("mfa_index", SIGNED_IN, READ_ONLY),
    Row("mfa_authenticate", "in  302 302 302 302 302 302 302", "in  302 302 302 302 302 302 302"),
    Row("mfa_reauthenticate", AGAIN, AGAIN),
    Row("mfa_activate_totp", AGAIN, AGAIN),
    Row("mfa_deactivate_totp", NONE_YET, NONE_YET),
    Row("mfa_view_recovery_codes", NONE_YET, READ_ONLY),
    Row("mfa_generate_recovery_codes", AGAIN, AGAIN),
    Row("mfa_download_recovery_codes", NONE_YET, NONE_YET),
    Row("mfa_list_webauthn", SIGNED_IN, READ_ONLY),
    Row("mfa_add_webauthn", AGAIN, AGAIN),
    Row("mfa_login_webauthn", AGAIN, AGAIN),
    Row("mfa_reauthenticate_webauthn", AGAIN, AGAIN),
    Row("mfa_edit_webauthn", AGAIN, AGAIN, args={"pk": 1}),
    Row("mfa_remove_webauthn", AGAIN, AGAIN, args={"pk": 1}),
    *(
        Row(name, GONE, GONE)
        for name in ("account_signup", "account_email", "account_email_verification_sent", "account_confirm_login_code")
    ),
    Row("account_confirm_email", GONE, GONE, args={"key": "never-given"}),
]

RECORD = {"code": "patrol"}
OURS = RECORD | {"side": "side"}
SIGNATURE = {"revision": 3, "name": "Sok Dara", "position": "Commander", "unit": "RCAF 53", "confirmed": "on"}
PATROLS = [
    Row("patrols:list", REPORTING, REPORTING_405),
    Row("patrols:detail", REPORTING, REPORTING_405, args=RECORD),
    Row("patrols:version", REPORTING, REPORTING_405, args=OURS | {"version": 1}),
    Row("patrols:version", "in  404 404 404 404 403 403 403", REPORTING_405, args=OURS | {"version": 2}),
    Row("patrols:start", AUTHOR, AUTHOR_422, args={"lineage": "unrecorded"}),
    Row("patrols:start", AUTHOR_302, AUTHOR_422, args={"lineage": "lineage"}),
    Row("patrols:account", AUTHOR, AUTHOR_422, args=OURS),
    Row("patrols:account", NOBODY, NOBODY, args=RECORD | {"side": "counterpart"}),  # a link is open
    Row("patrols:sign", AUTHOR, AUTHOR_422, args=OURS),
    Row("patrols:sign", AUTHOR, AUTHOR_302, args=OURS, data=SIGNATURE),
    Row("patrols:invite", AUTHOR, AUTHOR_422, args=RECORD),
    Row("patrols:revoke", AUTHOR_405, AUTHOR_302, args=RECORD),
    Row("patrols:route", AUTHOR, AUTHOR_422, args=RECORD),
    Row("patrols:route_remove", AUTHOR_405, AUTHOR_302, args=RECORD),
    Row("patrols:delay", "in  403 403 403 200 403 403 403", "in  403 403 403 302 403 403 403", args=RECORD),
    Row("patrols:invited", ALL_200, "302 403 403 403 403 403 403 403", args={"secret": "secret_link"}),
    Row("patrols:invited", SHUT, SHUT, args={"secret": "never-given"}),
    Row("patrols:invited_account", SHUT, SHUT, args={"pk": 1}),  # begun in no browser
    Row("patrols:invited_sign", SHUT, SHUT, args={"pk": 1}),
]

READERS = "in  200 200 200 200 403 403 200"
READERS_405 = "in  405 405 405 405 403 403 405"
ENTERED = {"code": "youth-camps"}
CORRECTED = {**ENTERED, "pk": "reading"}
INDICATORS = [
    Row("indicators:list", READERS, READERS_405),
    Row("indicators:detail", READERS, READERS_405, args=ENTERED),
    Row("indicators:enter", RECEIVERS, RECEIVERS_422, args=ENTERED),
    Row("indicators:correct", "in  403 404 200 200 403 403 403", "in  403 404 422 422 403 403 403", args=CORRECTED),
    Row("indicators:new", KEEPER, KEEPER_422),
    Row("indicators:edit", KEEPER, KEEPER_422, args=ENTERED),
    Row("indicators:target", KEEPER, KEEPER_422, args=ENTERED),
    Row("reports:indicator_pdf", READERS, READERS_405),
    Row("reports:indicator_xlsx", READERS, READERS_405),
]

OWN = "in  200 404 404 404 403 403 403"
OWN_405 = "in  405 405 405 405 403 403 403"
OWN_302 = "in  302 404 404 404 403 403 403"
LOOKING = "in  403 403 200 200 403 403 403"


def exported(dataset: str, kind: str, get: str = REPORTING) -> Row:
    """Every column of a table as a file; a wrong choice, such as a map of what lies nowhere, would be 422."""
    columns = tuple(column.code for column in DATASETS[dataset].columns)
    data = {"format": kind, "language": "en", "codes": "on", "columns": columns}
    return Row("exports:new", get, get, args={"dataset": dataset}, data=data)


EXPORTS = [
    Row("exports:list", REPORTING, REPORTING_405),
    Row("exports:new", REPORTING, REPORTING.replace("200", "422"), args={"dataset": "visits"}),
    *(
        exported(key, kind, RECEIVERS if key == "public-reports" else REPORTING)
        for key, dataset in DATASETS.items()
        for kind in ("csv", "xlsx", *(("geojson", "gpkg") if dataset.has_points else ()))
    ),
    *(
        Row("exports:figures", LOOKING, LOOKING, data={"format": kind, "table": "months", "language": "en"})
        for kind in ("csv", "xlsx")
    ),
    Row("exports:detail", OWN, OWN_405, args={"pk": "export"}),
    Row("exports:file", OWN, OWN_405, args={"pk": "export"}),
    Row("exports:cancel", OWN_405, OWN_302, args={"pk": "export"}),
    Row("exports:forget", OWN_405, OWN_302, args={"pk": "export_setting"}),
]

# Whoever reviews or directs imports what they keep, an administrator what administrators keep; a file is its reader's.
IMPORTERS = "in  403 403 200 200 403 403 200"
IMPORTERS_405 = "in  403 403 405 405 403 403 405"
IMPORTERS_422 = "in  403 403 422 422 403 403 422"
THE_READER = "in  403 403 404 404 403 403 200"
IMPORTS = [
    Row("imports:list", IMPORTERS, IMPORTERS_405),
    Row("imports:new", IMPORTERS, IMPORTERS_422, args={"kind": "checkpoints"}),
    Row("imports:new", KEEPER, "in  403 403 403 403 403 403 422", args={"kind": "districts"}),
    Row("imports:new", DECIDERS, DECIDERS_422, args={"kind": "visits"}),
    Row("imports:template", IMPORTERS, IMPORTERS_405, args={"kind": "centers"}),
    Row("imports:batch", THE_READER, IMPORTERS_405, args={"pk": "imported"}),
    Row("imports:check", IMPORTERS_405, THE_READER.replace("200", "409"), args={"pk": "imported"}),
    Row("imports:stop", IMPORTERS_405, THE_READER.replace("200", "302"), args={"pk": "imported"}),
    Row("imports:carry_out", IMPORTERS_405, "in  403 403 404 404 403 403 409", args={"pk": "imported"}),
    Row("imports:discard", IMPORTERS_405, "in  403 403 404 404 403 403 409", args={"pk": "imported"}),
    Row("imports:undo", IMPORTERS_405, "in  403 403 404 404 403 403 302", args={"pk": "imported"}),
]

ROWS = [
    *FRAME, *PLACES, *LABOUR, *CHECKLISTS, *READING, *LIBRARY, *DECIDING, *FILING, *SERVED, *FILING_MEDIA, *FOLLOWUPS,
    *PATROLS, *SEIZURES, *PRACTICES, *VAULT, *INDICATORS, *IMPORTS, *EXPORTS, *DOORS,
]  # fmt: skip

# The administrator's site is for administrators; these lists it opens to them, and no other.
ADMIN_LISTS = {
    "accounts_agency",
    "accounts_user",
    "centers_center",
    "labour_crop",
    "places_country",
    "places_district",
    "places_province",
    "practices_principle",
    "seizures_goodskind",
    "seizures_unit",
    "visits_legalreference",
    "visits_ntscategory",
    "visits_project",
}
