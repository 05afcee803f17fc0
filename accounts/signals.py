"""What allauth tells us that something must follow, and what we tell other rooms."""

from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from accounts.middleware import SEEN

# Sent with `person` and `request` when an administrator has saved an account that is switched off: other rooms may
# know of something that still waits for this person, and say so.
switched_off = Signal()


@receiver(authenticator_removed)
def ask_again(request: HttpRequest, **kwargs: Any) -> None:
    """A factor was taken away: the gate must look again at once."""
    request.session.pop(SEEN, None)
