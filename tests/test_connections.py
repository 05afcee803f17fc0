"""A kept database connection: used without asking while it lives, replaced when the server ended it."""

import pgtrigger
import psycopg2
import pytest
from django.conf import settings
from django.db import DataError, OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from ui.prepared import Statement


@pytest.fixture
def other(transactional_db):
    """A connection beside the test's own, as a worker keeps one between requests."""
    worker = connections.create_connection("default")
    worker.settings_dict = connection.settings_dict
    worker.connect()
    yield worker
    worker.close()


def end(worker):
    """End it from the server's side, as a restart does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [worker.connection.get_backend_pid()])


def test_a_living_connection_is_not_asked(other):
    with CaptureQueriesContext(other) as asked:
        assert other.is_usable()
    assert not asked.captured_queries
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_an_ended_connection_is_seen(other):
    end(other)
    assert not other.is_usable()


def test_a_failed_transaction_left_open_is_seen(other):
    other.set_autocommit(False)
    with pytest.raises(DataError), other.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert not other.is_usable()


def test_what_would_have_happened_otherwise(other):
    end(other)
    with pytest.raises((OperationalError, psycopg2.OperationalError)), other.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_the_next_request_gets_a_new_one(other):
    end(other)
    other.health_check_enabled, other.health_check_done = settings.DATABASES["default"]["CONN_HEALTH_CHECKS"], False
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_a_statement_is_made_ready_once_a_connection_and_again_on_a_new_one():
    statement = Statement("SELECT %s::int + %s, '100%%'", about="sum", values=2)
    assert statement.rows([1, 2]) == [(3, "100%")]
    assert statement.rows([3, 4]) == [(7, "100%")]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE name = %s", [statement.name]
        )
        assert cursor.fetchall() == [(2,)]


@pytest.mark.django_db(transaction=True)
def test_a_statement_survives_the_end_of_its_connection():
    statement = Statement("SELECT %s::int", about="one", values=1)
    assert statement.rows([1]) == [(1,)]
    connection.close()
    assert statement.rows([2]) == [(2,)]


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, TRUE)", [name])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_an_address_adds_its_options_to_those_of_the_site():
    assert connection.settings_dict["OPTIONS"]["options"].startswith("-c jit=off ")
    assert (setting("jit"), setting("work_mem")) == ("off", "16MB")


@pytest.mark.django_db(transaction=True)
def test_triggers_are_told_that_none_is_ignored():
    """Also after some were: what they would otherwise find is no list, an error that each of them catches."""
    assert setting("pgtrigger.ignore") == "{}"
    with pgtrigger.ignore("visits.Visit:known_step"):
        assert "known_step" in setting("pgtrigger.ignore")
    assert setting("pgtrigger.ignore") == "{}"
