"""How often, and how soon, a job is tried again."""

from datetime import timedelta

MAX_ATTEMPTS = 5


class GiveUp(Exception):
    """Raised by a job that would fail the same way next time: it is not tried again."""


def pause_after(attempts: int) -> timedelta:
    """10 s, 40 s, 2 min 40 s, 10 min 40 s."""
    return timedelta(seconds=10 * 4 ** (attempts - 1))
