"""Who may do what to which practice, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from practices.models import Adoption, Practice
from practices.workflow import STEPS, PracticeState, Step

SITE = ("district__province", "checkpoint", "center", "author")
NO_ADOPTION = gettext_lazy("Record where it was adopted first.")


def get_practice(user: User, code: str) -> Practice:
    """The practice that `user` may know of. Raises Http404."""
    practice = Practice.objects.visible_to(user).filter(code=code).select_related(*SITE).first()
    if practice is None:
        raise Http404
    return practice


def get_practice_to_edit(user: User, code: str) -> Practice:
    """The candidate that `user` has in hand. Raises Http404, or Refused with the reason."""
    practice = get_practice(user, code)
    refuse(why_not_edit(user, practice))
    return practice


def why_not_edit(user: User, practice: Practice) -> str:
    """Why `user` may not change the content of `practice`; empty where they may."""
    if not user.may(Permission.PRACTICE_WRITE):
        return _("Your role does not write best practices.")
    if practice.author_id != user.pk:
        return _("Only its author changes a practice.")
    if not practice.is_editable:
        return _("The practice has been validated: it changes only when it is taken back to a candidate.")
    return ""


def why_not_judge(user: User, practice: Practice) -> str:
    """Why `user` is not one of those who decide on `practice`; empty where they are."""
    if not user.may(Permission.PRACTICE_VALIDATE) and not user.may(Permission.PRACTICE_PUBLISH):
        return _("Your role does not decide on best practices.")
    if practice.author_id == user.pk:
        return _("Nobody decides on their own practice.")
    if not user.covers(practice.area_codes):
        return _("The practice lies outside your areas of responsibility.")
    return ""


def why_not_review(user: User, practice: Practice) -> str:
    """Why `user` does not see how far `practice` has come: that is for its author and those who decide on it."""
    return "" if practice.author_id == user.pk else why_not_judge(user, practice)


def why_not_rate(user: User, practice: Practice) -> str:
    """Why `user` may not rate `practice`; empty where they may.

    Its author while it is a candidate; afterwards those who decide on it, so that its rating can follow the site.
    """
    if practice.is_editable:
        return why_not_edit(user, practice)
    if practice.state == PracticeState.RETIRED:
        return _("The practice is retired.")
    return why_not_judge(user, practice)


def why_not_step(user: User, practice: Practice, step: Step) -> str:
    """Why `user` may not take `practice` along `step`; empty where they may."""
    if not user.may(step.permission):
        return _("Your role does not take this step.")
    if step.by_author and practice.author_id == user.pk:
        return ""
    return why_not_judge(user, practice)


def steps_open_to(user: User, practice: Practice) -> list[Step]:
    """The steps that `user` may take now."""
    return [step for step in STEPS if step.source == practice.state and not why_not_step(user, practice, step)]


def why_not_ask(user: User, practice: Practice) -> str:
    """Why `user` may not ask for an action that follows from `practice`; empty where they may.

    Its author, also of what is published: an action is no part of what was validated. And those who decide on it.
    """
    if practice.state == PracticeState.RETIRED:
        return _("The practice is retired.")
    if practice.author_id == user.pk and user.may(Permission.PRACTICE_WRITE):
        return ""
    return why_not_judge(user, practice)


def why_not_adopt(user: User, practice: Practice) -> str:
    """Why `user` may not record that `practice` is tried elsewhere; empty where they may (in their own areas)."""
    if not user.may(Permission.PRACTICE_WRITE):
        return _("Your role does not write best practices.")
    if practice.state == PracticeState.RETIRED:
        return _("The practice is retired.")
    return ""


def why_not_change_adoption(user: User, adoption: Adoption) -> str:
    """Why `user` may not change an adoption: its recorder and owner do, and those who decide in its district."""
    if reason := why_not_adopt(user, adoption.practice):
        return reason
    judges = user.may(Permission.PRACTICE_VALIDATE) or user.may(Permission.PRACTICE_PUBLISH)
    around = ["TH", adoption.district.province.area_code, adoption.district.area_code]
    if user.pk in (adoption.created_by_id, adoption.owner_id) or (judges and user.covers(around)):
        return ""
    return _("An adoption is changed by who recorded it, who answers for it, and those who decide in its district.")


def why_not_recognise(user: User, practice: Practice) -> str:
    """Why `user` may not recognise the site of `practice` as a model; empty where they may."""
    if practice.state in (PracticeState.CANDIDATE, PracticeState.RETIRED):
        return _("A site is recognised as a model once its practice is validated.")
    return why_not_judge(user, practice)
