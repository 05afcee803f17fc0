"""Who may do what to which report, with the reason of a refusal."""

from functools import cache

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from ui.prepared import Prepared
from visits.models import Visit
from visits.workflow import TRANSITIONS, State, Transition


def get_visit(user: User, reference: str, *, revision: int | None = None) -> Visit:
    """The newest revision of `reference` that `user` may know of, or the one asked for. Raises Http404."""
    rows = Visit.objects.visible_to(user).filter(reference=reference)
    if revision is not None:
        rows = rows.filter(revision=revision)
    visit = rows.select_related("author", "project", "amends").order_by("-revision").first()
    if visit is None:
        raise Http404
    return visit


def get_visit_to_edit(user: User, reference: str, *, only: tuple[str, ...] = ()) -> Visit:
    """The revision of `reference` that `user` has in hand. Raises Http404, or Refused with the reason.

    Who goes back to a page of the form after the report was sent is led to the report.

    `only`: the columns that the caller needs, where it can tell; others are fetched when asked for.
    """
    # Authors see every revision of theirs: the short way, taken at each save.
    own = _own(only).first(reference, user.pk) if only else _own_whole(user, reference)
    visit = own or get_visit(user, reference)
    refuse(why_not_edit(user, visit), instead="" if visit.is_editable else visit.get_absolute_url())
    return visit


def _own_whole(user: User, reference: str) -> Visit | None:
    rows = Visit.objects.filter(reference=reference, author=user).select_related("project", "amends")
    visit = rows.order_by("-revision").first()
    if visit is not None:
        visit.author = user
    return visit


@cache
def _own(only: tuple[str, ...]) -> Prepared[Visit]:
    """The newest revision of a reference by an author, with these columns."""
    rows = Visit.objects.order_by("-revision").only(*only)
    return Prepared(lambda reference, author: rows.filter(reference=reference, author=author)[:1], "?", -1)


def get_edition(user: User, reference: str) -> Visit:
    """The newest revision of `reference` whose public edition `user` may read. Raises Http404, or Refused."""
    rows = Visit.objects.visible_to(user).filter(reference=reference)
    found = list(rows.select_related("author", "project", "amends").order_by("-revision"))
    if not found:
        raise Http404
    open_to = [visit for visit in found if not why_not_edition(user, visit)]
    refuse("" if open_to else why_not_edition(user, found[0]))
    return open_to[0]


def is_on_mission(user: User, visit: Visit) -> bool:
    return visit.author_id == user.pk or any(row.user_id == user.pk for row in visit.members.all())


def why_not_edit(user: User, visit: Visit) -> str:
    """Why `user` may not change the content of `visit`; empty where they may."""
    if not user.may(Permission.VISIT_WRITE):
        return _("Your role does not write reports.")
    if not is_on_mission(user, visit):
        return _("Only the author and the members of the mission change this report.")
    if not visit.is_editable:
        return _("The report has been sent: it changes only when it is returned, or by an amendment.")
    return ""


def why_not_name_accounts(user: User, visit: Visit) -> str:
    """Why `user` may not say whose account is on the mission of `visit`; empty where they may.

    An account on the mission opens the restricted parts: members do not hand that on.
    """
    if visit.author_id != user.pk:
        return _("Only the author of the report gives a member an account, changes it or takes it away.")
    return ""


def why_not_amend(user: User, visit: Visit) -> str:
    """Why `user` may not start an amendment of `visit`; empty where they may."""
    if not user.may(Permission.VISIT_WRITE) or visit.author_id != user.pk:
        return _("Only the author amends a report.")
    if visit.state not in (State.APPROVED, State.PUBLISHED):
        return _("Only an approved report is amended.")
    if Visit.objects.filter(amends=visit).exists():
        return _("An amendment of this revision exists already.")
    return ""


def why_not_step(user: User, visit: Visit, step: Transition) -> str:
    """Why `user` may not take `visit` along `step`; empty where they may."""
    if not user.may(step.permission):
        return _("Your role does not take this step.")
    if step.by_author and visit.author_id != user.pk:
        return _("Only the author sends the report.")
    return "" if step.by_author else why_not_decide(user, visit, step)


def why_not_decide(user: User, visit: Visit, step: Transition) -> str:
    """Why `user`, whose role takes `step`, may not take it with this report; empty where they may."""
    if visit.author_id == user.pk:
        return _("Nobody decides on their own report.")
    if not user.covers(visit.area_codes):
        return _("The report lies outside your areas of responsibility.")
    if step.target == State.APPROVED and visit.endorsed_by_id == user.pk:
        return _("You endorsed this report: somebody else approves it.")
    if is_on_mission(user, visit):
        return _("You were on this mission: somebody else decides on the report.")
    return ""


def why_not_edition(user: User, visit: Visit) -> str:
    """Why `user` may not read the public edition of a report visible to them; empty where they may."""
    if visit.is_published or (user.may(Permission.VISIT_PUBLISH) and user.covers(visit.area_codes)):
        return ""
    return _("The public edition can be read once the report is published.")


def why_not_review(user: User, visit: Visit) -> str:
    """Why `user` has no part in the review of `visit`; empty where they have."""
    if not user.may(Permission.VISIT_COMMENT):
        return _("Your role does not review reports.")
    if visit.author_id == user.pk:
        return _("Nobody decides on their own report.")
    if not user.covers(visit.area_codes):
        return _("The report lies outside your areas of responsibility.")
    return ""


def why_not_comment(user: User, visit: Visit) -> str:
    """Why `user` may not remark on `visit` now; empty where they may."""
    if reason := why_not_review(user, visit):
        return reason
    if visit.state not in (State.SUBMITTED, State.ENDORSED):
        return _("Remarks are made while the report is under review.")
    return ""


def why_not_resolve(user: User, visit: Visit) -> str:
    """Why `user` may not mark a remark on `visit` as answered; empty where they may."""
    if user.may(Permission.VISIT_WRITE) and is_on_mission(user, visit):
        return ""
    return why_not_review(user, visit)


def steps_open_to(user: User, visit: Visit) -> list[Transition]:
    """The steps that `user` may take now."""
    return [step for step in TRANSITIONS if step.source == visit.state and not why_not_step(user, visit, step)]


def may_read_restricted(user: User, visit: Visit) -> bool:
    """Whether `user` belongs to the restricted circle of `visit`: its mission, and those who decide on it."""
    if user.may(Permission.VISIT_RESTRICTED) and user.covers(visit.area_codes):
        return True
    return user.may(Permission.VISIT_WRITE) and is_on_mission(user, visit)
