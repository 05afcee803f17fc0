"""What is logged of a request that was refused."""

import secrets

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["patrols:invited", "followups:calendar_feed"])
def test_the_secret_of_a_link_is_not_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    secret = secrets.token_urlsafe(32)
    url = reverse(name, args=[secret])

    Client(enforce_csrf_checks=True).post(url)
    Client().get(url)

    assert url.partition(secret)[0] in caplog.text
    assert secret not in caplog.text


def test_a_name_in_an_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    Client().get("/no/5f0c1a2e-7a55-4d0f-9c39-0d3a7f1b2c3d/page/")

    assert "/no/5f0c1a2e-7a55-4d0f-9c39-0d3a7f1b2c3d/page/" in caplog.text
