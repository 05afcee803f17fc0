"""The demonstration's best practices, made through the same actions as the pages use."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.models import User
from places.models import Country, District
from practices import actions, proof, spread
from practices.models import Criterion, Evidence, Practice, Principle, Theme
from practices.workflow import PracticeState
from reports.demo import strong_communities as seed
from reports.demo.chanthaburi import STOPS
from visits.models import Activity, NtsCategory, Visit

CATEGORIES = {
    Theme.COMMUNITIES: ("DRUG", "TIP", "LABOUR"),
    Theme.LABOUR: ("LABOUR", "TIP"),
    Theme.GOODS: ("DRUG",),
}
CAPTIONS = {plan.caption: plan.caption_en for stop in STOPS for plan in stop.activities}
RATED_ON = dt.date(2024, 5, 20)
LABOUR: dict[str, Any] = {
    "title_th": "แรงงานตามฤดูกาลในสวนผลไม้ภายใต้มาตรา 64 (ข้อมูลสาธิต)",
    "title_en": "Seasonal orchard labour under section 64 (demonstration data)",
    "summary_th": "อำเภอ นายจ้าง และผู้ใหญ่บ้านจัดระเบียบการเข้ามาทำงานตามฤดูกาลร่วมกัน (ข้อมูลสาธิต)",
    "summary_en": "District, employers and village headmen arrange seasonal work together (demonstration data).",
}
CHECKING: dict[str, Any] = {
    "title_th": "จุดตรวจร่วมสินค้าผิดกฎหมายของหลายหน่วยงาน (ข้อมูลสาธิต)",
    "title_en": "A joint checkpoint of several agencies (demonstration data)",
}


def make_practices(people: dict[str, User], visit: Visit) -> None:
    """One published with all it can have, one validated, one candidate: all by the officer, from `visit`."""
    Maker(people, visit).make()


class Maker:
    def __init__(self, people: dict[str, User], visit: Visit) -> None:
        self.officer, self.reviewer, self.director = people["officer"], people["reviewer"], people["director"]
        self.visit = visit
        self.principles = {row.code: row for row in Principle.objects.all()}

    def make(self) -> None:
        self.strong_communities()
        self.labour()
        self.checking()

    def start(self, theme: Theme, district: str, fields: dict[str, Any]) -> Practice:
        place = District.objects.select_related("province").get(code=district)
        titles = {name: fields[name] for name in ("title_th", "title_en")}
        practice = actions.create(by=self.officer, is_demo=True, theme=theme, district=place, **titles)
        self.tell(practice, fields)
        return practice

    def tell(self, practice: Practice, fields: dict[str, Any]) -> None:
        def write(locked: Practice) -> None:
            for name, value in fields.items():
                setattr(locked, name, value)
            locked.save(update_fields=[*fields])
            locked.borders.set(Country.objects.filter(code="KH"))
            locked.categories.set(NtsCategory.objects.filter(code__in=CATEGORIES[Theme(locked.theme)]))

        actions.edit_part(practice=practice, part="about", by=self.officer, version=0, write=write)

    def show(self, practice: Practice, kind: str, principles: Iterable[str]) -> None:
        """Link the activities of `kind` and their photographs."""
        rows = Activity.objects.filter(stop__visit=self.visit, kind=kind).prefetch_related("photos")
        photos = [photo for row in rows for photo in row.photos.all()]
        self.link(practice, [("activity", row.pk) for row in rows], seed.NOTES[kind], principles)
        for photo in photos:
            self.link(practice, [("photo", photo.pk)], (photo.caption, CAPTIONS[photo.caption]), principles)

    def link(
        self, practice: Practice, things: list[tuple[str, int]], words: tuple[str, str], principles: Iterable[str] = ()
    ) -> None:
        """Link `things`, with what they show in Thai and in English."""
        proof.add_evidence(
            practice=practice,
            by=self.officer,
            visit=self.visit,
            things=things,
            principles=[self.principles[code] for code in principles],
            note_th=words[0],
            note_en=words[1],
        )

    def rate(self, practice: Practice, one: seed.RatingSeed) -> None:
        words: dict[str, Any] = {"justification_th": one.th, "justification_en": one.en}
        principle = self.principles[one.principle]
        proof.rate(practice=practice, principle=principle, by=self.officer, score=one.score, rated_on=one.on, **words)

    def step(self, practice: Practice, to: PracticeState, by: User) -> None:
        practice.refresh_from_db()
        actions.take_step(practice=practice, to=to, by=by, version=practice.version)

    def strong_communities(self) -> None:
        fields = {**seed.TITLES, **seed.STORY, **seed.CONTACT, "criteria": Criterion.values}
        practice = self.start(Theme.COMMUNITIES, "2204", fields)
        for kind, principles in seed.ACTIVITIES:
            self.show(practice, kind, principles)
        for conclusion, words in zip(self.visit.conclusions.all(), seed.CONCLUDED, strict=True):
            self.link(practice, [("conclusion", conclusion.pk)], words)
        cover = Evidence.objects.filter(practice=practice, photo__activity__kind="joint_operation").first()
        if cover is not None:
            proof.set_cover(evidence=cover, by=self.officer)
        for one in seed.RATINGS:
            self.rate(practice, one)
        self.step(practice, PracticeState.VALIDATED, self.reviewer)
        self.step(practice, PracticeState.PUBLISHED, self.director)
        practice.refresh_from_db()
        spread.recognise(practice=practice, by=self.director, version=0, **seed.MODEL_SITE)
        district = District.objects.select_related("province").get(code=seed.TRIED_AT)
        shown_by = Visit.objects.get(title_th=seed.TRIED_TITLES[0])
        spread.adopt(practice=practice, by=self.reviewer, district=district, visit=shown_by, **seed.ADOPTION)
        self.ask(practice)

    def ask(self, practice: Practice) -> None:
        """What follows from the practice: that its recognition does not run out."""
        spread.ask(practice=practice, by=self.director, owner=self.officer, district=practice.district, **seed.RENEWAL)

    def labour(self) -> None:
        criteria = [Criterion.EFFECTIVE, Criterion.FEASIBLE, Criterion.PARTICIPATORY]
        practice = self.start(Theme.LABOUR, "2207", {**LABOUR, "criteria": criteria})
        self.show(practice, "observation", self.principles)
        for number, code in enumerate(self.principles):
            words = ("คะแนนสาธิต", "A demonstration rating.")
            self.rate(practice, seed.RatingSeed(code, 2 + number % 2, RATED_ON, *words))
        self.step(practice, PracticeState.VALIDATED, self.reviewer)

    def checking(self) -> None:
        practice = self.start(Theme.GOODS, "2204", CHECKING)
        self.show(practice, "joint_operation", ("equal-enforcement",))
