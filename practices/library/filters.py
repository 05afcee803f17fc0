"""Filters of the library, read from its address.

    q=words              every word in the code, a title or a summary
    theme=labour         theme
    principle=trust      rated 3 or 4 by this principle; repeatable: by each of them
    rated=trust          rated by this principle, whatever the rating
    category=DRUG        NTS category
    border=KH            neighbour country
    state=published      where the practice stands; repeatable
    author=me            what the reader wrote
    awaiting=me          what the reader is to decide
    province=22 district=2204       DOPA codes
    model=yes            recognised as a model site

What cannot be read is left out.
"""

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import GreaterThanOrEqual
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from places.models import Country
from practices.library.scores import GOOD
from practices.models import ModelSite, Practice, Principle, Rating, Theme
from practices.workflow import PracticeState
from ui.templatetags.ui import bilingual
from visits.filters import Filters, Reader, Term, district, province, searched
from visits.models import NtsCategory


def words(text: str, user: User) -> Term | None:
    return searched(text, lambda word: Q(search__contains=word))


def theme(text: str, user: User) -> Term:
    found = Theme(text)
    return Term(_("Theme"), str(found.label), Q(theme=found))


def principle(text: str, user: User) -> Term:
    found = Principle.objects.filter(code=text).first()
    if found is None:
        raise ValueError(text)
    newest = Rating.objects.filter(practice=OuterRef("pk"), principle=found).order_by("-rated_on", "-pk")
    # A value of each practice: the list is walked from the newest until its page is full.
    return Term(_("Does well by"), bilingual(found), Q(GreaterThanOrEqual(Subquery(newest.values("score")[:1]), GOOD)))


def rated(text: str, user: User) -> Term:
    found = Principle.objects.filter(code=text).first()
    if found is None:
        raise ValueError(text)
    rows = Rating.objects.filter(practice=OuterRef("pk"), principle=found)
    return Term(_("Rated by"), bilingual(found), Q(Exists(rows)))


def category(text: str, user: User) -> Term:
    found = NtsCategory.objects.get(code=text)
    links = Practice.categories.through.objects.filter(practice=OuterRef("pk"), ntscategory=found)
    return Term(_("NTS category"), bilingual(found), Q(Exists(links)))


def border(text: str, user: User) -> Term:
    found = Country.objects.only("code", "name_th", "name_en").filter(code=text).first()
    if found is None:
        raise ValueError(text)
    links = Practice.borders.through.objects.filter(practice=OuterRef("pk"), country=found)
    return Term(_("Border with"), bilingual(found), Q(Exists(links)))


def state(text: str, user: User) -> Term:
    found = PracticeState(text)
    return Term(_("State"), str(found.label), Q(state=found))


def author(text: str, user: User) -> Term | None:
    return Term(_("Author"), _("me"), Q(author=user)) if text == "me" else None


def awaiting(text: str, user: User) -> Term | None:
    if text != "me":
        return None
    rows = Practice.objects.awaiting_decision_of(user)
    return Term(_("Awaiting"), _("my decision"), Q(pk__in=rows.order_by().values("pk")))


def model(text: str, user: User) -> Term | None:
    if text != "yes":
        return None
    return Term(_("Model sites"), _("only"), Q(Exists(valid_sites().filter(practice=OuterRef("pk")))))


def valid_sites() -> QuerySet[ModelSite]:
    """Recognitions that hold today."""
    return ModelSite.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=timezone.localdate()))


READERS: dict[str, Reader] = {
    "q": words,
    "theme": theme,
    "principle": principle,
    "rated": rated,
    "category": category,
    "border": border,
    "state": state,
    "author": author,
    "awaiting": awaiting,
    "province": province,
    "district": district,
    "model": model,
}


INSIDE = ("state", "author", "awaiting")  # they ask who the reader is, or tell what is not published


class LibraryFilters(Filters):
    readers: ClassVar[dict[str, Reader]] = READERS

    def term(self, name: str, value: str) -> Term | None:
        return self.readers[name](value, self.user)


class PublicFilters(LibraryFilters):
    """Those of a reader who has not signed in; none of the readers here asks who it is."""

    readers: ClassVar[dict[str, Reader]] = {name: READERS[name] for name in READERS if name not in INSIDE}

    def __init__(self, params: QueryDict) -> None:
        super().__init__(params, AnonymousUser())  # type: ignore[arg-type]
