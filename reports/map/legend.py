"""What the shapes and colours on the map mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.models import Kind
from reports.map.filters import MapFilters

COLOURS = gettext_lazy("Colour: status of a checkpoint, readiness of a center")
STATES = {  # tone: what it says
    "leaf": gettext_lazy("open; ready"),
    "saffron": gettext_lazy("restricted; partly ready"),
    "clay": gettext_lazy("closed; not ready"),
    "neutral": gettext_lazy("not known; not checked lately"),
}


@dataclass(frozen=True)
class Key:
    """`glyph`: of img/map-glyphs.svg; `tone`: its colour."""

    glyph: str
    tone: str
    words: str


def keys(filters: MapFilters) -> list[Key]:
    """Of the layers that are drawn."""
    found: list[Key] = []
    if filters.draws("checkpoints"):
        found += [Key(kind.value, "river", str(kind.label)) for kind in Kind if filters.kind in ("", kind)]
    others = {
        "centers": Key("center", "river", _("coordination center")),
        "visits": Key("visits", "river", _("visits to the place")),
        "findings": Key("finding", "clay", _("findings in a district")),
        "goods": Key("goods", "saffron", _("goods found, by record")),
        "patrols": Key("patrol", "leaf", _("joint patrols, once released, near a checkpoint")),
        "practices": Key("practice", "leaf", _("model site of a best practice")),
    }
    return found + [key for layer, key in others.items() if filters.draws(layer)]
