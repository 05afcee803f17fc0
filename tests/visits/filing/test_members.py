"""Whose account is on a mission: an account opens the restricted parts, so the author alone says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.filing.conftest import shown_in
from visits.models import MissionMember, Visit
from visits.permissions import get_visit_to_edit, may_read_restricted

Address = Callable[..., str]
ONLY_THE_AUTHOR = "Only the author of the report gives a member an account"


@pytest.fixture
def colleague(db: None) -> User:
    return UserFactory.create(username="colleague", role=Role.OFFICER, areas=["TH22"])


@pytest.fixture
def friend(db: None) -> User:
    """An officer whom nobody has put on the mission."""
    return UserFactory.create(username="friend", role=Role.OFFICER, areas=["TH22"])


@pytest.fixture
def seat(visit: Visit, colleague: User) -> MissionMember:
    """The colleague's place on the mission, with the account."""
    return MissionMember.objects.create(visit=visit, name="Colleague", user=colleague)


@pytest.fixture
def other_phone(client_of: Callable[..., Client], colleague: User, seat: MissionMember) -> Client:
    return client_of(colleague)


def typed(client: Client, url: str, **words: Any) -> dict[str, Any]:
    """What a browser sends from the page, which leaves out what is disabled, with the fields named changed."""
    page = client.get(url)
    fields = page.context["form"].fields
    return {
        name: value for name, value in shown_in(page).items() if not getattr(fields.get(name), "disabled", False)
    } | words


def test_the_author_gives_a_member_an_account(visit: Visit, phone: Client, address: Address, friend: User):
    url = address("item_new", "team")
    phone.post(url, typed(phone, url, name="Friend", role="member", user=friend.pk))
    assert visit.members.get().user == friend
    assert get_visit_to_edit(friend, visit.reference) == visit
    assert may_read_restricted(friend, visit)


def test_the_author_takes_the_account_away(phone: Client, address: Address, seat: MissionMember):
    url = address("item", "team", seat.pk)
    phone.post(url, typed(phone, url, user=""))
    seat.refresh_from_db()
    assert seat.user is None


def test_an_account_switched_off_stays_named_when_the_author_saves(
    phone: Client, address: Address, seat: MissionMember, colleague: User
):
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    url = address("item", "team", seat.pk)
    phone.post(url, typed(phone, url, position="Officer"))
    seat.refresh_from_db()
    assert (seat.position, seat.user) == ("Officer", colleague)


def test_a_member_adds_people_by_name(visit: Visit, other_phone: Client, address: Address):
    url = address("item_new", "team")
    answer = other_phone.post(url, typed(other_phone, url, name="Driver", role="member"))
    assert answer.status_code == 302
    assert visit.members.get(name="Driver").user is None


def test_a_member_changes_the_words_of_a_row_with_an_account(
    other_phone: Client, address: Address, seat: MissionMember, colleague: User
):
    url = address("item", "team", seat.pk)
    answer = other_phone.post(url, typed(other_phone, url, position="Officer"))
    seat.refresh_from_db()
    assert answer.status_code == 302
    assert (seat.position, seat.user) == ("Officer", colleague)


def test_a_member_is_told_beforehand_and_offered_no_accounts(other_phone: Client, address: Address, friend: User):
    page = other_phone.get(address("item_new", "team"))
    assert ONLY_THE_AUTHOR in page.content.decode()
    assert list(page.context["form"].fields["user"].queryset) == []


def test_a_member_gives_nobody_an_account(visit: Visit, other_phone: Client, address: Address, friend: User):
    url = address("item_new", "team")
    answer = other_phone.post(url, typed(other_phone, url, name="Friend", role="member", user=friend.pk))
    assert answer.status_code == 422
    assert ONLY_THE_AUTHOR in str(answer.context["form"].errors["user"])
    assert not visit.members.filter(name="Friend").exists()
    assert not may_read_restricted(friend, visit)


@pytest.mark.parametrize("other", ["friend", ""])
def test_a_member_neither_changes_an_account_nor_takes_it_away(
    other: str, other_phone: Client, address: Address, seat: MissionMember, colleague: User, friend: User
):
    url = address("item", "team", seat.pk)
    answer = other_phone.post(url, typed(other_phone, url, user=friend.pk if other else ""))
    seat.refresh_from_db()
    assert answer.status_code == 422
    assert ONLY_THE_AUTHOR in str(answer.context["form"].errors["user"])
    assert seat.user == colleague


def test_only_the_author_removes_a_member_who_has_an_account(phone: Client, other_phone: Client, seat: MissionMember):
    where = reverse("visits:item_remove", args=[seat.visit.reference, "team", seat.pk])
    assert (other_phone.get(where).status_code, other_phone.post(where).status_code) == (403, 403)
    assert phone.post(where).status_code == 302
    assert not MissionMember.objects.filter(pk=seat.pk).exists()
