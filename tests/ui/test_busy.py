"""What waits too long for somebody else's work comes back as it was typed."""

import pytest
from django.db import connection
from django.urls import reverse

WHY = "The name of a witness stands in it"
HOLD = "SELECT pg_advisory_lock(hashtextextended('tallies', 0))"  # as an import of thousands does


@pytest.fixture
def held(published_visit):
    """Somebody else moves figures and does not end; this connection waits for a moment only."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(HOLD)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    yield
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


pytestmark = pytest.mark.django_db(transaction=True)


def withdraw(client, visit, **headers):
    typed = {"reason": WHY, "version": visit.version}
    return client.post(reverse("visits:withdraw", args=[visit.reference]), typed, **headers)


@pytest.mark.usefixtures("held")
def test_the_words_come_back_and_nothing_is_done(client_of, director, published_visit):
    answer = withdraw(client_of(director), published_visit, HTTP_ORIGIN="http://testserver")
    assert (answer.status_code, WHY in answer.text) == (503, True)
    assert "no-store" in answer["Cache-Control"]
    published_visit.refresh_from_db()
    assert published_visit.state == "published"


@pytest.mark.usefixtures("held")
def test_what_another_site_sent_is_not_shown(client_of, director, published_visit):
    client = client_of(director)
    client.raise_request_exception = False
    answer = withdraw(client, published_visit)
    assert (answer.status_code, WHY in answer.text) == (500, False)
