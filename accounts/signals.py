"""What allauth tells us that something must follow."""

from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.middleware import SEEN


@receiver(authenticator_removed)
def ask_again(request: HttpRequest, **kwargs: Any) -> None:
    """A factor was taken away: the gate must look again at once."""
    request.session.pop(SEEN, None)
