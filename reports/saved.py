"""Every write of saved views."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from reports.models import SavedView
from reports.scope import Scope


class Changed(Exception):
    """The view was changed meanwhile, in another window."""


class NameTaken(Exception):
    """Its owner has another view of this name."""


@transaction.atomic
def save(*, scope: Scope, page: str, name: str, is_shared: bool, by: User) -> SavedView:
    """Keep what `scope` asks under a name. Raises NameTaken."""
    one_at_a_time(by)
    if SavedView.objects.filter(owner=by, name=name).exists():
        raise NameTaken
    query = scope.params.urlencode()
    return SavedView.objects.create(owner=by, name=name, page=page, query=query, is_shared=is_shared)


@transaction.atomic
def change(*, view: SavedView, name: str, is_shared: bool, version: int, by: User) -> SavedView:
    """Another name, shared or not. Raises Changed if somebody did so since `version`, or NameTaken."""
    refuse(why_not_change(by, view))
    one_at_a_time(by)
    stored = SavedView.objects.get(pk=view.pk)
    if stored.version != version:
        raise Changed
    if SavedView.objects.filter(owner=by, name=name).exclude(pk=view.pk).exists():
        raise NameTaken
    stored.name, stored.is_shared, stored.version = name, is_shared, version + 1
    stored.save()
    return stored


@transaction.atomic
def start_with(*, view: SavedView, is_start: bool, by: User) -> None:
    """Whether signing in leads to `view`; to one at most."""
    refuse(why_not_change(by, view))
    one_at_a_time(by)
    SavedView.objects.filter(owner=by, is_start=True).update(is_start=False)
    if is_start:
        SavedView.objects.filter(pk=view.pk).update(is_start=True)


@transaction.atomic
def remove(*, view: SavedView, by: User) -> None:
    refuse(why_not_change(by, view))
    one_at_a_time(by)
    view.delete()


def one_at_a_time(owner: User) -> None:
    """Whoever writes views of the same person waits for the one before."""
    User.objects.select_for_update().only("pk").get(pk=owner.pk)


def why_not_change(user: User, view: SavedView) -> str:
    return (
        ""
        if view.owner_id == user.pk
        else _("This view is somebody else's. Open it and save it under a name of your own.")
    )


def get_view(user: User, pk: int) -> SavedView:
    """A view of the reader's own. Raises Http404, or Refused where it is shared with them."""
    view = SavedView.objects.visible_to(user).filter(pk=pk).first()
    if view is None:
        raise Http404
    refuse(why_not_change(user, view))
    return view


def start_of(user: User) -> SavedView | None:
    """Where `user` starts; None: at home."""
    if not user.may(Permission.DASHBOARD):
        return None
    return SavedView.objects.filter(owner=user, is_start=True).first()
