"""Which checklists a person may open, and which version may be changed."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from checklists.models import Checklist, ChecklistVersion


def get_checklist(user: User, code: str) -> Checklist:
    """Raises Http404 where there is none that `user` may know of."""
    found = Checklist.objects.visible_to(user).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def get_version(user: User, code: str, number: int) -> ChecklistVersion:
    """Raises Http404 where there is none that `user` may know of."""
    rows = ChecklistVersion.objects.filter(checklist__in=Checklist.objects.visible_to(user))
    found = rows.filter(checklist__code=code, number=number).select_related("checklist").first()
    if found is None:
        raise Http404
    return found


def get_draft(user: User, code: str, number: int) -> ChecklistVersion:
    """Raises Refused where the version is no draft any more."""
    found = get_version(user, code, number)
    if not found.is_draft:
        refuse(_("A published version never changes. Start a new version to change the checklist."))
    return found
