"""The one thing that a reader may do next with a report."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from visits import permissions
from visits.models import Visit
from visits.workflow import State


@dataclass(frozen=True)
class Step:
    """`label`: the words of the button; `post`: it changes something at once; `hint`: what will happen."""

    label: str
    url: str
    hint: str
    post: bool = False


def next_step(user: User, visit: Visit) -> Step | None:
    """What `user` is to do with `visit` now; None where nothing waits for them."""
    if visit.is_editable:
        return writing(user, visit)
    if permissions.steps_open_to(user, visit):
        return deciding(visit)
    return None


def writing(user: User, visit: Visit) -> Step | None:
    if permissions.why_not_edit(user, visit):
        return None
    if visit.state == State.PLANNED:
        if visit.author_id != user.pk:
            return None
        url = reverse("visits:start", args=[visit.reference])
        return Step(_("Start the report"), url, _("The plan becomes a draft that you fill in."), post=True)
    url = reverse("visits:tasks", args=[visit.reference])
    if visit.is_returned:
        return Step(_("Mend the report"), url, _("Answer what the reviewer asks, then send it again."))
    return Step(_("Continue the report"), url, _("Nobody else sees it before you send it."))


def deciding(visit: Visit) -> Step | None:
    url = reverse("visits:review", args=[visit.reference])
    words = {
        State.SUBMITTED: (_("Review the report"), _("Endorse it, or return it with a reason.")),
        State.ENDORSED: (_("Decide on the report"), _("Approve it, or return it with a reason.")),
        State.APPROVED: (_("Publish the report"), _("Look at the public edition and choose who receives it.")),
    }.get(State(visit.state))
    return Step(words[0], url, words[1]) if words else None
