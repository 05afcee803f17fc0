"""Files the Chanthaburi visit through the same actions as the forms use, and takes it to publication."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

from django.core.files.base import File
from django.utils import timezone

from accounts.models import Agency, User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports.demo import answers
from reports.demo import chanthaburi as seed
from reports.demo.followups import ask, pursue
from reports.demo.illustrations import draw
from reports.demo.labour import count_pickers
from visits import actions
from visits.media import store_photo
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    ContributingFactor,
    LegalReference,
    Level,
    MissionMember,
    NtsCategory,
    Participation,
    Project,
    SectionSave,
    Stop,
    Visit,
)

RETURN_REASON = "ขอให้ระบุเหตุผลของการแก้ไขวันที่ให้ชัดเจน เนื่องจากฉบับภาษาไทยและอังกฤษไม่ตรงกัน"


def file_chanthaburi(people: dict[str, User]) -> Visit:
    """The visit, written by `people["officer"]`, returned once, mended, endorsed, approved and published."""
    officer = people["officer"]
    districts = list(District.objects.filter(code__in=["2204", "2207"]))
    visit = actions.create_visit(by=officer, is_demo=True, districts=districts, **seed.BASICS)
    filing = Filing(visit, officer)
    filing.fields("assignment", {**seed.ASSIGNMENT, "project": Project.objects.get(code="nts-mekong-watch")})
    filing.fields("purpose", seed.PURPOSE)
    filing.save("team", filing.team)
    filing.save("itinerary", filing.itinerary)
    filing.save("results", filing.results)
    filing.save("assessment", filing.assessment)
    filing.save("factors", filing.factors)
    filing.save("photos", filing.photos)
    filing.save("conclusions", filing.conclusions)
    ask(visit, officer)
    answers.act_on_defect(visit)
    filing.save("documents", lambda _visit: None)
    filing.fields("outlook", seed.OUTLOOK)
    visit = _take_to_publication(visit, people)
    pursue(visit, people)
    return visit


def _take_to_publication(visit: Visit, people: dict[str, User]) -> Visit:
    officer, reviewer, director = people["officer"], people["reviewer"], people["director"]
    visit.refresh_from_db()
    visit = actions.submit(visit=visit, by=officer, version=visit.version)
    visit = actions.send_back(visit=visit, by=reviewer, version=visit.version, reason=RETURN_REASON)
    Filing(visit, officer).fields("basics", {"date_reason": seed.BASICS["date_reason"]})
    visit.refresh_from_db()
    visit = actions.submit(visit=visit, by=officer, version=visit.version)
    visit = actions.endorse(visit=visit, by=reviewer, version=visit.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    return actions.publish(visit=visit, by=director, version=visit.version, released_to=[people["partner"]])


class Filing:
    """Writes the sections of one report; remembers its activities by their key in the seed."""

    def __init__(self, visit: Visit, by: User) -> None:
        self.visit, self.by = visit, by
        self.activities: dict[str, Activity] = {}
        self.agencies = {agency.code: agency for agency in Agency.objects.all()}
        self.categories = {category.code: category for category in NtsCategory.objects.all()}
        self.laws = {law.code: law for law in LegalReference.objects.all()}

    def save(self, section: str, write: Callable[[Visit], None]) -> None:
        save = SectionSave.objects.filter(visit=self.visit, section=section).first()
        version = save.version if save else 0
        actions.save_section(visit=self.visit, section=section, by=self.by, version=version, write=write)

    def fields(self, section: str, values: dict[str, object]) -> None:
        def write(visit: Visit) -> None:
            for name, value in values.items():
                setattr(visit, name, value)
            visit.save(update_fields=[*values])

        self.save(section, write)

    def team(self, visit: Visit) -> None:
        for sort, (name, position, role) in enumerate(seed.MEMBERS):
            MissionMember.objects.create(visit=visit, name=name, position=position, role=role, sort=sort)

    def itinerary(self, visit: Visit) -> None:
        for sort, stop in enumerate(seed.STOPS):
            at = moment(stop.day, stop.hour)
            Stop.objects.create(
                visit=visit,
                sort=sort,
                checkpoint=Checkpoint.objects.get(code=stop.checkpoint) if stop.checkpoint else None,
                center=Center.objects.get(code=stop.center) if stop.center else None,
                district=District.objects.get(code=stop.district) if stop.district else None,
                place=stop.place,
                planned_at=at,
                arrived_at=at,
                departed_at=at + dt.timedelta(minutes=stop.minutes),
            )

    def results(self, visit: Visit) -> None:
        for stop, plan in zip(visit.stops.all(), seed.STOPS, strict=True):
            for sort, activity in enumerate(plan.activities):
                self.activities[activity.key] = self.activity(stop, sort, activity)
        count_pickers(self.activities["labour"])

    def activity(self, stop: Stop, sort: int, plan: seed.ActivitySeed) -> Activity:
        row = Activity.objects.create(
            stop=stop,
            sort=sort,
            kind=plan.kind,
            narrative=plan.narrative,
            details=plan.details,
            restricted=plan.restricted,
        )
        for code, unit, role, side in plan.agencies:
            agency = self.agencies[code] if code else None
            Participation.objects.create(activity=row, agency=agency, unit=unit, role=role, side=side)
        answers.answer(row, plan.key)
        return row

    def assessment(self, visit: Visit) -> None:
        for code, level, note, laws in seed.ASSESSMENTS:
            known = level != Level.NOT_ASSESSED
            row = Assessment.objects.create(
                visit=visit,
                category=self.categories[code],
                level=level,
                said_by=seed.SAID_BY if known else "",
                basis=seed.BASIS if known else "",
                note=note,
            )
            row.legal_references.set([self.laws[law] for law in laws])

    def factors(self, visit: Visit) -> None:
        for sort, (statement, categories, laws, evidence) in enumerate(seed.FACTORS):
            row = ContributingFactor.objects.create(visit=visit, statement=statement, sort=sort)
            row.categories.set([self.categories[code] for code in categories])
            row.legal_references.set([self.laws[code] for code in laws])
            row.evidence.set([self.activities[key] for key in evidence])

    def photos(self, visit: Visit) -> None:
        scenes = [plan for stop in seed.STOPS for plan in stop.activities if plan.scene]
        for sort, plan in enumerate(scenes):
            activity = self.activities[plan.key]
            picture = File(BytesIO(draw(plan.scene, plan.caption, plan.caption_en)), name=f"{plan.scene}.jpg")
            store_photo(
                visit=visit,
                by=self.by,
                upload=picture,
                stop=activity.stop,
                activity=activity,
                caption=plan.caption,
                taken_at=activity.stop.arrived_at,
                consent="no_person",
                is_illustration=True,
                restricted=plan.restricted,
                sort=sort,
            )

    def conclusions(self, visit: Visit) -> None:
        for sort, (statement, kind, strength, rating, evidence) in enumerate(seed.CONCLUSIONS):
            row = Conclusion.objects.create(
                visit=visit, statement=statement, kind=kind, strength=strength, rating=rating, sort=sort
            )
            row.activities.set([self.activities[key] for key in evidence])
            row.photos.set(visit.photos.filter(activity__in=row.activities.all()))


def moment(day: int, hour: int) -> dt.datetime:
    """That hour, in Thailand, of the mission's first, second or third day."""
    date = seed.FIRST_DAY + dt.timedelta(days=day - 1)
    return timezone.make_aware(dt.datetime.combine(date, dt.time(hour)))
