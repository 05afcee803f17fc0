"""Filters of the list of visits, read from its address, so that every figure can link to what it counts.

    q=words              every word in the reference or a title
    state=approved       repeatable: state=approved&state=published
    fy=2566              fiscal year, Buddhist era (1 October to 30 September)
    month=2023-03        the month of the first day
    from=2023-03-01 to=2023-03-31   the first day lies within; also as the three parts of the date field
    province=22 district=2204       DOPA codes
    kind=study           kind of visit
    category=DRUG level=major       assessed so, as far as the reader may know; one without the other as well;
                         level=found: minor or major
    author=me            or a user name, said as it was asked for: a chip tells nobody whose account there is
    project=CODE checkpoint=CODE center=CODE
    elsewhere=2204       stopped in this district at neither a checkpoint nor a center
    at=PERMANENT         stopped at a checkpoint of this kind
    agency=CODE          an agency that took part, as far as the reader may know
    awaiting=me          what the reader is to decide

Periods are of the first day of the visit, so that months add up. What cannot be read is left out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.codes import is_country
from places.models import District, Province
from places.words import holds
from ui import dates
from ui.fields import DateInput, read_date
from ui.templatetags.ui import bilingual
from visits.models import Level, MissionMember, NtsCategory, Project, Stop, Visit, VisitKind
from visits.models.visible import one_of
from visits.queries import activities_readable_by, assessments_readable_by
from visits.workflow import State

Rows = TypeVar("Rows", bound=QuerySet[Any])
FOUND, FOUND_LEVELS = "found", (Level.MINOR, Level.MAJOR)


@dataclass(frozen=True)
class Chip:
    """One filter in force: what it is, what it says, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Term:
    """One filter as read: its name, its value in words, and the condition that it sets."""

    label: str
    value: str
    condition: Q


def fiscal_period(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a Thai fiscal year, Buddhist era."""
    return dt.date(year - 544, 10, 1), dt.date(year - 543, 9, 30)


def month_period(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of YYYY-MM. Raises ValueError."""
    first = dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def searched(text: str, said: Callable[[str], Q]) -> Term | None:
    """Rows of which all words of `text` are `said`; each is asked for in lower case."""
    if not text.strip() or "\x00" in text:
        return None
    return Term(_("Search"), text.strip(), Q(*map(said, text.lower().split()[:8])))


def words(text: str, user: User) -> Term | None:
    found = searched(text, partial(holds, F("search")))
    if found is None or any(is_country(code) for code in user.area_codes):
        return found
    # Or the newest of everybody's are gone through, for a word that nobody there has written.
    near = Visit.objects.visible_to(user).filter(found.condition)
    return replace(found, condition=one_of(near.values("pk")))


def state(text: str, user: User) -> Term:
    found = State(text)
    return Term(_("State"), str(found.label), Q(state=found))


def fiscal_year(text: str, user: User) -> Term:
    first, last = fiscal_period(int(text))
    return Term(_("Fiscal year"), str(dates.shown_year(last.year)), Q(date_start__range=(first, last)))


def month(text: str, user: User) -> Term:
    first, last = month_period(text)
    return Term(_("Month"), dates.month_year(first), Q(date_start__range=(first, last)))


def since(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("From"), dates.short_date(day), Q(date_start__gte=day))


def until(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("To"), dates.short_date(day), Q(date_start__lte=day))


def province(text: str, user: User) -> Term:
    found = Province.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Province"), bilingual(found), Q(area_codes__contains=[found.area_code]))


def district(text: str, user: User) -> Term:
    found = District.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("District"), bilingual(found), Q(area_codes__contains=[found.area_code]))


def kind(text: str, user: User) -> Term:
    found = VisitKind(text)
    return Term(_("Kind of visit"), str(found.label), Q(kind=found))


def category(text: str, user: User) -> Term:
    found = NtsCategory.objects.get(code=text)
    rows = assessments_readable_by(user).filter(visit=OuterRef("pk"), category=found)
    return Term(_("NTS category"), bilingual(found), Q(Exists(rows)))


def levels_of(text: str) -> tuple[list[Level], str]:
    """The levels that a filter means, and its words. Raises ValueError."""
    if text == FOUND:
        return list(FOUND_LEVELS), _("minor or major issue")
    found = Level(text)
    return [found], str(found.label)


def level(text: str, user: User) -> Term:
    found, said = levels_of(text)
    rows = assessments_readable_by(user).filter(visit=OuterRef("pk"), level__in=found)
    return Term(_("Assessment"), said, Q(Exists(rows)))


def category_and_level(code: str, text: str, user: User) -> Term:
    """One category at one level: the same assessment must be of both."""
    found, (wanted, said) = NtsCategory.objects.get(code=code), levels_of(text)
    rows = assessments_readable_by(user).filter(visit=OuterRef("pk"), category=found, level__in=wanted)
    return Term(_("Assessment"), f"{bilingual(found)} – {said}", Q(Exists(rows)))


def author(text: str, user: User) -> Term | None:
    if text == "me":
        return Term(_("Author"), _("me"), Q(author=user))
    return None if "\x00" in text else Term(_("Author"), text, Q(author=account(text)))


def account(name: str) -> QuerySet[User]:
    """The account of that name, for a condition: nobody is told by a chip or a longer list whether there is one."""
    return User.objects.filter(username=name)[:1]


def project(text: str, user: User) -> Term:
    found = Project.objects.get(code=text)
    return Term(_("Project"), bilingual(found), Q(project=found))


def checkpoint(text: str, user: User) -> Term:
    found = Checkpoint.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(
        _("Checkpoint"), bilingual(found), Q(Exists(Stop.objects.filter(visit=OuterRef("pk"), checkpoint=found)))
    )


def center(text: str, user: User) -> Term:
    found = Center.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Center"), bilingual(found), Q(Exists(Stop.objects.filter(visit=OuterRef("pk"), center=found))))


def elsewhere(text: str, user: User) -> Term:
    found = District.objects.only("code", "name_th", "name_en").get(code=text)
    stops = Stop.objects.filter(visit=OuterRef("pk"), district=found, checkpoint=None, center=None)
    return Term(_("Place"), _("Other places in %(district)s") % {"district": bilingual(found)}, Q(Exists(stops)))


def point_kind(text: str, user: User) -> Term:
    found = Kind(text)
    stops = Stop.objects.filter(visit=OuterRef("pk"), checkpoint__kind=found)
    return Term(_("Kind of checkpoint"), str(found.label), Q(Exists(stops)))


def agency(text: str, user: User) -> Term:
    found = Agency.objects.get(code=text)
    sent = MissionMember.objects.filter(visit=OuterRef("pk"), agency=found)
    took_part = activities_readable_by(user).filter(stop__visit=OuterRef("pk"), participations__agency=found)
    return Term(_("Agency"), bilingual(found), Q(Exists(sent)) | Q(Exists(took_part)))


def awaiting(text: str, user: User) -> Term | None:
    if text != "me":
        return None
    rows = Visit.objects.awaiting_decision_of(user)
    return Term(_("Awaiting"), _("my decision"), Q(pk__in=rows.order_by().values("pk")))


Reader = Callable[[str, User], Term | None]
READERS: dict[str, Reader] = {
    "q": words,
    "state": state,
    "awaiting": awaiting,
    "author": author,
    "fy": fiscal_year,
    "month": month,
    "from": since,
    "to": until,
    "province": province,
    "district": district,
    "kind": kind,
    "category": category,
    "level": level,
    "project": project,
    "checkpoint": checkpoint,
    "center": center,
    "elsewhere": elsewhere,
    "at": point_kind,
    "agency": agency,
}
UNREADABLE = (ValueError, OverflowError, ObjectDoesNotExist)


class Filters:
    """The filters that one reader has set: `apply` narrows rows, `chips` says what they are."""

    readers: ClassVar[dict[str, Reader]] = READERS

    def __init__(self, params: QueryDict, user: User) -> None:
        self.user = user
        self.params = canonical(params, self.readers)

    @cached_property
    def terms(self) -> list[tuple[str, str, Term]]:
        """Each filter in force: its name, its value, what it means. Read when asked for: most take a query."""
        return list(self._read())

    def _read(self) -> Iterator[tuple[str, str, Term]]:
        for name in self.readers:
            for value in dict.fromkeys(self.params.getlist(name)):
                try:
                    term = self.term(name, value)
                except UNREADABLE:
                    continue
                if term is not None:
                    yield name, value, term

    def term(self, name: str, value: str) -> Term | None:
        """One filter as read. Raises one of UNREADABLE where there is no such thing."""
        code, wanted = self.params.get("category"), self.params.get("level")
        if code and wanted and name == "category":
            return None  # said together with the level
        if code and wanted and name == "level":
            return category_and_level(code, wanted, self.user)
        return self.readers[name](value, self.user)

    def apply(self, rows: Rows) -> Rows:
        states = Q()
        for name, _value, term in self.terms:
            if name == "state":
                states |= term.condition
            else:
                rows = rows.filter(term.condition)
        return rows.filter(states) if states else rows

    def chips(self) -> list[Chip]:
        return [Chip(term.label, term.value, self.without(name, value)) for name, value, term in self.terms]

    def without(self, name: str, value: str) -> str:
        """The address without one filter."""
        rest = self.params.copy()
        rest.setlist(name, [other for other in rest.getlist(name) if other != value])
        if name == "level":  # it may stand for its category as well
            rest.pop("category", None)
        return f"?{rest.urlencode()}"

    def __bool__(self) -> bool:
        return bool(self.terms)


def canonical(params: QueryDict, readers: Iterable[str]) -> QueryDict:
    """The filters among `params`, dates as ISO, empty ones left out; everything else (paging) dropped."""
    kept = QueryDict(mutable=True)
    for name in readers:
        values = [value for value in params.getlist(name) if value]
        if name in ("from", "to") and not values:
            day = read_date(DateInput().value_from_datadict(params, None, name)[:3])  # type: ignore[arg-type]
            values = [day.isoformat()] if day else []
        if values:
            kept.setlist(name, values)
    return kept
