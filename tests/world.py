"""One small world with a report at every step of its life: what the matrix and the browser walk through."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict

from accounts.models import User
from accounts.roles import Role
from centers.models import Center
from checklists import actions as checklist_actions
from checklists import sheets
from checklists.models import Purpose, Sheet
from checkpoints.models import StatusProposal
from exports import actions as export_actions
from exports.datasets import DATASETS
from exports.formats import Format
from exports.tasks import make_export
from exports.wanted import Wanted
from followups import actions as followup_actions
from followups.models import FollowUp
from imports import actions as import_actions
from imports.models import Kind
from imports.planning import make_plan
from indicators import actions as indicator_actions
from patrols import actions as patrol_actions
from patrols import invitations
from patrols.models import Side
from patrols.permissions import get_patrol
from practices import actions as practice_actions
from practices import spread
from practices.models import Practice, Principle
from practices.workflow import PracticeState
from reports import saved
from reports.models import SavedView
from reports.scope import Scope
from seizures.models import DoubleCount
from tests.centers.factories import SOMEBODY, make_check, make_public_report
from tests.checklists.factories import make_published
from tests.factories import DistrictFactory, UserFactory
from tests.labour.factories import count, expect_season
from tests.patrols.factories import said
from tests.practices.factories import make_complete, make_practice
from tests.seizures.factories import activity_of, make_goods
from tests.vault.factories import make_identity
from tests.visits.factories import (
    CenterFactory,
    CheckpointFactory,
    NtsCategoryFactory,
    fill,
    make_activity,
    make_stop,
    make_visit,
)
from tests.visits.media import samples
from visits import actions, media
from visits.models import Activity, Defect, Photo, ProposedStatus, SectionSave, Visit
from visits.tasks import make_renditions
from visits.workflow import State

PEOPLE = {
    "officer": (Role.OFFICER, ["TH2204", "TH2207"]),
    "center": (Role.CENTER, ["TH2204"]),
    "reviewer": (Role.REVIEWER, ["TH"]),
    "director": (Role.DIRECTOR, ["TH"]),
    "partner": (Role.PARTNER, []),
    "auditor": (Role.AUDITOR, []),
    "admin": (Role.ADMIN, []),
    "outsider": (Role.OFFICER, ["TH27"]),
    "stranger": (Role.REVIEWER, ["TH27"]),
    "colleague": (Role.OFFICER, ["TH22"]),
}


@dataclass
class World:
    """`visits` by state; `things[state]`: what hangs on that report, by kind (photo, document, stop, …)."""

    people: dict[str, User]
    visits: dict[str, Visit] = field(default_factory=dict)
    things: dict[str, SimpleNamespace] = field(default_factory=dict)
    checkpoint: str = "ban-laem"
    center: str = "nts-2204"
    practice: str = ""  # code of a published one
    checklist: str = "power-check"  # version 1 in use and answered, version 2 a draft


def build() -> World:
    """Everybody, Ban Laem, one center, a report of the officer in every state, one more that can be sent."""
    people = {name: UserFactory.create(username=name, role=role, areas=areas) for name, (role, areas) in PEOPLE.items()}
    NtsCategoryFactory.create(code="TIP", is_sensitive=True, sort=1)
    NtsCategoryFactory.create(code="DRUG", sort=2)
    CheckpointFactory.create()
    CenterFactory.create().staff.add(people["center"])
    world = World(people)
    add(world, "planned", state=State.PLANNED, date_start=dt.date(2024, 1, 8), date_end=dt.date(2024, 1, 9))
    for state in ("draft", "submitted", "returned", "endorsed", "approved", "published", "ready"):
        add(world, state)
    leave(world)
    things = world.things["published"]
    things.proposal = StatusProposal.objects.get(source=world.visits["published"].reference).pk
    add_patrol(world)
    world.things["published"].double = DoubleCount.objects.get().pk  # with the goods of the approved report
    add_practices(world)
    add_checklist(world, world.checklist)
    hide(world)
    add_center_work(world)
    world.things["published"].saved = keep_view(people["reviewer"]).pk
    add_exports(world)
    add_import(world)
    add_indicator(world)
    world.things["published"].season = expect_season(people["reviewer"], DistrictFactory.create()).pk
    return world


def keep_view(owner: User) -> SavedView:
    """A view of the dashboard, shared."""
    return saved.save(scope=Scope(QueryDict(), owner), page="dashboard", name="Last year", is_shared=True, by=owner)


def add_import(world: World) -> None:
    """A border point that the administrator imported."""
    row = {"code": "", "kind": "NATURAL", "name_th": "ท่าเรือเก่า", "name_en": "Old pier", "province": 22}
    content = f"{','.join(row)}\n{','.join(map(str, row.values()))}".encode()
    admin = world.people["admin"]
    batch = import_actions.take_in(kind=Kind.CHECKPOINTS, name="points.csv", content=content, by=admin)
    done = import_actions.carry_out(batch=batch, digest=make_plan(batch, admin).digest, by=admin)
    world.things["published"].imported = done.pk


def add_indicator(world: World) -> None:
    """One that people enter, with a target and a number of the whole programme."""
    names = {f"{name}_{language}": "Camps" for name in ("name", "definition", "unit") for language in ("th", "en")}
    admin, reviewer, day = world.people["admin"], world.people["reviewer"], dt.date(2023, 3, 1)
    camps = indicator_actions.add(code="youth-camps", by=admin, **names)
    indicator_actions.promise(indicator=camps, fiscal_year=2566, province=None, value=4, by=admin)
    where: dict[str, Any] = {"start": day, "end": day.replace(day=31), "district": None, "province": None}
    reading = indicator_actions.enter(indicator=camps, by=reviewer, source="minutes", value=2, **where)
    world.things["published"].reading = reading.pk


def hide(world: World) -> None:
    """Somebody in the vault, known of in the published report; only the officer opens it."""
    things = world.things["published"]
    identity = make_identity(world.people["officer"], Activity.objects.get(pk=things.hush))
    things.identity, things.reader = identity.code, identity.readers.get().pk


def add_practices(world: World) -> None:
    """A complete candidate of the officer and a published practice with an adoption, shown by the published report."""
    officer, things = world.people["officer"], world.things["published"]
    Principle.objects.get_or_create(code="trust", defaults={"name_th": "ความไว้เนื้อเชื่อใจกัน", "name_en": "Mutual trust"})
    activity = Activity.objects.filter(stop=things.stop, restricted=False)[0]
    candidate, library = (make_complete(make_practice(officer, DistrictFactory.create()), activity) for _n in range(2))
    for to, by in ((PracticeState.VALIDATED, "reviewer"), (PracticeState.PUBLISHED, "director")):
        library = practice_actions.take_step(practice=library, to=to, by=world.people[by], version=library.version)
    adoption = spread.adopt(
        practice=library,
        by=officer,
        district=DistrictFactory.create(code="2207"),
        started_on=dt.date(2024, 4, 1),
        owner=officer,
    )
    things.asked, things.hidden = (asked_of(practice, world).pk for practice in (library, candidate))
    things.candidate, things.library, things.adoption = candidate.code, library.code, adoption.pk
    world.practice = library.code
    things.candidate_version, things.piece = candidate.version, candidate.evidence.get().pk


def asked_of(practice: Practice, world: World) -> FollowUp:
    """An action of a practice, which the reviewer owns."""
    officer, reviewer = world.people["officer"], world.people["reviewer"]
    due = dt.date(2024, 6, 30)
    return spread.ask(practice=practice, by=officer, title="Renew the recognition", owner=reviewer, due_on=due)


def add_checklist(world: World, code: str) -> Sheet:
    """A checklist in use, answered once by the officer, and the draft of its next version."""
    published = make_published(world.people["admin"], code=code, purpose=Purpose.OTHER)
    answers = {"generator": "yes", "fuel": "half", "hours": 8}
    sheet = sheets.fill(version=published, answers=answers, by=world.people["officer"], client_uuid=uuid.uuid4())
    checklist_actions.start_draft(checklist=published.checklist, by=world.people["admin"])
    return sheet


def add_center_work(world: World) -> None:
    """A readiness check that the center entered today, and a public report with somebody's name."""
    staff, center = world.people["center"], Center.objects.get(code=world.center)
    version = make_published(world.people["admin"], code="readiness-check", purpose=Purpose.READINESS)
    world.things["published"].readiness = make_check(center, staff, version, on=dt.date(2024, 3, 1)).pk
    make_public_report(center, staff, person=SOMEBODY)


def add_exports(world: World) -> None:
    """The officer's: everything about visits, made; and choices that they keep."""
    officer, things, visits = world.people["officer"], world.things["published"], DATASETS["visits"]
    wanted = Wanted(visits, officer, QueryDict(""), Format.XLSX, visits.columns, "en")
    things.export = export_actions.ask(by=officer, wanted=wanted, client_uuid=uuid.uuid4()).pk
    things.export_setting = export_actions.keep_setting(by=officer, wanted=wanted, name="Monthly").pk
    make_export.call(things.export)


def add_patrol(world: World) -> None:
    """Of the published report: a joint patrol with our account, signed and in correction, and a link."""
    officer, things = world.people["officer"], world.things["published"]
    activity = Activity.objects.get(lineage=things.lineage)
    made = patrol_actions.start(activity=activity, by=officer, said=said())
    things.patrol, things.side = made.code, Side.OWN
    patrol = get_patrol(officer, made.code)
    signer = patrol_actions.Signer("Somchai Raksa", "District officer", "Pong Nam Ron")
    patrol_actions.sign_off(patrol=patrol, side=Side.OWN, by=officer, revision=1, signer=signer)
    patrol_actions.save_account(patrol=patrol, side=Side.OWN, by=officer, revision=2, said=said())
    things.secret_link = invitations.invite(patrol=patrol, by=officer, language="km").secret


def leave(world: World) -> None:
    """The action of the published report lies at the old ferry, where the returned one went as well."""
    place = CheckpointFactory.create(code="old-ferry", name_th="ท่าข้ามเก่า", name_en="Old ferry")
    make_stop(world.visits["returned"], checkpoint=place)
    left = world.things["returned"].commitment = world.things["published"].followup
    FollowUp.objects.filter(pk=left).update(checkpoint=place)


def add(world: World, name: str, *, state: State = State.DRAFT, **fields: object) -> None:
    """Start a report, fill it unless it lies ahead, and take it as far as the state called `name`."""
    visit = make_visit(world.people["officer"], state=state, **fields)
    if state == State.DRAFT:
        visit = fill(visit)
        world.things[name] = hang(visit, world.people)
        visit.refresh_from_db()
    world.visits[name] = advance(visit, name, world)


def hang(visit: Visit, people: dict[str, User]) -> SimpleNamespace:
    """A photograph with its sizes, a restricted one, a document, a follow-up action, and the rows of the sections."""
    by = visit.author
    photo = media.store_photo(visit=visit, by=by, upload=samples.photo(), consent=Photo.Consent.OFFICIAL)
    secret = media.store_photo(
        visit=visit, by=by, upload=samples.photo(), consent=Photo.Consent.OFFICIAL, may_concern_tip=True
    )
    for row in (photo, secret):
        make_renditions.call(row.pk)
    document = media.store_document(visit=visit, by=by, upload=samples.pdf(), title="Order of the Bureau")
    SectionSave.objects.create(visit=visit, section="photos", saved_by=by)
    stop = visit.stops.get()
    count(make_activity(stop, kind="observation", narrative="In the orchard."), women=46, men=52, children=7)
    patrols = [make_activity(stop, kind="joint_patrol", narrative="Walked the line together.") for _n in range(2)]
    hush = make_activity(stop, kind="briefing", narrative="A word that only the mission reads.", restricted=True)
    inspection = stop.activities.get(kind="inspection")
    defect = Defect.objects.create(activity=inspection, what="Two of six cameras are dark", severity="serious")
    ProposedStatus.objects.create(activity=inspection, status="restricted", on=visit.date_start, why="Gate shut early")
    return SimpleNamespace(
        hush=hush.pk,
        loud=stop.activities.filter(restricted=False)[0].pk,
        defect=defect.lineage,
        photo=photo.pk,
        secret=secret.pk,
        document=document.pk,
        goods=make_goods(activity_of(visit), case_number="จบ. 7/2566").lot.code,
        stop=stop.pk,
        member=visit.members.get().pk,
        followup=follow_up(visit, people),
        lineage=patrols[0].lineage,
        unrecorded=patrols[1].lineage,
    )


def follow_up(visit: Visit, people: dict[str, User]) -> int:
    """An action owned by the officer, due in the past."""
    followup_actions.add(
        visit=visit,
        by=people["officer"],
        version=0,
        title="Sign at the second lane",
        owner=people["officer"],
        owner_name="",
        due_on=dt.date(2023, 6, 30),
    )
    return int(FollowUp.objects.get(visit=visit).pk)


def advance(visit: Visit, name: str, world: World) -> Visit:
    """Take `visit` to the state called `name`, by the actions that lead there."""
    people = world.people
    if name in ("planned", "draft", "ready"):
        return visit
    visit = actions.submit(visit=visit, by=people["officer"], version=visit.version)
    remark = actions.comment(visit=visit, by=people["reviewer"], section="results", text="How many lanes?")
    world.things[name].comment = remark.pk
    if name == "submitted":
        return visit
    if name == "returned":
        reason = "The count at the second stop is missing."
        return actions.send_back(visit=visit, by=people["reviewer"], version=visit.version, reason=reason)
    visit = actions.endorse(visit=visit, by=people["reviewer"], version=visit.version)
    if name == "endorsed":
        return visit
    visit = actions.approve(visit=visit, by=people["director"], version=visit.version)
    if name == "approved":
        return visit
    return actions.publish(visit=visit, by=people["director"], version=visit.version, released_to=[people["partner"]])
