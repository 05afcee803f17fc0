"""Follow-up actions on pages of other rooms."""

from typing import Any

from django import template
from django.db.models import Case, When
from django.template import Context
from django.urls import reverse

from followups.commitments import answered
from followups.models import UNRESOLVED, FollowUp
from followups.models.contact import NoDigest
from followups.places import open_at
from visits.models import Visit

register = template.Library()
LAST = 5
MOST = 20


@register.inclusion_tag("followups/_of_report.html", takes_context=True)
def followups_of(context: Context, visit: Visit) -> dict[str, Any]:
    """The actions of every revision of a report that the reader may know of."""
    rows = FollowUp.objects.visible_to(context["request"].user).filter(visit__reference=visit.reference)
    return {"followups": rows.with_names()}


@register.inclusion_tag("followups/_of_practice.html", takes_context=True)
def followups_of_practice(context: Context, code: str, ask_url: str = "") -> dict[str, Any]:
    """The actions of a practice that the reader may know of, unresolved ones first. `ask_url`: to ask for one more."""
    user = context["request"].user
    rows = FollowUp.objects.visible_to(user).filter(practice=code).with_names()
    late = Case(When(state__in=UNRESOLVED, then=0), default=1)
    return {
        "followups": rows.order_by(late, "due_on", "pk")[:MOST],
        "url": f"{reverse('followups:list')}?practice={code}&finished=yes",
        "may_list": user.may("followup.list"),
        "ask_url": ask_url,
    }


@register.inclusion_tag("followups/_commitments_of.html", takes_context=True)
def commitments_of(context: Context, visit: Visit) -> dict[str, Any]:
    """What a report, in any revision, found of actions that the reader may know of."""
    return {"commitments": answered(visit, context["request"].user)}


@register.inclusion_tag("followups/_at.html", takes_context=True)
def followups_at(context: Context, **place: Any) -> dict[str, Any]:
    """The unresolved actions from visits to a place: `checkpoint=`, `center=` or `district=`, soonest due first."""
    ((kind, where),) = place.items()
    user = context["request"].user
    rows = FollowUp.objects.visible_to(user).unresolved().filter(open_at(kind, where)).with_names()
    return {
        "followups": rows.order_by("due_on", "pk")[:LAST],
        "url": f"{reverse('followups:list')}?{kind}={where.code}",
        "may_list": user.may("followup.list"),
    }


@register.inclusion_tag("followups/_of_me.html", takes_context=True)
def followups_of_me(context: Context) -> dict[str, Any]:
    """One's own page: whether the weekly mail is wanted, and the way to the calendar."""
    user = context["request"].user
    may_list = user.may("followup.list")
    wanted = may_list and not NoDigest.objects.filter(user=user).exists()
    return {"user": user, "may_list": may_list, "wanted": wanted}


@register.inclusion_tag("followups/_handovers.html")
def handovers_of(followup: FollowUp) -> dict[str, Any]:
    """To whom the action was handed over, and why."""
    return {"handovers": followup.handovers.select_related("giver", "taker", "by")}
