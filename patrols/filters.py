"""Filters of the list of patrol records, read from its address.

q=words              every word in the code or in the reference or title of the report
fy=2566 from=2023-03-01 to=2023-03-31   the first day of the visit, as in the list of visits
state=ours           repeatable: waits for our account; theirs: for the counterpart's; both: both signed off
province=22 district=2204 checkpoint=CODE center=CODE   of reports there
near=CODE patrolled=2023-03-01_2023-03-31       released ones: nearest checkpoint, first day, as we told them
differing=yes        the accounts in force differ in a fact that the reader may see
"""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from checkpoints.models import Checkpoint
from patrols.comparing import OPEN
from patrols.models import Account, Patrol, Side
from patrols.models.visible import PatrolQuerySet
from ui import dates
from ui.templatetags.ui import bilingual
from visits import filters as of_visits
from visits.filters import Chip, Filters, Reader, Term
from visits.models import Visit
from visits.queries import few

OURS = Exists(Account.objects.filter(patrol=OuterRef("pk"), side=Side.OWN, version__isnull=False))
THEIRS = Exists(Account.objects.filter(patrol=OuterRef("pk"), side=Side.COUNTERPART, version__isnull=False))
STATES = {
    "ours": (gettext_lazy("our account is to be signed off"), ~Q(OURS)),
    "theirs": (gettext_lazy("the counterpart's account is missing"), ~Q(THEIRS)),
    "both": (gettext_lazy("both sides signed off"), Q(OURS) & Q(THEIRS)),
}


def of_report(term: Term) -> Term:
    """A filter of visits, asked of the revision that the reader sees."""
    return Term(term.label, term.value, Q(Exists(Visit.objects.filter(term.condition, pk=OuterRef("anchor")))))


def words(text: str, user: User) -> Term | None:
    found = of_visits.words(text, user)
    if found is None:
        return None
    reports = Visit.objects.visible_to(user).matching(text).order_by().values("reference")
    named = Q(code=text.strip().upper())
    among = few(Patrol.objects.all(), [named, Q(reference__in=reports)], otherwise=Q())
    return Term(found.label, found.value, (named | of_report(found).condition) & among)


def fiscal_year(text: str, user: User) -> Term:
    return of_report(of_visits.fiscal_year(text, user))


def since(text: str, user: User) -> Term:
    return of_report(of_visits.since(text, user))


def until(text: str, user: User) -> Term:
    return of_report(of_visits.until(text, user))


def province(text: str, user: User) -> Term:
    return of_report(of_visits.province(text, user))


def district(text: str, user: User) -> Term:
    return of_report(of_visits.district(text, user))


def checkpoint(text: str, user: User) -> Term:
    return of_report(of_visits.checkpoint(text, user))


def center(text: str, user: User) -> Term:
    return of_report(of_visits.center(text, user))


def ours(patrol: str) -> "QuerySet[Account]":
    """What our side signed off of the patrol at the end of the path `patrol`, that in force first."""
    rows = Account.objects.filter(patrol=OuterRef(patrol), side=Side.OWN, version__isnull=False)
    return rows.order_by("-version")


def told_by_us(**said: Any) -> Q:
    """Released patrols of whose own account in force this is true."""
    own = Account.objects.filter(patrol=OuterRef("pk"), pk=Subquery(ours("patrol").values("pk")[:1]), **said)
    return Q(Exists(own), publish_after__lte=timezone.localdate())


def near(text: str, user: User) -> Term:
    found = Checkpoint.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Nearest checkpoint"), bilingual(found), told_by_us(checkpoint=found))


def patrolled(text: str, user: User) -> Term:
    first, last = (dt.date.fromisoformat(day) for day in text.split("_"))
    words = f"{dates.short_date(first)} – {dates.short_date(last)}"
    return Term(_("Patrolled"), words, told_by_us(started_at__date__range=(first, last)))


def state(text: str, user: User) -> Term:
    if text not in STATES:
        raise ValueError(text)
    label, condition = STATES[text]
    return Term(_("State"), str(label), few(Patrol.objects.all(), [condition]))


def differs() -> Q:
    """Whether the accounts in force differ, in a fact that is not kept from the reader for whom rows were fetched."""
    return Q(in_circle=True, differing__len__gt=0) | Q(differing__overlap=sorted(OPEN))


def differing(text: str, user: User) -> Term | None:
    if text != "yes":
        return None
    return Term(_("Accounts"), _("differ"), differs() & few(Patrol.objects.all(), [~Q(differing=[])], otherwise=Q()))


class PatrolFilters(Filters):
    readers: ClassVar[dict[str, Reader]] = {
        "q": words,
        "state": state,
        "differing": differing,
        "fy": fiscal_year,
        "from": since,
        "to": until,
        "province": province,
        "district": district,
        "checkpoint": checkpoint,
        "center": center,
        "near": near,
        "patrolled": patrolled,
    }

    def rows(self) -> PatrolQuerySet:
        return self.apply(Patrol.objects.visible_to(self.user))


def shortcuts() -> list[Chip]:
    """What is wanted most often: what waits for whom, what differs, the last two fiscal years."""
    chips = [Chip(str(label), "", f"?state={key}") for key, (label, _condition) in STATES.items()]
    this_year = dates.fiscal_year(timezone.localdate())
    years = [
        Chip(_("Fiscal year %(year)s") % {"year": dates.shown_year(dates.ce_year(year))}, "", f"?fy={year}")
        for year in (this_year, this_year - 1)
    ]
    return [*chips, Chip(_("accounts that differ"), "", "?differing=yes"), *years]
