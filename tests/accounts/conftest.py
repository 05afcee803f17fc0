import pytest
from django.test import Client

from tests.factories import PASSWORD


@pytest.fixture
def sign_in(client, db):
    """Send the sign-in form: `sign_in("officer")`, with another password or browser if named."""

    def send(login: str, password: str = PASSWORD, browser: Client | None = None, **extra):
        return (browser or client).post("/accounts/login/", {"login": login, "password": password}, **extra)

    return send


@pytest.fixture
def confirmed(client, sign_in):
    """A browser in which the person has signed in and, as before every change of factors, confirmed it."""

    def enter(login: str) -> Client:
        sign_in(login)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        return client

    return enter
