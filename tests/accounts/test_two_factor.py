"""The second factor: who must have one, and what counts as one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.templatetags.static import static

from accounts.roles import Role
from tests.factories import UserFactory

MUST = [Role.REVIEWER, Role.DIRECTOR, Role.AUDITOR, Role.ADMIN]
NEED_NOT = [Role.OFFICER, Role.CENTER, Role.PARTNER]


@pytest.fixture
def required(settings):
    settings.TWO_FACTOR_REQUIRED = True


def digits(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize("role", MUST)
def test_role_that_must_is_sent_to_set_one_up(role, required, client_of, db):
    response = client_of(UserFactory.create(role=role)).get("/me/")
    assert response.status_code == 302
    assert response.url == "/accounts/2fa/"


@pytest.mark.parametrize("role", NEED_NOT)
def test_role_that_need_not_walks_on(role, required, client_of, db):
    assert client_of(UserFactory.create(role=role)).get("/me/").status_code == 200


@pytest.mark.parametrize("role", MUST)
def test_demonstration_does_not_ask(role, settings, client_of, db):
    settings.TWO_FACTOR_REQUIRED = False
    assert client_of(UserFactory.create(role=role)).get("/me/").status_code == 200


def test_the_page_says_why(required, reviewer, client_of):
    assert "Your role needs a second factor" in client_of(reviewer).get("/accounts/2fa/").text


def test_the_administrators_site_is_behind_the_gate_too(required, admin, client_of):
    assert client_of(admin).get("/admin/").url == "/accounts/2fa/"


@pytest.mark.parametrize("route", ["/accounts/logout/", "/accounts/password/change/", "/accounts/2fa/totp/activate/"])
def test_leaving_and_setting_up_stay_open(route, required, reviewer, confirmed):
    assert confirmed("reviewer").get(route).status_code == 200


def test_recovery_codes_alone_do_not_count(required, reviewer, client_of):
    RecoveryCodes.activate(reviewer)
    assert client_of(reviewer).get("/me/").status_code == 302


def test_with_the_app_set_up_the_site_opens(required, reviewer, confirmed):
    client = confirmed("reviewer")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": digits(secret)})
    assert client.get("/me/").status_code == 200


def test_the_answer_is_remembered_for_a_while(required, reviewer, client_of, django_assert_num_queries):
    TOTP.activate(reviewer, generate_totp_secret())
    browser = client_of(reviewer)
    browser.get("/healthz")
    with django_assert_num_queries(4):  # session, person, areas, weekly mail: nothing about factors
        browser.get("/me/")


def test_taking_the_factor_away_closes_the_gate_at_once(required, reviewer, confirmed):
    client = confirmed("reviewer")
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": digits(secret)})
    client.get("/me/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/me/").status_code == 302


def test_the_password_alone_does_not_sign_in(reviewer, sign_in, client):
    TOTP.activate(reviewer, generate_totp_secret())
    assert sign_in("reviewer").url == "/accounts/2fa/authenticate/"
    assert client.get("/me/").status_code == 302


def test_the_digits_finish_the_sign_in(reviewer, sign_in, client):
    secret = generate_totp_secret()
    TOTP.activate(reviewer, secret)
    sign_in("reviewer")
    assert client.post("/accounts/2fa/authenticate/", {"code": digits(secret)}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_wrong_digits_do_not(reviewer, sign_in, client):
    TOTP.activate(reviewer, generate_totp_secret())
    sign_in("reviewer")
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    assert client.get("/me/").status_code == 302


def test_a_recovery_code_works_once(reviewer, sign_in, client):
    TOTP.activate(reviewer, generate_totp_secret())
    code = RecoveryCodes.activate(reviewer).get_unused_codes()[0]
    sign_in("reviewer")
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.post("/accounts/logout/")
    sign_in("reviewer")
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_secrets_are_not_readable_in_the_database(reviewer):
    secret = generate_totp_secret()
    TOTP.activate(reviewer, secret)
    assert secret not in str(Authenticator.objects.get().data)


def test_administrator_takes_factors_away_after_a_lost_phone(admin, reviewer, client_of):
    TOTP.activate(reviewer, generate_totp_secret())
    client_of(admin).post(
        "/admin/accounts/user/", {"action": "remove_second_factors", "_selected_action": [reviewer.pk]}
    )
    assert not Authenticator.objects.exists()


def test_setting_up_asks_for_the_password_again_after_a_while(reviewer, client_of):
    response = client_of(reviewer).get("/accounts/2fa/totp/activate/")
    assert response.url.startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize("route", ["", "passkeys/", "passkeys/add/", "recovery-codes/", "recovery-codes/generate/"])
def test_every_page_of_the_second_factor_is_in_our_frame(route, reviewer, confirmed):
    client = confirmed("reviewer")
    TOTP.activate(reviewer, generate_totp_secret())
    RecoveryCodes.activate(reviewer)
    assert static("css/accounts.css") in client.get(f"/accounts/2fa/{route}").text


def test_options_of_a_passkey_sign_in_name_nobody(officer, client):
    response = client.get("/accounts/2fa/passkeys/login/", headers={"Accept": "application/json"})
    assert not response.json()["request_options"]["publicKey"].get("allowCredentials")
