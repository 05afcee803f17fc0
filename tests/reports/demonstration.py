"""The demonstration, loaded for the tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.test_matrix import FAST
from visits.models import Visit


@contextmanager
def demonstration_of(blocker: Any, folders: Any) -> Iterator[Visit]:
    """The demonstration with a few made-up visits, never committed; answers the one of Chanthaburi."""
    settings = {"MEDIA_ROOT": folders.mktemp("media"), "PASSWORD_HASHERS": [FAST]}
    with blocker.unblock(), override_settings(**settings), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        call_command("load_demo", "--visits", "12", "--password", "a-long-password", stdout=StringIO())
        yield Visit.objects.get(title_en__startswith="Follow-up of NTS-Mekong Watch")
        transaction.set_rollback(True)
