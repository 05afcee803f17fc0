"""Who is named, who changes it, and how it is erased."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access import Refused
from accounts.models import AccessEntry, User
from tests.vault.factories import make_identity
from vault import actions
from vault.models import Identity, Reader

NAME = "Somchai Jaidee"


def at(name: str, identity: Identity, **kwargs: Any) -> str:
    return reverse(f"vault:{name}", kwargs={"code": identity.code, **kwargs})


def date_fields(name: str, day: dt.date) -> dict[str, Any]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def name(person: User, identity: Identity, *, by: User) -> Reader:
    return actions.name_reader(identity=identity, user=person, until=identity.expires_on, by=by)


@pytest.mark.parametrize("by", ["officer", "reviewer"])
def test_who_is_named_opens_it_until_it_is_taken_away(by, client_of, colleague, identity, request) -> None:
    giver = request.getfixturevalue(by)
    data = {"user": colleague.pk, "until": identity.expires_on.isoformat()}
    assert client_of(giver).post(at("readers", identity), data).status_code == 302
    assert NAME in client_of(colleague).post(at("open", identity)).text
    assert AccessEntry.objects.get(what="reader_named").detail == f"{identity.code} · colleague"

    reader = identity.readers.get(user=colleague)
    assert client_of(giver).post(at("revoke", identity, pk=reader.pk)).status_code == 302
    assert client_of(colleague).post(at("open", identity)).status_code == 404


def test_a_named_reader_names_nobody(colleague, officer, reviewer, identity) -> None:
    name(colleague, identity, by=officer)

    with pytest.raises(Refused):
        name(reviewer, identity, by=colleague)


def test_nobody_names_themselves(client_of, reviewer, identity) -> None:
    """A reviewer would open it without breaking the glass."""
    with pytest.raises(Refused):
        name(reviewer, identity, by=reviewer)
    data = {"user": reviewer.pk, "until": identity.expires_on.isoformat()}
    assert client_of(reviewer).post(at("readers", identity), data).status_code == 422


@pytest.mark.parametrize("who", ["partner", "auditor", "admin"])
def test_these_roles_are_never_named(who, officer, identity, request) -> None:
    with pytest.raises(Refused):
        name(request.getfixturevalue(who), identity, by=officer)


def test_whose_role_changed_opens_nothing(client_of, officer, colleague, identity) -> None:
    name(colleague, identity, by=officer)
    User.objects.filter(pk=colleague.pk).update(role="partner")

    assert client_of(colleague).post(at("open", identity)).status_code == 403


def test_the_reviewer_takes_it_from_its_writer(client_of, officer, reviewer, colleague, identity) -> None:
    actions.revoke_reader(identity=identity, reader=identity.readers.get().pk, by=reviewer)

    assert client_of(officer).post(at("open", identity)).status_code == 403
    with pytest.raises(Refused):
        name(colleague, identity, by=officer)


def test_the_day_until_which_one_is_named_holds(client_of, officer, colleague, identity, time_machine) -> None:
    today = timezone.localdate()
    actions.name_reader(identity=identity, user=colleague, until=today, by=officer)
    browser = client_of(colleague)
    assert browser.post(at("open", identity)).status_code == 200

    time_machine.move_to(timezone.now() + dt.timedelta(days=1))
    assert client_of(colleague).post(at("open", identity)).status_code == 404


def change(identity: Identity, **words: Any) -> dict[str, Any]:
    data = {"kind": "source", "name": "Somsri", "reach": "", "note": "", "version": identity.version}
    return data | {"expires_on": identity.expires_on.isoformat()} | words


def test_the_writer_seals_it_anew(client_of, officer, identity) -> None:
    browser = client_of(officer)
    assert browser.post(at("change", identity), change(identity)).status_code == 302

    page = browser.post(at("open", identity)).text
    assert "Somsri" in page
    assert NAME not in page


def test_wrong_words_are_kept_and_named_at_the_field(client_of, officer, identity) -> None:
    late = timezone.localdate() + dt.timedelta(days=6 * 365)
    data = change(identity, name="", note="", expires_on=late.isoformat())
    response = client_of(officer).post(at("change", identity), data)

    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    assert "Five years at most" in response.text
    assert "Write a name" in response.text


def test_two_writers_do_not_overwrite_each_other(client_of, officer, identity) -> None:
    stale = change(identity, name="Second")
    client_of(officer).post(at("change", identity), change(identity, name="First"))

    response = client_of(officer).post(at("change", identity), stale)

    assert response.status_code == 409
    assert "First" in response.text
    assert 'value="Second"' in response.text
    assert identity.openings.count() == 1
    again = stale | {"version": identity.version + 1}
    assert client_of(officer).post(at("change", identity), again).status_code == 302


def test_only_the_writer_changes_it(client_of, reviewer, identity) -> None:
    assert client_of(reviewer).post(at("change", identity), change(identity)).status_code == 403


def test_what_was_sent_twice_is_there_once(officer, hush) -> None:
    key = uuid.uuid4()

    assert make_identity(officer, hush, client_uuid=key) == make_identity(officer, hush, client_uuid=key)
    assert Identity.objects.count() == 1


def traces(*sealed: bytes) -> list[str]:
    """Tables of the database that hold any of `sealed`, as bytes or as text."""
    looked = [part for one in sealed for part in (one.hex(), one.decode())]
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            conditions = " OR ".join(["strpos(t::text, %s) > 0"] * len(looked))
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" AS t WHERE {conditions})', looked)
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def sealed_now(identity: Identity) -> bytes:
    return bytes(Identity.objects.get(pk=identity.pk).sealed or b"")


def test_after_the_purge_no_table_holds_what_was_sealed(client_of, officer, identity, time_machine) -> None:
    first = sealed_now(identity)
    client_of(officer).post(at("change", identity), change(identity))
    second = sealed_now(identity)
    assert traces(first, second) == ["vault_identity"]
    assert traces(first) == []

    time_machine.move_to(timezone.now() + dt.timedelta(days=366))
    call_command("purge_vault", verbosity=0)

    assert traces(first, second) == []
    identity.refresh_from_db()
    assert identity.standing == "erased"
    assert client_of(officer).post(at("open", identity)).status_code == 403
    assert identity.code in client_of(officer).get(at("detail", identity)).text


def test_what_is_over_is_not_opened_even_before_it_is_erased(
    client_of, officer, reviewer, identity, time_machine
) -> None:
    time_machine.move_to(timezone.now() + dt.timedelta(days=366))

    assert client_of(officer).post(at("open", identity)).status_code == 403
    reason = {"reason": "The source is in danger tonight."}
    assert client_of(reviewer).post(at("glass", identity), reason).status_code == 403


def test_the_purge_leaves_what_is_not_over(identity) -> None:
    call_command("purge_vault", verbosity=0)

    assert sealed_now(identity)


@pytest.mark.parametrize("who", ["officer", "reviewer"])
def test_it_is_erased_at_once_by_who_may(who, client_of, identity, request) -> None:
    person = request.getfixturevalue(who)
    browser = client_of(person)
    assert browser.get(at("erase", identity)).status_code == 200
    sealed = sealed_now(identity)

    assert browser.post(at("erase", identity)).status_code == 302
    assert traces(sealed) == []
    identity.refresh_from_db()
    assert identity.purged_by == person


def test_a_named_reader_does_not_erase_it(client_of, officer, colleague, identity) -> None:
    name(colleague, identity, by=officer)

    assert client_of(colleague).post(at("erase", identity)).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"code": "P-0000"},
        {"about": "activity:other"},
        {"created_at": timezone.now()},
        {"reference": "NTS-2566-9999"},
    ],
)
def test_what_it_stands_for_is_fixed(change, identity) -> None:
    with pytest.raises(InternalError), transaction.atomic():
        Identity.objects.update(**change)


def test_what_is_erased_stays_erased(officer, identity) -> None:
    actions.erase(identity=identity, by=officer)

    with pytest.raises(InternalError), transaction.atomic():
        Identity.objects.update(sealed=b"again", purged_at=None, purged_by=None)
    with pytest.raises(InternalError), transaction.atomic():
        Identity.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    "change",
    [
        {"sealed": None},
        {"purged_at": timezone.now()},
        {"expires_on": timezone.localdate() + dt.timedelta(days=6 * 366)},
        {"kind": "friend"},
    ],
)
def test_the_database_refuses_half_an_identity(change, identity) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.update(**change)
