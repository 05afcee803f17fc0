"""What other rooms tell us that something must follow."""

from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from accounts.models import User
from accounts.signals import switched_off
from followups.models import FollowUp


@receiver(switched_off)
def warn_of_orphans(person: User, request: HttpRequest, **kwargs: Any) -> None:
    """Tell the administrator that actions wait for somebody who will not come back, and where they are handed over."""
    count = FollowUp.objects.unresolved().filter(owner=person).count()
    if not count:
        return
    words = ngettext(
        "%(name)s still owns %(count)d unresolved follow-up action. Pass this address on to a reviewer or director "
        "of the area, who hands it over:",
        "%(name)s still owns %(count)d unresolved follow-up actions. Pass this address on to a reviewer or director "
        "of the area, who hands them over:",
        count,
    )
    url = request.build_absolute_uri(reverse("followups:reassign_person", args=[person.pk]))
    said = words % {"name": person, "count": count}
    messages.warning(request, format_html('{} <a href="{}">{}</a>', said, url, url))
