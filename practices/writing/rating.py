"""Ratings of a practice by principle, with the evidence behind each and what was said before."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from practices import permissions, proof
from practices.citing import read_evidence
from practices.forms.judging import RatingForm
from practices.library.scores import Axis, axes_of
from practices.models import Practice, Principle, Rating
from practices.writing.saving import context_of, save, screen_page, way_on
from ui.templatetags.ui import bilingual
from visits.forms.fields import key_of

RATING = (Permission.PRACTICE_WRITE, Permission.PRACTICE_VALIDATE, Permission.PRACTICE_PUBLISH)


@allow(*RATING)
@require_http_methods(["GET", "HEAD", "POST"])
def ratings(request: AuthedRequest, code: str) -> HttpResponse:
    """Each principle with its newest rating. Posting goes on."""
    practice = permissions.get_practice(request.user, code)
    refuse(permissions.why_not_rate(request.user, practice))
    if request.method == "POST":
        return redirect(way_on(request, practice, "ratings"))
    page = screen_page(request, "practices/writing/ratings.html", partial(context_of, practice, "ratings"))
    return page(axes=axes_read(request, practice))


def axes_read(request: AuthedRequest, practice: Practice) -> list[Axis]:
    """The ratings of `practice` with the evidence behind each, as this reader may read it."""
    return axes_of({practice.pk: read_evidence(practice, by=request.user, where="practice ratings")})[practice.pk]


@allow(*RATING)
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: AuthedRequest, code: str, principle: str) -> HttpResponse:
    """Rate the practice by one principle. Earlier ratings stay."""
    practice = permissions.get_practice(request.user, code)
    refuse(permissions.why_not_rate(request.user, practice))
    row = get_object_or_404(Principle, code=principle)
    form = RatingForm(request.POST or None)
    page = screen_page(request, "practices/writing/rate.html", partial(context_of, practice, "ratings", form=form))
    if request.method == "POST" and form.is_valid():
        key = key_of(request.POST, scope=f"{practice.pk} {row.pk}")
        values = form.cleaned_data | {"client_uuid": key}
        act = partial(proof.rate, practice=practice, principle=row, by=request.user, **values)
        on = after_rating(practice, row)
        return save(request, form, act, again=page, on=on, what=bilingual(row))
    axis = next(one for one in axes_read(request, practice) if one.principle == row)
    return page(status=422 if request.method == "POST" else 200, axis=axis)


def after_rating(practice: Practice, principle: Principle) -> str:
    """The address of the next principle that a candidate is not rated by yet; of the list when there is none."""
    rated = Rating.objects.filter(practice=practice).values("principle")
    left = Principle.objects.exclude(pk=principle.pk).exclude(pk__in=rated).first()
    if practice.is_editable and left is not None:
        return reverse("practices:rate", args=[practice.code, left.code])
    return reverse("practices:ratings", args=[practice.code])
