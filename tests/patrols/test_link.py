"""The counterpart's door: one link, one browser, one signature; the same answer for all that leads nowhere."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.utils import timezone

from accounts.access import Refused
from patrols import actions, invitations
from patrols.models import Account, Invitation, Side
from tests.patrols.conftest import sign
from tests.patrols.factories import SIGNED, said, typed

NOWHERE = "This link leads nowhere"


def neutral(answer) -> str:
    """The page for links that lead nowhere, without what differs from browser to browser."""
    words = answer.content.decode()
    assert answer.status_code == 404
    assert NOWHERE in words
    lines = [line for line in words.splitlines() if "csrf" not in line.lower() and "nonce" not in line]
    return "\n".join(lines).replace(answer.wsgi_request.path, "")


def account_address() -> str:
    return f"/patrols/invited/{Invitation.objects.latest('pk').pk}/account/"


def test_only_hashes_are_kept(secret, begun):
    client = begun()
    row = Invitation.objects.get()
    stored = str([getattr(row, field.attname) for field in row._meta.concrete_fields])
    assert secret not in stored
    assert client.cookies["patrol_browser"].value.partition(":")[0] not in stored
    assert len(row.token_hash) == len(row.browser_hash) == 64


def test_the_link_is_shown_once(client_of, officer, patrol):
    client = client_of(officer, "en")
    page = client.post(f"/patrols/{patrol.code}/invitation/", {"language": "km", "days": "7"})
    assert "/patrols/invited/" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "/patrols/invited/" not in client.get(f"/patrols/{patrol.code}/invitation/").content.decode()


@pytest.mark.parametrize("days", ["0", "31", "soon", ""])
def test_a_link_is_valid_for_at_most_thirty_days(client_of, officer, patrol, days):
    answer = client_of(officer).post(f"/patrols/{patrol.code}/invitation/", {"language": "km", "days": days})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_preview_of_the_link_does_not_use_it_up(secret, begun):
    for _robot in range(3):
        page = Client().get(f"/patrols/invited/{secret}/")
        assert page.status_code == 200
        assert "patrol_browser" not in page.cookies
    assert Client().head(f"/patrols/invited/{secret}/").status_code == 200
    assert begun().get(account_address()).status_code == 200


def test_pages_stay_in_this_browser(secret, begun):
    client = begun()
    for answer in (
        Client().get(f"/patrols/invited/{secret}/"),
        client.get(account_address()),
        Client().get("/patrols/invited/x/"),
    ):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    cookie = client.cookies["patrol_browser"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/patrols/"


def test_the_address_behind_the_link_carries_no_secret(secret, begun):
    answer = begun().get(f"/patrols/invited/{secret}/")
    assert answer.headers["Location"] == account_address()


def test_a_forwarded_link_does_not_open_twice(secret, begun):
    begun()
    stranger = Client()
    pages = {
        neutral(stranger.get(f"/patrols/invited/{secret}/")),
        neutral(stranger.post(f"/patrols/invited/{secret}/")),
        neutral(stranger.get(account_address())),
        neutral(Client().get("/patrols/invited/never-given/")),
    }
    assert len(pages) == 1


def test_the_first_browser_has_it_also_when_two_press_at_once(secret):
    row = invitations.find(secret)
    invitations.begin(invitation=row, browser="one")
    with pytest.raises(invitations.Closed):
        invitations.begin(invitation=row, browser="two")


def test_a_cookie_that_we_did_not_sign_opens_nothing(secret, begun):
    key = begun().cookies["patrol_browser"].value
    forged = Client()
    forged.cookies["patrol_browser"] = key.partition(":")[0]
    assert forged.get(account_address()).status_code == 404


def test_it_shows_nothing_of_ours(begun, patrol):
    client = begun()
    client.cookies["django_language"] = "en"
    words = client.get(account_address()).content.decode()
    for ours in (
        patrol.code,
        patrol.reference,
        "Border Patrol Police",
        "RCAF 53",
        "Weekly call",
        "Person officer",
        'Ban Laem"',
    ):
        assert ours not in words
    assert 'name="checkpoint_id"' not in words
    assert 'name="u-0-agency_id"' not in words


def test_an_english_page_for_those_who_read_neither(secret, begun):
    assert '<html lang="en">' in Client().get(f"/patrols/invited/{secret}/").content.decode()
    assert '<html lang="en">' in begun().get(account_address()).content.decode()


def test_a_thai_page_for_those_who_read_thai(patrol, officer):
    made = invitations.invite(patrol=patrol, by=officer, language="th")
    assert '<html lang="th">' in Client().get(f"/patrols/invited/{made.secret}/").content.decode()


def test_the_counterpart_saves_goes_on_and_signs_off(begun, patrol, officer):
    client = begun()
    assert client.post(account_address(), typed(checkpoint_text="Daung")).status_code == 302
    assert client.post(account_address(), typed(revision="1", checkpoint_text="Ban Laem")).status_code == 302
    done = client.post(account_address().replace("account", "sign"), {**SIGNED, "revision": "2"})
    assert done.status_code == 200
    assert "Signed off. Thank you." in done.content.decode()
    account = Account.objects.get(side="counterpart")
    assert (account.how, account.version, account.signed_by, account.recorded_by) == ("counterpart_link", 1, None, None)
    assert account.signer(named=True) == "Sok Dara, Commander, RCAF 53"


def test_after_signing_off_it_leads_nowhere_and_a_replay_changes_nothing(secret, begun):
    client = begun()
    client.post(account_address(), typed())
    client.post(account_address().replace("account", "sign"), {**SIGNED, "revision": "1"})
    before = Account.objects.filter(side="counterpart").values().get()
    for url, data in (
        (account_address(), typed(revision="2", agreed="Other")),
        (account_address().replace("account", "sign"), {**SIGNED, "revision": "2"}),
        (f"/patrols/invited/{secret}/", {}),
    ):
        neutral(client.post(url, data))
        neutral(client.get(url))
    assert Account.objects.filter(side="counterpart").values().get() == before


def test_it_ends_with_its_time_and_gives_back_what_was_typed(begun):
    client = begun()
    url = account_address()
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        late = client.post(url, typed(agreed="A weekly call on Fridays"), headers={"origin": "http://testserver"})
    assert late.status_code == 404
    assert "A weekly call on Fridays" in late.content.decode()
    assert not Account.objects.filter(side="counterpart").exists()


def test_revoking_ends_it(client_of, officer, patrol, begun, secret):
    client = begun()
    client_of(officer).post(f"/patrols/{patrol.code}/invitation/revoke/")
    neutral(client.get(account_address()))
    neutral(Client().get(f"/patrols/invited/{secret}/"))


def test_another_link_revokes_the_one_before(patrol, officer, begun, secret):
    client = begun()
    former = account_address()
    invitations.invite(patrol=patrol, by=officer, language="en")
    neutral(client.get(former))
    assert Invitation.objects.open().count() == 1


def test_bad_input_is_kept_and_told_in_english(begun):
    page = begun().post(account_address(), typed(pillar_to="74", authority="Order of the Command"))
    assert page.status_code == 422
    assert "Order of the Command" in page.content.decode()
    assert "73" in str(page.context["screen"].form.errors["pillar_to"])


def test_two_tabs_do_not_overwrite_each_other(begun):
    client = begun()
    client.post(account_address(), typed(agreed="First"))
    late = client.post(account_address(), typed(agreed="Second"))
    assert late.status_code == 409
    assert "Second" in late.content.decode()
    assert Account.objects.get(side="counterpart").agreed == "First"


def test_nothing_is_signed_that_lacks_something(begun):
    client = begun()
    client.post(account_address(), typed(incident=""))
    page = client.post(account_address().replace("account", "sign"), {**SIGNED, "revision": "1"})
    assert page.status_code == 422
    assert not Account.objects.filter(side="counterpart", version__isnull=False).exists()


def test_our_own_people_do_not_use_it_up(client_of, officer, secret):
    client = client_of(officer, "en")
    assert "for the counterpart" in client.get(f"/patrols/invited/{secret}/").content.decode()
    assert client.post(f"/patrols/invited/{secret}/").status_code == 403
    assert Invitation.objects.get().browser_hash == ""


def test_a_draft_of_the_counterpart_is_not_shown_to_us(client_of, officer, patrol, begun):
    begun().post(account_address(), typed(agreed="Not said yet"))
    words = client_of(officer, "en").get(patrol.get_absolute_url()).content.decode()
    assert "Not said yet" not in words
    assert "the counterpart is writing" in words


def test_nobody_writes_on_its_behalf_while_a_link_is_open(client_of, officer, patrol, secret):
    answer = client_of(officer, "en").get(f"/patrols/{patrol.code}/counterpart/")
    assert answer.status_code == 403
    assert "Revoke it" in answer.content.decode()


def test_what_the_counterpart_signed_only_the_counterpart_corrects(officer, patrol, begun):
    client = begun()
    client.post(account_address(), typed())
    client.post(account_address().replace("account", "sign"), {**SIGNED, "revision": "1"})
    with pytest.raises(Refused):
        actions.save_account(patrol=patrol, side=Side.COUNTERPART, by=officer, revision=0, said=said())
    again = invitations.invite(patrol=patrol, by=officer, language="km")
    client.post(f"/patrols/invited/{again.secret}/")
    assert client.get(account_address()).context["screen"].form.initial["agreed"] == "Weekly call"
    client.post(account_address(), typed(agreed="Two calls"))
    client.post(account_address().replace("account", "sign"), {**SIGNED, "revision": "1"})
    assert Account.objects.filter(side="counterpart", version__isnull=False).latest("version").version == 2


def test_the_counterpart_never_sees_what_our_liaison_wrote(officer, patrol):
    actions.save_account(patrol=patrol, side=Side.COUNTERPART, by=officer, revision=0, said=said(agreed="As we heard"))
    sign(patrol, officer, Side.COUNTERPART)
    made = invitations.invite(patrol=patrol, by=officer, language="km")
    client = Client()
    client.post(f"/patrols/invited/{made.secret}/")
    assert "As we heard" not in client.get(account_address()).content.decode()


def test_guessing_is_slowed_down(db):
    client = Client()
    answers = [client.post(f"/patrols/invited/guess-{n}/").status_code for n in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[20:] == [429] * 2


def test_the_database_keeps_an_invitation_as_it_was(secret, begun):
    begun()
    row = Invitation.objects.filter(pk=Invitation.objects.get().pk)
    later = timezone.now() + dt.timedelta(days=9)
    for change in ({"expires_at": later}, {"token_hash": "0" * 64}, {"browser_hash": "1" * 64}):
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            row.update(**change)
    row.update(used_at=timezone.now())
    with pytest.raises(InternalError), transaction.atomic():
        row.update(used_at=None)
