"""What other rooms tell us that something must follow."""

from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import ngettext

from accounts.models import User
from accounts.signals import switched_off
from visits.models import Visit
from visits.workflow import EDITABLE_STATES


@receiver(switched_off)
def warn_of_unsent(person: User, request: HttpRequest, **kwargs: Any) -> None:
    """Tell the administrator that reports stay unsent: nobody but their author can send them."""
    count = Visit.objects.filter(author=person, state__in=EDITABLE_STATES).count()
    if count:
        words = ngettext(
            "%(name)s has %(count)d report that was not sent for review, and only its author can send it. "
            "Switch the account on again until it is sent.",
            "%(name)s has %(count)d reports that were not sent for review, and only their author can send them. "
            "Switch the account on again until they are sent.",
            count,
        )
        messages.warning(request, words % {"name": person, "count": count})
