"""A candidate of the officer in Pong Nam Ron with an approved visit to cite, and the same at later steps."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from places.models import District
from practices import actions, proof
from practices.models import Practice, Principle
from practices.workflow import PracticeState
from tests.practices.factories import make_complete, make_practice
from visits.models import Activity, Visit


@pytest.fixture
def principles(db: None) -> list[Principle]:
    names = ("Understanding of laws", "Trust")
    return [Principle.objects.create(code=f"p{n}", name_th=f"หลัก {n}", name_en=name) for n, name in enumerate(names)]


@pytest.fixture
def practice(officer: User, pong_nam_ron: District, principles: list[Principle]) -> Practice:
    return make_practice(officer, pong_nam_ron)


@pytest.fixture
def activity(approved_visit: Visit) -> Activity:
    """An activity of an approved report that everybody of the area reads."""
    return Activity.objects.filter(stop__visit=approved_visit, restricted=False).get()


@pytest.fixture
def complete(practice: Practice, activity: Activity) -> Practice:
    """With titles, a summary, evidence and a rating for each principle."""
    return make_complete(practice, activity)


@pytest.fixture
def validated(complete: Practice, reviewer: User) -> Practice:
    return actions.take_step(practice=complete, to=PracticeState.VALIDATED, by=reviewer, version=complete.version)


@pytest.fixture
def published(validated: Practice, director: User) -> Practice:
    return actions.take_step(practice=validated, to=PracticeState.PUBLISHED, by=director, version=validated.version)


@pytest.fixture
def phone(client_of: Callable[..., Client], officer: User) -> Client:
    return client_of(officer)


@pytest.fixture
def at(practice: Practice) -> Callable[..., str]:
    """The address of a page of `practice`: at("edit", "summary")."""
    return lambda name, *args: reverse(f"practices:{name}", args=[practice.code, *args])


@pytest.fixture
def take(client_of: Callable[..., Client], at: Callable[..., str]) -> Callable[..., HttpResponse]:
    """Somebody takes a step on the review page."""

    def post(user: User, practice: Practice, to: PracticeState, **typed: Any) -> Any:
        data = {"version": practice.version, "to": to.value} | typed
        return client_of(user).post(at("step"), data)

    return post


@pytest.fixture
def rate(practice: Practice, officer: User, principles: list[Principle]) -> Callable[..., Any]:
    """The officer rates the first principle."""

    def add(score: int, day: int, **more: Any) -> Any:
        values: dict[str, Any] = {"score": score, "rated_on": dt.date(2024, 3, day), "justification_en": "Seen."}
        return proof.rate(practice=practice, principle=principles[0], by=officer, **(values | more))

    return add
