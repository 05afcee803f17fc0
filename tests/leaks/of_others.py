"""Secrets in the rooms beside reports: centers, the vault."""

from django.urls import reverse

from centers.models import Center
from tests.leaks.secret import CIRCLE, NOBODY, Secret
from tests.vault.factories import make_identity
from tests.world import World
from vault.models import How, Identity
from vault.secret import Secret as Words
from visits.models import Activity

KEEPERS = frozenset({"center", "reviewer", "director", "admin"})  # of the roster, and who reviews reports


def telephone(world: World, word: str) -> None:
    Center.objects.get(code=world.center).members.create(role="head", position="District chief", phone=word)


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
        tried=("officer", lambda _world: reverse("vault:open", args=[kept[0].code])),
    )


def reason(world: World, word: str) -> None:
    found = Identity.objects.get(code=world.things["published"].identity)
    found.openings.create(user=world.people["director"], how=How.GLASS, reason=f"In danger because of {word}.")


SECRETS = (
    Secret("telephone of a center's head", telephone, KEEPERS),
    identity("name"),
    identity("reach"),
    identity("note"),
    Secret("why the glass was broken", reason, CIRCLE | {"auditor"}),
)
