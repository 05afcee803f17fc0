"""A report with secrets, and people who stand outside its circle."""

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.factories import at, make_activity, make_stop
from visits import actions
from visits.models import Activity, Assessment, Conclusion, ContributingFactor, Document, NtsCategory, Photo, Visit

SECRET = "indicator-observed-at-the-pier"


@pytest.fixture
def neighbour(db: None) -> User:
    """An officer of the same district, not on the mission."""
    return UserFactory.create(username="neighbour", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of another province."""
    return UserFactory.create(username="stranger", role=Role.OFFICER, areas=["TH2706"])


def add_photo(visit: Visit, **fields: object) -> Photo:
    values: dict[str, object] = {
        "caption": "The gate", "original": "a/b", "sha256": "0" * 64, "size": 1, "width": 4, "height": 3,
        "uploaded_by": visit.author, "consent": Photo.Consent.NO_PERSON,
    }  # fmt: skip
    return Photo.objects.create(visit=visit, **(values | fields))


@pytest.fixture
def secret_draft(filed_visit: Visit) -> Visit:
    """A complete draft with a restricted activity, assessment, photograph and document, each saying SECRET."""
    visit = filed_visit
    stop = make_stop(visit, place="Pier", arrived_at=at(12, 9), departed_at=None)
    hidden = make_activity(
        stop, kind="observation", narrative=f"{SECRET} narrative", may_concern_tip=True, restricted=True
    )
    tip = Assessment.objects.get(visit=visit, category=NtsCategory.objects.get(code="TIP"))
    tip.level, tip.basis, tip.note, tip.restricted = "major", f"{SECRET} basis", f"{SECRET} note", True
    tip.save()
    add_photo(visit, caption=f"{SECRET} caption", restricted=True)
    add_photo(visit, caption=f"{SECRET} of the activity", activity=hidden, stop=stop)
    Document.objects.create(
        visit=visit, title=f"{SECRET} annex", file_name="a.pdf", path="x", sha256="0" * 64,
        media_type="application/pdf",
        size=1, restricted=True, uploaded_by=visit.author,
    )  # fmt: skip
    add_photo(visit, caption="The gate in the morning")
    Conclusion.objects.get(visit=visit).activities.add(hidden)
    ContributingFactor.objects.create(visit=visit, statement="Long border").evidence.add(hidden)
    assert Activity.objects.filter(stop__visit=visit).count() == 2
    return visit


def move(visit: Visit, *steps: str, reviewer: User, director: User, partner: User | None = None) -> Visit:
    """Take `visit` along the named steps by the people whose steps they are."""
    calls = {
        "submit": lambda v: actions.submit(visit=v, by=v.author, version=v.version),
        "return": lambda v: actions.send_back(visit=v, by=reviewer, version=v.version, reason="Count missing"),
        "endorse": lambda v: actions.endorse(visit=v, by=reviewer, version=v.version),
        "approve": lambda v: actions.approve(visit=v, by=director, version=v.version),
        "publish": lambda v: actions.publish(
            visit=v, by=director, version=v.version, released_to=[partner] if partner else []
        ),
        "withdraw": lambda v: actions.withdraw(visit=v, by=director, version=v.version, reason="Wrong place"),
    }
    for step in steps:
        visit = calls[step](visit)
    return visit


@pytest.fixture
def secret_published(secret_draft: Visit, reviewer: User, director: User, partner: User) -> Visit:
    steps = ("submit", "endorse", "approve", "publish")
    return move(secret_draft, *steps, reviewer=reviewer, director=director, partner=partner)
