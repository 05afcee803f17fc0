"""What is cited from reports is shown to those who read it in the report itself, and to nobody else."""

import datetime as dt

import pytest

from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.factories import make_activity, make_stop, make_visit
from tests.visits.reading.conftest import add_photo, move
from visits.amend import amend
from visits.citations import Citations
from visits.editions import Edition, read_report
from visits.models import Activity, Conclusion, Document, MissionMember, Photo, Stop, Visit

PEOPLE = (
    "officer", "member", "neighbour", "stranger", "center_staff", "reviewer", "far_reviewer", "director", "partner",
    "other_partner", "auditor", "admin",
)  # fmt: skip
LATER = ["published", "withdrawn", "amended", "replaced", "published anew", "withdrawn anew"]


@pytest.fixture
def member(db):
    return UserFactory.create(username="member", role=Role.OFFICER, areas=["TH2706"])


@pytest.fixture
def far_reviewer(db):
    return UserFactory.create(username="far", role=Role.REVIEWER, areas=["TH27"])


@pytest.fixture
def other_partner(db):
    return UserFactory.create(username="other", role=Role.PARTNER)


@pytest.fixture
def of_every_sort(secret_draft, member):
    """A draft with each thing that somebody must not see, open, restricted, delayed, of a child, without consent."""
    MissionMember.objects.create(visit=secret_draft, user=member, name="Member")
    gate = Stop.objects.filter(visit=secret_draft).earliest("pk")
    late = {"delayed_until": (dt.date.today() + dt.timedelta(days=30)).isoformat()}
    patrol = make_activity(make_stop(secret_draft, place="Pillar 55"), kind="joint_patrol", details=late)
    make_activity(gate, kind="joint_patrol", details=late, restricted=True)
    add_photo(secret_draft, activity=patrol, stop=patrol.stop)
    add_photo(secret_draft, stop=patrol.stop)
    add_photo(secret_draft, activity=gate.activities.earliest("pk"), stop=gate)
    add_photo(secret_draft, shows_child=True)
    add_photo(secret_draft, consent=Photo.Consent.NONE)
    Document.objects.create(
        visit=secret_draft, title="Plan", file_name="b.pdf", path="y", sha256="1" * 64, media_type="application/pdf",
        size=1, uploaded_by=secret_draft.author,
    )  # fmt: skip
    return secret_draft


def everything(visit):
    """Every row of a report that can be cited."""
    return [
        *visit.stops.prefetch_related("activities"),
        *Activity.objects.filter(stop__visit=visit).select_related("stop"),
        *Conclusion.objects.filter(visit=visit),
        *visit.photos.select_related("activity"),
        *visit.documents.all(),
    ]


def read_in_the_report(visit, user):
    """The same rows as the pages of the report show them to `user` (None: the public)."""
    rows = Visit.objects.current().filter(state="published") if user is None else Visit.objects.visible_to(user)
    if not rows.filter(pk=visit.pk).exists():
        return set()
    public = user is None or user.role == Role.PARTNER
    report = read_report(visit, edition=Edition.PUBLIC if public else Edition.INTERNAL, by=user)
    shown = [*(view.stop for view in report.stops), *(one.activity for view in report.stops for one in view.activities)]
    return {*shown, *(view.item for view in report.conclusions), *report.photos, *report.documents}


def advance(visit, later, *, officer, reviewer, director, partner):
    """Take the report to where `later` says, with an amendment behind it where that says so."""
    people = {"reviewer": reviewer, "director": director, "partner": partner}
    move(visit, "submit", "endorse", "approve", "publish", **people)
    if later in ("amended", "replaced", "published anew", "withdrawn anew"):
        new = amend(visit=visit, by=officer)
        steps = {"replaced": 3, "published anew": 4, "withdrawn anew": 5}.get(later, 0)
        move(new, *("submit", "endorse", "approve", "publish", "withdraw")[:steps], **people)
    if later == "withdrawn":
        move(visit, "withdraw", **people)
    visit.refresh_from_db()
    return visit


@pytest.mark.parametrize("later", LATER)
def test_what_is_cited_is_shown_as_the_report_shows_it(
    request, of_every_sort, later, officer, reviewer, director, partner
):
    visit = advance(of_every_sort, later, officer=officer, reviewer=reviewer, director=director, partner=partner)
    for user in [None, *map(request.getfixturevalue, PEOPLE)]:
        citations = Citations(user, [visit])
        shown = {row for row in everything(visit) if citations.shows(row)}
        assert shown == read_in_the_report(visit, user), f"{user} reads otherwise"


@pytest.mark.parametrize(("later", "is_open"), [("published", 2), ("withdrawn", 0), ("replaced", 0)])
def test_photographs_are_open_only_while_their_public_edition_is_out(
    of_every_sort, later, is_open, officer, reviewer, director, partner
):
    visit = advance(of_every_sort, later, officer=officer, reviewer=reviewer, director=director, partner=partner)
    citations = Citations(None, [visit])
    photos = visit.photos.select_related("activity")
    assert sum(citations.is_open(photo) for photo in photos) == is_open


@pytest.mark.parametrize(("person", "queries"), [(None, 2), ("partner", 2), ("reviewer", 3), ("officer", 4)])
def test_many_reports_cost_as_much_as_one(request, of_every_sort, officer, person, queries, django_assert_num_queries):
    """Which are published, which are open; whose areas; whose missions."""
    user = request.getfixturevalue(person) if person else None
    visits = [of_every_sort, make_visit(officer), make_visit(officer)]
    with django_assert_num_queries(queries):
        Citations(user, visits)
