"""Secrets in the register of goods: case numbers, who had the goods, why double counts were settled."""

from typing import Any

from django.utils import timezone

from seizures.models import CustodyEvent, DoubleCount, Lot, Seizure, Step, Verdict
from tests.leaks.secret import CIRCLE, INTERNAL, Plant, Secret
from tests.visits.factories import at
from tests.world import World


def lots(world: World) -> list[Lot]:
    codes = [things.goods for things in world.things.values()]
    return list(Lot.objects.filter(code__in=codes))


def goods(name: str) -> Plant:
    def plant(world: World, word: str) -> None:
        Seizure.objects.filter(lot__in=lots(world)).update(**{name: word})

    return plant


def custody(name: str) -> Plant:
    """A column of the one step of every lot."""

    def plant(world: World, word: str) -> None:
        for lot in lots(world):
            step, _made = CustodyEvent.objects.get_or_create(lot=lot, number=1, defaults=received(world))
            CustodyEvent.objects.filter(pk=step.pk).update(**{name: word})

    return plant


def received(world: World) -> dict[str, Any]:
    office = {"from_office": "The patrol", "to_office": "Evidence room", "signed_by": "A sergeant"}
    return {"step": Step.RECEIVED, "at": at(12, 10), "recorded_by": world.people["officer"], **office}


def verdict(world: World, word: str) -> None:
    double = DoubleCount.objects.get(pk=world.things["published"].double)
    double.verdict, double.reason = Verdict.DIFFERENT, f"Two finds, says {word}."
    double.settled_at, double.settled_by = timezone.now(), world.people["director"]
    double.first_record, double.second_record = double.first.current, double.second.current
    double.save()


SECRETS = (
    Secret("case number of goods", goods("case_number"), CIRCLE),
    Secret("note on goods", goods("note"), INTERNAL),
    *(
        Secret(f"{name} of a step of custody", custody(name), CIRCLE)
        for name in ("signed_by", "note", "from_office", "to_office")
    ),
    Secret("why a double count was settled", verdict, frozenset({"reviewer", "director"})),
)
