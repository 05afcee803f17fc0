"""Secrets in what activities carry besides their own fields: checklists, defects, proposals, notes on workers."""

from checklists.document import Document, Kind, Section
from checklists.models import Purpose
from checkpoints.models import StatusProposal
from tests.checklists.factories import ask, make_published
from tests.leaks.of_reports import detail, reports
from tests.leaks.secret import CIRCLE, INTERNAL, Plant, Secret
from tests.visits.factories import make_activity
from tests.visits.questions import answer
from tests.world import World
from visits.models import Defect, ProposedStatus, Severity

KEEPERS = frozenset({"officer", "reviewer", "director", "admin", "colleague"})  # of the border point


def answered(code: str, *, kind: str, purpose: Purpose) -> Plant:
    """The word as answer to a question of a checklist, in every report."""
    asked = Document((Section("one", "หมวด", "Section", questions=(ask(code, Kind.TEXT, required=True),)),))

    def plant(world: World, word: str) -> None:
        name = f"{kind}-{code}".replace("_", "-")
        version = make_published(world.people["admin"], code=name, document=asked, purpose=purpose)
        for visit, _things in reports(world):
            answer(make_activity(visit.stops.all()[0], kind=kind, narrative="Asked."), version, **{code: word})

    return plant


def asked_at_gate(code: str) -> Plant:
    return answered(code, kind="inspection", purpose=Purpose.INSPECTION)


def asked_on_patrol(code: str) -> Plant:
    return answered(code, kind="joint_operation", purpose=Purpose.OPERATION)


def asked_of_workers(code: str) -> Plant:
    return answered(code, kind="observation", purpose=Purpose.OBSERVATION)


def defect(name: str, *, restricted: bool) -> Plant:
    """A defect of an inspection that is restricted as a whole, or not."""

    def plant(world: World, word: str) -> None:
        said = {"what": "A lamp is dark", "place": ""} | {name: word}
        for visit, _things in reports(world):
            inspection = make_activity(visit.stops.all()[0], narrative="Inspected.", restricted=restricted)
            Defect.objects.create(activity=inspection, severity=Severity.SERIOUS, **said)

    return plant


def proposal(*, restricted: bool) -> Plant:
    """Why an inspection proposes a status."""

    def plant(world: World, word: str) -> None:
        for visit, _things in reports(world):
            inspection = make_activity(visit.stops.all()[0], narrative="Inspected.", restricted=restricted)
            ProposedStatus.objects.create(activity=inspection, status="restricted", on=visit.date_start, why=word)

    return plant


def note_to_keeper(world: World, word: str) -> None:
    StatusProposal.objects.update(note=word)


SECRETS = (
    Secret("contact on the other side in a checklist", asked_at_gate("counterpart_contact"), CIRCLE),
    Secret("start of an operation in a checklist", asked_on_patrol("start_time"), CIRCLE),
    Secret("safety of an operation in a checklist", asked_on_patrol("safety"), CIRCLE),
    Secret("question that only a checklist asks", asked_at_gate("lamp_note"), INTERNAL),
    Secret("grievances in a checklist", asked_of_workers("grievances"), INTERNAL),
    Secret("note on wages in a checklist", asked_of_workers("wage_note"), INTERNAL),
    Secret("note on wages", detail("observation", "wage_note"), INTERNAL),
    Secret("housing of workers", detail("observation", "housing"), INTERNAL),
    Secret("care of workers' children", detail("observation", "children_care"), INTERNAL),
    Secret("defect", defect("what", restricted=False), INTERNAL),
    Secret("place of a defect", defect("place", restricted=False), INTERNAL),
    Secret("defect of a restricted inspection", defect("what", restricted=True), CIRCLE),
    Secret("why a status is proposed", proposal(restricted=False), INTERNAL),
    Secret("why a restricted inspection proposes a status", proposal(restricted=True), CIRCLE),
    Secret("why a status is proposed, to the keeper", note_to_keeper, KEEPERS),
)
