"""Secrets in reports, planted into every report of the world whatever its state."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from followups.models import FollowUp
from practices.models import Evidence as Piece
from practices.models import Practice
from tests.leaks.secret import CIRCLE, INTERNAL, Plant, Secret
from tests.visits.factories import at, make_activity
from tests.world import World
from visits.models import Activity, Assessment, Document, MissionMember, Participation, Photo, Rendition, Visit
from visits.store import locate


def reports(world: World) -> Iterator[tuple[Visit, SimpleNamespace]]:
    for name, things in world.things.items():
        yield world.visits[name], things


def visit_field(name: str) -> Plant:
    """A field of the report itself."""

    def plant(world: World, word: str) -> None:
        Visit.objects.filter(pk__in=[visit.pk for visit, _things in reports(world)]).update(**{name: word})

    return plant


def hushed(**fields: str) -> Plant:
    """Fields of the restricted activity; "{}" stands for the word."""

    def plant(world: World, word: str) -> None:
        told = {name: value.format(word) for name, value in fields.items()}
        Activity.objects.filter(pk__in=[things.hush for _visit, things in reports(world)]).update(**told)

    return plant


def detail(kind: str, name: str, **others: Any) -> Plant:
    """A detail of an activity of `kind` that is not restricted as a whole."""

    def plant(world: World, word: str) -> None:
        for visit, _things in reports(world):
            details = {name: word} | others
            make_activity(visit.stops.all()[0], kind=kind, narrative=f"A {kind}.", details=details)

    return plant


def hushed_details(world: World, word: str) -> None:
    keys = [things.hush for _visit, things in reports(world)]
    Activity.objects.filter(pk__in=keys).update(details={"topics": word, "presenter": word})


def hushed_party(world: World, word: str) -> None:
    for _visit, things in reports(world):
        Participation.objects.create(activity_id=things.hush, unit=word, head_count=3)


def assessed(name: str) -> Plant:
    """A field of the assessment of what is sensitive."""

    def plant(world: World, word: str) -> None:
        rows = Assessment.objects.filter(category__is_sensitive=True)
        rows.update(**{name: word, "restricted": True, "level": "minor"})

    return plant


def photo_field(name: str, *, of: str = "secret") -> Plant:
    def plant(world: World, word: str) -> None:
        Photo.objects.filter(pk__in=[vars(things)[of] for _visit, things in reports(world)]).update(**{name: word})

    return plant


def photo_of_hushed(world: World, word: str) -> None:
    """A photograph that is not restricted itself, of an activity that is."""
    for visit, things in reports(world):
        shown = Photo.objects.get(pk=things.photo)
        copy = Photo.objects.get(pk=shown.pk)
        copy.pk, copy.client_uuid, copy.caption, copy.activity_id = None, Photo().client_uuid, word, things.hush
        copy.stop_id = visit.stops.all()[0].pk
        copy.save(force_insert=True)
        for row in Rendition.objects.filter(photo=shown):
            row.pk, row.photo_id = None, copy.pk
            row.save(force_insert=True)


def marked(path: str, word: str) -> str:
    """A copy of a stored file that carries `word` after its end; readers of pictures stop before it."""
    target = f"{path}-{word}"
    locate(target).write_bytes(locate(path).read_bytes() + word.encode())
    return target


def original_of(kind: str) -> Plant:
    def plant(world: World, word: str) -> None:
        for _visit, things in reports(world):
            row = Photo.objects.get(pk=vars(things)[kind])
            Photo.objects.filter(pk=row.pk).update(original=marked(row.original, word))

    return plant


def sizes_of_secret(world: World, word: str) -> None:
    for _visit, things in reports(world):
        for row in Rendition.objects.filter(photo=things.secret):
            Rendition.objects.filter(pk=row.pk).update(path=marked(row.path, word))


def photos(world: World) -> list[str]:
    """Every photograph as it is served, and as it was sent."""
    return [
        reverse("visits:photo", kwargs={"reference": row.visit.reference, "pk": row.pk, "size": size})
        for row in Photo.objects.select_related("visit")
        for size in ("screen", "original")
    ]


def document(name: str, *, restricted: bool) -> Plant:
    """A document more, with the word as its title or in the file."""

    def plant(world: World, word: str) -> None:
        for _visit, things in reports(world):
            row = Document.objects.get(pk=things.document)
            row.pk, row.client_uuid, row.restricted, row.title = None, Document().client_uuid, restricted, "An order"
            if name == "path":
                row.path = marked(row.path, word)
            else:
                setattr(row, name, word)
            row.save(force_insert=True)

    return plant


def documents(world: World) -> list[str]:
    return [
        reverse("visits:document", kwargs={"reference": row.visit.reference, "pk": row.pk})
        for row in Document.objects.select_related("visit")
    ]


def member(world: World, word: str) -> None:
    for visit, _things in reports(world):
        MissionMember.objects.create(visit=visit, name=word, role=MissionMember.Role.MEMBER)


def remark(world: World, word: str) -> None:
    for visit, _things in reports(world):
        visit.comments.update(text=word)


def step_reason(world: World, word: str) -> None:
    for visit, _things in reports(world):
        visit.transitions.update(reason=word)


def entangle(world: World) -> None:
    """Everything that points at things of a report points at the restricted ones as well."""
    practices = Practice.objects.filter(code__in=[world.practice, world.things["published"].candidate])
    for visit, things in reports(world):
        hush, secret = Activity.objects.get(pk=things.hush), Photo.objects.get(pk=things.secret)
        for conclusion in visit.conclusions.all():
            conclusion.activities.add(hush)
            conclusion.photos.add(secret)
        followup = visit.followups.first()
        if followup is not None:
            FollowUp.objects.filter(pk=followup.pk).update(remark=visit.comments.first())
            followup.evidence.create(activity=hush, added_by=visit.author)
            followup.evidence.create(photo=secret, added_by=visit.author)
    things, visit = world.things["published"], world.visits["published"]
    kept = Document.objects.filter(visit=visit, restricted=True)
    pieces = [{"activity_id": things.hush}, {"photo_id": things.secret}, *({"document": row} for row in kept)]
    for practice in practices:
        for piece in pieces:
            Piece.objects.create(practice=practice, visit=visit, added_by=visit.author, **piece)


LATER = (dt.date.today() + dt.timedelta(days=400)).isoformat()
SECRETS = (
    Secret("narrative of a restricted activity", hushed(narrative="Heard that {} did it."), CIRCLE),
    Secret("details of a restricted activity", hushed_details, CIRCLE),
    Secret("who took part in a restricted activity", hushed_party, CIRCLE),
    Secret("contact on the other side", detail("inspection", "counterpart_contact"), CIRCLE),
    Secret("defects of a checkpoint", detail("inspection", "defects"), INTERNAL),
    Secret("safety of a patrol", detail("joint_patrol", "safety"), CIRCLE),
    Secret("incidents of a patrol", detail("joint_patrol", "incidents"), INTERNAL),
    Secret("delayed patrol", detail("joint_patrol", "agreed", delayed_until=LATER), INTERNAL),
    Secret(
        "hour of a patrol",
        detail("joint_patrol", "mechanism", started_at=at(12, 3, 47).isoformat()),
        CIRCLE,
        pattern=r"\b03[:.]47\b",
    ),
    Secret(
        "hour of an operation",
        detail("joint_operation", "mechanism", ended_at=at(12, 4, 53).isoformat()),
        CIRCLE,
        pattern=r"\b04[:.]53\b",
    ),
    Secret(
        "pillars of a patrol",
        detail("joint_patrol", "mechanism", pillar_from=71),
        CIRCLE,
        pattern=r"from boundary pillar(</dt>\s*<dd>|\s+)71\b",
    ),
    Secret("goods seized", detail("inspection", "goods_seized"), INTERNAL),
    Secret("person consulted without consent", detail("consultation", "person", organisation="Traders"), INTERNAL),
    Secret("what somebody said", detail("consultation", "said"), INTERNAL),
    Secret("note of a restricted assessment", assessed("note"), CIRCLE),
    Secret("who said it of a restricted assessment", assessed("said_by"), CIRCLE),
    Secret("basis of a restricted assessment", assessed("basis"), CIRCLE),
    Secret("caption of a restricted photograph", photo_field("caption"), CIRCLE),
    Secret("file name of a restricted photograph", photo_field("file_name"), CIRCLE, also=photos),
    Secret("sizes of a restricted photograph", sizes_of_secret, CIRCLE, also=photos),
    Secret("original of a restricted photograph", original_of("secret"), CIRCLE, also=photos),
    Secret("original of a photograph", original_of("photo"), CIRCLE, also=photos),
    Secret("photograph of a restricted activity", photo_of_hushed, CIRCLE),
    Secret("title of a restricted document", document("title", restricted=True), CIRCLE),
    Secret("file of a restricted document", document("path", restricted=True), CIRCLE, also=documents),
    Secret("title of a document", document("title", restricted=False), INTERNAL),
    Secret("file of a document", document("path", restricted=False), INTERNAL, also=documents),
    Secret("member of the mission", member, INTERNAL),
    Secret("remark of a reviewer", remark, CIRCLE),
    Secret("why a report was returned", step_reason, CIRCLE),
    Secret("why a report was returned, on the report", visit_field("return_reason"), frozenset({"officer"})),
    Secret("obstacles", visit_field("obstacles"), INTERNAL),
    Secret("recommendations", visit_field("recommendations"), INTERNAL),
    Secret("decision asked", visit_field("decision_asked"), INTERNAL),
    Secret("number of the order", visit_field("directive_number"), INTERNAL),
)
