"""How often one may try is counted for the whole site, whichever process answers, and costs no other page anything."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User

MOST = 30  # tries a minute from one address
ELSEWHERE = """
import django
django.setup()
from django.test import Client
answers = [Client(SERVER_NAME="localhost").post("/accounts/login/").status_code for _ in range(10)]
assert answers == [422] * 10, answers
"""


@pytest.fixture
def other_process(transactional_db: None) -> Iterator[Callable[[str], None]]:
    """Runs Python on the test database in a process of its own. What is counted is committed, so it is cleared."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "ntswatch.settings"}

    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=env, check=True)

    yield run
    cache.clear()


def test_two_processes_count_together(other_process: Callable[[str], None], client: Client):
    other_process(ELSEWHERE)
    answers = [client.post("/accounts/login/").status_code for _ in range(MOST - 9)]
    assert answers == [422] * (MOST - 10) + [429]


def test_no_test_pays_for_the_one_before(client: Client, db: None):
    assert client.post("/accounts/login/").status_code == 422


@pytest.mark.parametrize("address", ["/accounts/login/", "/", "/visits/", "/me/", "/healthz"])
def test_no_page_asks_the_cache(address: str, officer: User, client_of: Callable[..., Client]):
    client = client_of(officer)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert [query["sql"] for query in asked if "accounts_cache" in query["sql"]] == []
