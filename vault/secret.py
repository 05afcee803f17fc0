"""What is sealed: who somebody is, how to reach them, and a note."""

import json
from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

from vault.box import seal, unseal


@dataclass(frozen=True, repr=False)
class Secret:
    """In plain words, and never for long: it has no representation, so that no log or report of an error shows it."""

    name: str = ""
    reach: str = ""
    note: str = ""

    def sealed(self) -> bytes:
        return seal(json.dumps(asdict(self), ensure_ascii=False))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """In words, for the page that shows it."""
        labels = {"name": _("Name"), "reach": _("How to reach them"), "note": _("Note")}
        return [(str(label), getattr(self, field)) for field, label in labels.items()]


def read_secret(sealed: bytes | memoryview) -> Secret:
    """Raises vault.box.Unreadable."""
    return Secret(**json.loads(unseal(sealed)))
