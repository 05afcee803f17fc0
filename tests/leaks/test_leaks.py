"""For each restricted field: whoever may not see it finds it on no page, in no PDF, export, map, search, mail or log.

To add a secret, add a row to `tests/leaks/registry.py`. That every row can be found by somebody shows that the
search would notice.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pgtrigger
import pytest
from django.contrib.gis.geos import Point
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse

from checkpoints.models import Checkpoint
from jobs.worker import run_batch
from tests.leaks import of_reports, walk
from tests.leaks.of_patrols import LINK
from tests.leaks.registry import SECRETS
from tests.leaks.secret import MARK, Secret
from tests.test_matrix import FAST, client_for, undone
from tests.world import PEOPLE, World, build
from vault import actions
from vault.models import Identity

pytestmark = pytest.mark.django_db
EVERYBODY = ("anonymous", *PEOPLE)
NONE_SUCH = "xj"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """The world with every secret in it, never committed. Reports that are frozen are written past their guards."""
    settings = {"MEDIA_ROOT": tmp_path_factory.mktemp("media"), "PASSWORD_HASHERS": [FAST], "PUBLIC_LIBRARY": True}
    with django_db_blocker.unblock(), override_settings(**settings), transaction.atomic():
        made = build()
        Checkpoint.objects.update(point=Point(102.45, 13.08))  # or the map would be empty
        with pgtrigger.ignore():
            for secret in SECRETS:
                secret.plant(made, secret.word)
            of_reports.entangle(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(world: World) -> dict[str, dict[str, str]]:
    """What each person reads, by address, once they have been there."""
    return {}


@pytest.fixture(scope="module")
def said() -> Iterator[list[str]]:
    """Whatever is logged while people go about, as talkative as the site gets (LOG_LEVEL)."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    ear, root = Ear(), logging.getLogger()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(ear)
    root.setLevel(level)


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_reads_what_is_not_theirs(
    name: str, world: World, read: dict[str, dict[str, str]], said: list[str]
) -> None:
    read[name] = dict(walk.everything(client_for(world, name), world))

    found = [
        (secret.name, url)
        for secret in SECRETS
        if name not in secret.may_see
        for url, text in read[name].items()
        if secret.is_in(text)
    ]

    assert found == []


@pytest.mark.parametrize("secret", SECRETS, ids=str)
def test_whoever_may_see_it_finds_it(secret: Secret, world: World, read: dict[str, dict[str, str]]) -> None:
    """Or the search above would find nothing whatever leaked."""
    if secret.tried:
        with undone():
            assert secret.is_in(walk.readable(secret.tried(world)))
        return

    finders = {name for name in secret.may_see for text in read[name].values() if secret.is_in(text)}

    assert finders == secret.may_see


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("route", walk.SEARCHED)
def test_a_search_for_it_answers_as_for_a_word_that_nobody_wrote(name: str, route: str, world: World) -> None:
    """Every search takes the beginning of a word, so that all of them are looked for at once."""
    client, url = client_for(world, name), reverse(route)

    assert walk.searched(client, url, MARK) == walk.searched(client, url, NONE_SUCH)


@pytest.mark.parametrize("route", walk.SEARCHED)
def test_a_search_takes_the_beginning_of_a_word(route: str, world: World) -> None:
    client, url, known = client_for(world, "director"), reverse(route), walk.SEARCHED[route]
    unknown = "xjxjxjxj"[: len(known)]

    assert walk.searched(client, url, known) != walk.searched(client, url, unknown)


def test_no_mail_carries_any(world: World) -> None:
    found = Identity.objects.get(code=world.things["published"].identity)
    with undone():
        actions.break_glass(identity=found, by=world.people["reviewer"], reason="The source is in danger tonight.")
        call_command("send_digests", verbosity=0)
        run_batch()
        sent = [(str(one.message()) + one.body).lower() for one in mail.outbox]

    assert len(sent) > 2
    assert [secret.name for secret in SECRETS if any(secret.is_in(text) for text in sent)] == []
    assert not any(world.things["published"].secret_link.lower() in text for text in sent)


def test_no_log_carries_any(said: list[str], read: dict[str, dict[str, str]], world: World) -> None:
    assert said
    assert read.keys() == set(EVERYBODY)
    heard = "\n".join(said).lower()
    assert [secret.name for secret in SECRETS if secret.is_in(heard)] == []
    assert world.things["published"].secret_link.lower() not in heard


def test_no_table_holds_what_is_sealed_in_plain_words(world: World) -> None:
    link = world.things["published"].secret_link
    words = [secret.word for secret in SECRETS if secret.sealed] + [LINK, link]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ~* %s', ["|".join(words)])
            assert cursor.fetchone() == (0,), table
