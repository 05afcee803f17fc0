"""Reports and their reference data. A report is only ever moved by the real actions."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.models import District
from tests.factories import AgencyFactory, DistrictFactory, ProvinceFactory
from visits import actions
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    LegalReference,
    MissionMember,
    NtsCategory,
    Participation,
    Project,
    SectionSave,
    Stop,
    Visit,
)
from visits.workflow import State

BANGKOK = ZoneInfo("Asia/Bangkok")
FIRST_DAY, LAST_DAY = dt.date(2023, 3, 11), dt.date(2023, 3, 13)
SECTIONS_FILLED = ("assignment", "purpose", "team", "itinerary", "results", "assessment", "conclusions", "outlook")


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment in Bangkok in March 2023, the month of the Chanthaburi visit."""
    return dt.datetime(2023, 3, day, hour, minute, tzinfo=BANGKOK)


class NtsCategoryFactory(DjangoModelFactory[NtsCategory]):
    class Meta:
        model = NtsCategory
        django_get_or_create = ("code",)

    code = "DRUG"
    name_th = factory.LazyAttribute(lambda o: f"หมวด {o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Category {o.code}")
    is_core = True


class LegalReferenceFactory(DjangoModelFactory[LegalReference]):
    class Meta:
        model = LegalReference
        django_get_or_create = ("code",)

    code = "foreign-workers-64"
    instrument_th = "พระราชกำหนดการบริหารจัดการการทำงานของคนต่างด้าว พ.ศ. 2560"
    instrument_en = "Foreign Workers Management Emergency Decree BE 2560"
    section = "64"


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project
        django_get_or_create = ("code",)

    code = "nts-mekong"
    name_th = "เอ็นทีเอสแม่โขง"
    name_en = "NTS-Mekong Watch"
    funder_en = "MKCF"


class CheckpointFactory(DjangoModelFactory[Checkpoint]):
    class Meta:
        model = Checkpoint
        django_get_or_create = ("code",)

    code = "ban-laem"
    kind = Kind.PERMANENT
    name_th = "บ้านแหลม"
    name_en = "Ban Laem"
    district = factory.SubFactory(DistrictFactory, code="2204")
    province = factory.LazyAttribute(lambda o: o.district.province)


class CenterFactory(DjangoModelFactory[Center]):
    class Meta:
        model = Center
        django_get_or_create = ("code",)

    code = "nts-2204"
    name_th = "ศูนย์ประสานงานโป่งน้ำร้อน"
    name_en = "Pong Nam Ron center"
    district = factory.SubFactory(DistrictFactory, code="2204")


def make_visit(author: User, *districts: District, state: State = State.DRAFT, **fields: Any) -> Visit:
    """A report just started: title, dates, districts (Pong Nam Ron unless named)."""
    values: dict[str, Any] = {
        "title_th": "ติดตามผลที่จันทบุรี",
        "title_en": "Follow-up in Chanthaburi",
        "date_start": FIRST_DAY,
        "date_end": LAST_DAY,
    }
    places = list(districts) or [DistrictFactory.create(code="2204", province=ProvinceFactory.create(code="22"))]
    return actions.create_visit(by=author, state=state, districts=places, **(values | fields))


def make_stop(visit: Visit, **fields: object) -> Stop:
    """A stop at Ban Laem on the first morning, unless told otherwise."""
    values: dict[str, object] = {"arrived_at": at(11, 9), "departed_at": at(11, 11, 30), "sort": visit.stops.count()}
    if not {"checkpoint", "center", "place"} & fields.keys():
        values["checkpoint"] = CheckpointFactory.create()
    return Stop.objects.create(visit=visit, **(values | fields))


def make_activity(stop: Stop, **fields: object) -> Activity:
    values: dict[str, object] = {"kind": "inspection", "narrative": "Lanes, queue and signs inspected."}
    return Activity.objects.create(stop=stop, **(values | fields))


def fill(visit: Visit) -> Visit:
    """Give `visit` everything it needs before it can be sent; every section counts as saved."""
    visit.directive_issuer, visit.project = "Director of the Bureau", ProjectFactory.create()
    visit.purpose, visit.summary_en = "Follow up on the project.", "Two centers work; no major issue."
    visit.save()
    MissionMember.objects.create(visit=visit, name="Team Leader", role=MissionMember.Role.LEADER)
    activity = make_activity(make_stop(visit))
    Participation.objects.create(activity=activity, agency=AgencyFactory.create(), head_count=4)
    for category in NtsCategory.objects.filter(is_core=True):
        Assessment.objects.create(visit=visit, category=category, level="none", basis="Briefing of the district")
    conclusion = Conclusion.objects.create(visit=visit, statement="Cooperation is close and regular.")
    conclusion.activities.add(activity)
    for section in SECTIONS_FILLED:
        SectionSave.objects.create(visit=visit, section=section, saved_by=visit.author)
    visit.refresh_from_db()
    return visit
