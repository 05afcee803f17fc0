"""The cast: one person per role around Chanthaburi, and the places they work in."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from accounts.models import User
from accounts.roles import Role
from places.models import Country, District, Province
from tests.database import template
from tests.factories import CountryFactory, DistrictFactory, ProvinceFactory, UserFactory

pytest_plugins = ["tests.stages"]
BACKEND = "accounts.backends.SignInBackend"


def pytest_collection_finish() -> None:
    """What was imported stays: to go through it again and again for garbage is a tenth of a run."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_keepdb: bool, django_db_blocker: Any
) -> None:
    """A database that is made for this run is a copy; one that is kept (`--reuse-db`) is migrated on."""
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.fixture
def thailand(db: None) -> Country:
    return CountryFactory.create(code="TH")


@pytest.fixture
def chanthaburi(thailand: Country) -> Province:
    return ProvinceFactory.create(code="22", country=thailand)


@pytest.fixture
def pong_nam_ron(chanthaburi: Province) -> District:
    return DistrictFactory.create(code="2204", province=chanthaburi)


@pytest.fixture
def soi_dao(chanthaburi: Province) -> District:
    return DistrictFactory.create(code="2207", province=chanthaburi)


@pytest.fixture
def officer(db: None) -> User:
    return UserFactory.create(username="officer", role=Role.OFFICER, areas=["TH2204", "TH2207"])


@pytest.fixture
def center_staff(db: None) -> User:
    return UserFactory.create(username="center", role=Role.CENTER, areas=["TH2204"])


@pytest.fixture
def reviewer(db: None) -> User:
    return UserFactory.create(username="reviewer", role=Role.REVIEWER, areas=["TH"])


@pytest.fixture
def director(db: None) -> User:
    return UserFactory.create(username="director", role=Role.DIRECTOR, areas=["TH"])


@pytest.fixture
def partner(db: None) -> User:
    return UserFactory.create(username="partner", role=Role.PARTNER)


@pytest.fixture
def auditor(db: None) -> User:
    return UserFactory.create(username="auditor", role=Role.AUDITOR)


@pytest.fixture
def admin(db: None) -> User:
    return UserFactory.create(username="admin", role=Role.ADMIN)


@pytest.fixture
def client_of(db: None) -> Callable[..., Client]:
    """A browser in which `user` has signed in and reads `language` (theirs unless named)."""

    def sign_in(user: User, language: str | None = None) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language or user.language
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    """The real hasher takes half a second a person, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Each test begins in the site's own language: a client leaves behind the one of its last page."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """A client of Django's loads the middleware anew, and WhiteNoise would go through all static files for each."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoiseMiddleware.update_files_dictionary

    def remember(self: WhiteNoiseMiddleware, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            look(self, root, prefix)
            found[root, prefix] = dict(self.files)
        self.files |= found[root, prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "update_files_dictionary", remember)
        yield
