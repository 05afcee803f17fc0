"""Our people write: our account, the one on behalf of the counterpart, and the signature under each."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from patrols import actions, permissions, prefill
from patrols.actions import Said
from patrols.facts import told
from patrols.forms.account import Screen
from patrols.forms.signing import SignForm
from patrols.missing import missing
from patrols.models import Account, How, Patrol, Side
from patrols.views.saving import posted_revision, write_page
from visits.actions import Conflict
from visits.models import Activity, Visit
from visits.permissions import may_read_restricted

form_page = require_http_methods(["GET", "HEAD", "POST"])


def get_activity(user: User, lineage: uuid.UUID) -> Activity:
    """The activity in the newest revision that `user` may know of. Raises Http404."""
    rows = Activity.objects.filter(lineage=lineage, stop__visit__in=Visit.objects.visible_to(user))
    rows = rows.select_related("stop__visit").prefetch_related("participations")
    found = rows.order_by("-stop__visit__revision").first()
    if found is None or not prefill.has_two_sides(found):
        raise Http404
    if found.restricted and not may_read_restricted(user, found.stop.visit):
        raise Http404
    return found


@allow(Permission.VISIT_WRITE)
@form_page
def start(request: AuthedRequest, lineage: uuid.UUID) -> HttpResponse:
    """Our account, filled with what the report says; saving it opens the record."""
    activity = get_activity(request.user, lineage)
    patrol = Patrol.objects.filter(lineage=lineage).first()
    if patrol is not None and request.method != "POST":
        return redirect(patrol)
    visit = activity.stop.visit
    refuse(permissions.why_not_record(request.user, visit))

    def make(data: Any) -> Screen:
        return Screen(data, how=How.OWN_OFFICER, said=prefill.from_activity(activity))

    def act(screen: Screen) -> str:
        return actions.start(activity=activity, by=request.user, said=screen.answers()).get_absolute_url()

    context = {"visit": visit, "side": Side.OWN, "back_url": visit.get_absolute_url(), "patrol": patrol}
    return write_page(request, "patrols/account.html", make, revision=lambda: 0, act=act, context=context)


def starts_from(patrol: Patrol, side: Side) -> Said:
    """What the page starts from: the draft, else what we signed for that side, else nothing."""
    newest = actions.newest_of(patrol, actions.HOW[side])
    return prefill.from_account(newest) if newest else Said({}, [])


@allow(Permission.VISIT_WRITE)
@form_page
def account(request: AuthedRequest, code: str, side: Side) -> HttpResponse:
    patrol, visit = permissions.get_patrol_to_write(request.user, code, side)

    def make(data: Any) -> Screen:
        return Screen(data, how=actions.HOW[side], said=starts_from(patrol, side))

    def revision() -> int:
        newest = actions.newest_of(patrol, actions.HOW[side])
        return newest.revision if newest else 0

    def act(screen: Screen) -> str:
        seen = posted_revision(request)
        actions.save_account(patrol=patrol, side=side, by=request.user, revision=seen, said=screen.answers())
        return reverse("patrols:sign", args=[code, side]) if "sign" in request.POST else patrol.get_absolute_url()

    context = {
        "patrol": patrol,
        "visit": visit,
        "side": side,
        "signed": patrol.signed(side),
        "back_url": patrol.get_absolute_url(),
    }
    return write_page(request, "patrols/account.html", make, revision=revision, act=act, context=context)


@allow(Permission.VISIT_WRITE)
@form_page
def sign(request: AuthedRequest, code: str, side: Side) -> HttpResponse:
    """The draft as it will stand, and who stands for it."""
    patrol, visit = permissions.get_patrol_to_write(request.user, code, side)
    draft = patrol.draft(actions.HOW[side])
    if draft is None:
        return redirect(patrol)
    form = SignForm(request.POST or None, how=draft.how_info, initial=signer_of(request.user, side))
    context = {"patrol": patrol, "visit": visit, "side": side, "back_url": patrol.get_absolute_url()}
    if request.method != "POST":
        return sign_page(request, draft, form, context)
    seen = posted_revision(request)
    if not form.is_valid():
        return sign_page(request, draft, form, context, status=422, revision=seen)
    try:
        actions.sign_off(patrol=patrol, side=side, by=request.user, revision=seen, signer=form.signer())
    except actions.Incomplete:
        return sign_page(request, draft, form, context, status=422)
    except Conflict as conflict:
        return sign_page(request, draft, form, context | {"conflict": conflict}, status=409)
    messages.success(request, _("Signed off. This account is in force now."))
    return redirect(patrol)


def signer_of(user: User, side: Side) -> dict[str, str]:
    if side != Side.OWN:
        return {}
    return {"name": user.name_th or user.name_en, "position": user.position}


def sign_page(
    request: AuthedRequest, draft: Account, form: SignForm, context: dict[str, Any], **said: Any
) -> HttpResponse:
    status = said.pop("status", 200)
    context |= {"form": form, "facts": told(draft), "lacks": missing(draft), "revision": draft.revision, **said}
    return render(request, "patrols/sign.html", context, status=status)
