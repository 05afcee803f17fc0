"""A dated status as people see it: a glyph and a word, and its history as a band over time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LEAST = 1.5  # width of the shortest stretch, so that a single day can still be seen


@dataclass(frozen=True)
class Badge:
    """What ui/state.html draws."""

    glyph: str
    label: str
    tone: str


@dataclass(frozen=True)
class Stretch:
    """One status from a day to the next event, in hundredths of the band.

    `known` is False after the last event: the status then is only what was last heard.
    """

    badge: Badge
    start: dt.date
    end: dt.date
    x: float
    width: float
    known: bool = True


def band(events: Iterable[Any], *, today: dt.date) -> list[Stretch]:
    """Stretches from the first event to `today`, oldest first. Events carry `.on` and `.badge`, in any order."""
    past = sorted((event for event in events if event.on <= today), key=lambda event: (event.on, event.pk))
    if not past:
        return []
    ends = [event.on for event in past[1:]] + [past[-1].on]
    spans = [(event.badge, event.on, end, True) for event, end in zip(past, ends, strict=True) if end > event.on]
    spans.append((past[-1].badge, past[-1].on, today, False))
    total = max((today - past[0].on).days, 1)
    widths = [max((end - start).days / total * 100, LEAST) for _, start, end, _ in spans]
    scale = 100 / sum(widths)
    stretches, x = [], 0.0
    for (badge, start, end, known), width in zip(spans, widths, strict=True):
        stretches.append(Stretch(badge, start, end, round(x, 2), round(width * scale, 2), known))
        x += width * scale
    return stretches
