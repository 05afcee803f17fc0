"""Secrets in the rooms beside reports: centers, the vault."""

import json

from django.urls import reverse

from centers.models import Center, PublicReport, Reporter, ReportStep
from tests.leaks.secret import CIRCLE, NOBODY, Plant, Secret
from tests.test_matrix import client_for
from tests.vault.factories import make_identity
from tests.world import World
from vault.box import seal, unseal
from vault.models import How, Identity
from vault.secret import Secret as Words
from visits.models import Activity

KEEPERS = frozenset({"center", "reviewer", "director", "admin"})  # of the roster, and who reviews reports
RECEIVERS = frozenset({"center", "reviewer", "director"})  # of what the public reports


def channel(name: str, value: str = "{}") -> Plant:
    """A way to reach somebody who sits in a center."""

    def plant(world: World, word: str) -> None:
        members = Center.objects.get(code=world.center).members
        members.create(role="member", position="District chief", **{name: value.format(word)})

    return plant


def identity(field: str) -> "Secret":
    """A field of somebody in the vault: on no page at all, but opened by the officer who put them there."""
    kept: list[Identity] = []

    def plant(world: World, word: str) -> None:
        hush = Activity.objects.get(pk=world.things["published"].hush)
        kept[:] = [make_identity(world.people["officer"], hush, secret=Words(**{field: word}))]

    return Secret(
        f"{field} in the vault",
        plant,
        NOBODY,
        also=lambda _world: [kept[0].get_absolute_url()],
        tried=lambda world: client_for(world, "officer").post(reverse("vault:open", args=[kept[0].code])),
        sealed=True,
    )


def reason(world: World, word: str) -> None:
    found = Identity.objects.get(code=world.things["published"].identity)
    found.openings.create(user=world.people["director"], how=How.GLASS, reason=f"In danger because of {word}.")


def public_report(name: str) -> Plant:
    def plant(world: World, word: str) -> None:
        PublicReport.objects.update(**{name: word})

    return plant


def step(name: str) -> Plant:
    def plant(world: World, word: str) -> None:
        ReportStep.objects.update(**{name: word})

    return plant


def reporter(field: str) -> Secret:
    """Who made a public report: sealed, read by an act of those who read the report."""

    def plant(world: World, word: str) -> None:
        kept = Reporter.objects.get()
        Reporter.objects.update(sealed=seal(json.dumps(json.loads(unseal(kept.sealed)) | {field: word})))

    return Secret(f"{field} of who made a public report", plant, RECEIVERS, sealed=True)


SECRETS = (
    Secret("telephone of a member of a center", channel("phone"), KEEPERS),
    *(Secret(f"{name} of a member of a center", channel(name), KEEPERS) for name in ("line", "call_sign", "fax")),
    Secret("e-mail of a member of a center", channel("email", "{}@example.org"), KEEPERS),
    Secret("summary of a public report", public_report("summary"), RECEIVERS),
    Secret("place of a public report", public_report("place"), RECEIVERS),
    Secret("whom a public report was referred to", public_report("referred_to"), RECEIVERS),
    Secret("outcome of a public report", step("words"), RECEIVERS),
    reporter("name"),
    reporter("contact"),
    reporter("note"),
    identity("name"),
    identity("reach"),
    identity("note"),
    Secret("why the glass was broken", reason, CIRCLE | {"auditor"}),
)
