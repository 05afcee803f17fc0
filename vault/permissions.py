"""Who may do what to which identity, with the reason of a refusal."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import responsible_for
from accounts.roles import ROLE_PERMISSIONS, Permission
from vault.models import HOUR, How, Identity, Opening, Reader

READING_ROLES = [role for role, may in ROLE_PERMISSIONS.items() if Permission.VAULT_OPEN in may]


def get_identity(user: User, code: str) -> Identity:
    """Raises Http404 where there is none that `user` may know of."""
    rows = Identity.objects.visible_to(user).select_related("created_by", "changed_by", "purged_by")
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def is_reader(user: User, identity: Identity) -> bool:
    named = Reader.objects.current().filter(identity=identity, user=user)
    return user.may(Permission.VAULT_OPEN) and named.exists()


def is_over(user: User, identity: Identity) -> bool:
    """Whether `user` reviews or directs the area of what the identity hangs on."""
    return user.may(Permission.VAULT_GLASS) and user.covers(identity.area_codes)


def glass_until(user: User, identity: Identity) -> dt.datetime | None:
    """Until when it stays open to `user`, who broke the glass within the last hour."""
    if not is_over(user, identity):
        return None
    since = timezone.now() - HOUR
    last = Opening.objects.filter(identity=identity, user=user, how=How.GLASS, at__gt=since).first()
    return last.at + HOUR if last else None


def why_closed(identity: Identity) -> str:
    """Why nobody opens it any more; empty where it still holds a name."""
    if identity.purged_at is not None:
        return _("It has been erased: nobody can open it any more.")
    return "" if identity.is_held else _("Its time is over: nobody opens it any more, and it will be erased.")


def why_not_open(user: User, identity: Identity) -> str:
    if reason := why_closed(identity):
        return reason
    if is_reader(user, identity) or glass_until(user, identity):
        return ""
    return _("Only those who are named here open it.")


def why_not_break(user: User, identity: Identity) -> str:
    if reason := why_closed(identity):
        return reason
    if not is_over(user, identity):
        return _("Only the reviewer or director of the area breaks the glass.")
    return _("You are named here: open it without breaking the glass.") if is_reader(user, identity) else ""


def why_not_name(user: User, identity: Identity) -> str:
    """Why `user` may not say who opens it; empty where they may: its writer while they open it, and the area's
    reviewer or director."""
    if reason := why_closed(identity):
        return reason
    if is_over(user, identity) or (identity.created_by_id == user.pk and is_reader(user, identity)):
        return ""
    return _("Only who put it here, or the reviewer or director of the area, says who opens it.")


def why_not_change(user: User, identity: Identity) -> str:
    if reason := why_closed(identity):
        return reason
    if identity.created_by_id == user.pk and is_reader(user, identity):
        return ""
    return _("Only who put it here changes it.")


def why_not_erase(user: User, identity: Identity) -> str:
    if identity.purged_at is not None:
        return why_closed(identity)
    if is_over(user, identity) or (identity.created_by_id == user.pk and user.may(Permission.VAULT_OPEN)):
        return ""
    return _("Only who put it here, or the reviewer or director of the area, erases it.")


def why_not_be_named(user: User, *, by: User) -> str:
    """Why `by` may not name `user`; empty where they may. A reviewer who named themselves would open without
    breaking the glass."""
    if user.pk == by.pk:
        return _("Nobody names themselves: somebody else does, or the glass is broken.")
    return "" if user.may(Permission.VAULT_OPEN) else _("The role of this account opens nothing in the vault.")


def auditors() -> QuerySet[User]:
    """Who is told when the glass is broken."""
    roles = [role for role, may in ROLE_PERMISSIONS.items() if Permission.ACCESS_LOG in may]
    return User.objects.filter(is_active=True, role__in=roles).exclude(email="")


def people_around(area_codes: list[str], *, besides: User) -> QuerySet[User]:
    """Whom `besides` may name: active people of these areas whose role may open."""
    return may_be_named(responsible_for(area_codes)).exclude(pk=besides.pk)


def may_be_named(wanted: Q) -> QuerySet[User]:
    """Those of `wanted` who are active and whose role may open."""
    return User.objects.filter(wanted, is_active=True, role__in=READING_ROLES).distinct()
