"""A real site for a real browser: gunicorn and the job worker as processes, on the test database."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from tests.conftest import BACKEND
from tests.factories import PASSWORD
from tests.world import World, add_checklist, build

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
FAST = "django.contrib.auth.hashers.MD5PasswordHasher"
QUIET = ("--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)  # so that the database is made; the tests ask through the browser
            item.add_marker(pytest.mark.xdist_group(together(item)))


def together(item: pytest.Item) -> str:
    """Tests of one file go to one worker, in their order. The pages, half of all, are told apart by language."""
    language = item.callspec.params.get("language", "") if hasattr(item, "callspec") else ""
    return f"{item.path.stem} {language}" if item.path.stem == "test_pages" else item.path.stem


@dataclass
class Site:
    url: str
    env: dict[str, str]
    world: World
    sessions: dict[str, str]

    def run_jobs(self) -> None:
        """Let a worker do everything that is waiting."""
        command = [sys.executable, "manage.py", "work", "--batch"]
        subprocess.run(command, env=self.env, cwd=settings.BASE_DIR, check=True, capture_output=True)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Reference data, everybody, a report in every state; served by two workers. Emptied afterwards."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        empty()
        server, made = serve(furnish(media), media)
        try:
            answers(made.url)
            yield made
        finally:
            server.terminate()
            server.wait(10)
            empty()
            end_sessions()


# Of the tests that build one, each its own; others walk through the world's.
CHECKLISTS = ("radio-check", "lamp-check", "light-check")


def empty() -> None:
    """Also before: a run that was killed leaves its rows behind. The counts of sign-ins are no model's rows."""
    call_command("flush", interactive=False, verbosity=0)
    cache.clear()


def end_sessions() -> None:
    """Ends every other session, so that the database can be dropped: Playwright's loop opens one of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


def furnish(media: Path) -> World:
    with override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=[FAST]):
        call_command("load_reference", verbosity=0)
        world = build()
        for code in CHECKLISTS:
            add_checklist(world, code)
    User.objects.update(password=make_password(PASSWORD), language="th")
    User.objects.filter(username="partner").update(language="en")
    return world


def session(person: User) -> str:
    """Somebody who has signed in already, as the value of the cookie. Made before the tests, so that it is stored."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def serve(world: World, media: Path) -> tuple[subprocess.Popen[bytes], Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"DJANGO_DEBUG": ""}  # as it is served, with its own pages for what goes wrong
    env |= {"DATABASE_URL": test_database(), "MEDIA_ROOT": str(media), "NTSWATCH_DEMO": "1", "PUBLIC_LIBRARY": "1"}
    sessions = {person.username: session(person) for person in User.objects.all()}
    config = str(settings.BASE_DIR / "script" / "gunicorn.conf.py")
    command = [sys.executable, "-m", "gunicorn", "--config", config, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "--log-level", "warning"], env=env, cwd=settings.BASE_DIR)
    return server, Site(f"http://127.0.0.1:{port}", env, world, sessions)


def test_database() -> str:
    """DATABASE_URL with the name of the test database."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def answers(url: str, within: float = 30) -> None:
    """Wait until the site answers at all; urllib reads no proxy from the environment here."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            opener.open(f"{url}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium")
    assert chromium, "Debian's chromium is not installed"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*sandbox, *QUIET]}


@dataclass
class Watch:
    """What a browser was heard saying: requests that left the site, complaints in the console, answers of 500."""

    site: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heard_nothing(self) -> None:
        assert self.elsewhere == []
        assert self.complaints == []

    def over(self, context: BrowserContext) -> None:
        context.on("request", self.asked)
        context.on("response", self.answered)
        context.on("console", self.said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, request: Any) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.elsewhere.append(request.url)

    def answered(self, response: Any) -> None:
        if response.status >= 500 and "/photos/" not in response.url:  # a picture that is still being made
            self.complaints.append(f"{response.status} {response.url}")

    def said(self, message: Any) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.text} on {message.page.url if message.page else '?'}")


def new_context(
    site: Site,
    browser: Browser,
    watch: Watch,
    *,
    viewport: Any = DESK,
    language: str = "th",
    user: str = "",
    **more: Any,
) -> BrowserContext:
    """A browser of its own for one person, who has signed in if named."""
    locale = {"th": "th-TH", "en": "en-GB"}[language]
    context = browser.new_context(
        base_url=site.url, viewport=viewport, locale=locale, timezone_id="Asia/Bangkok", **more
    )
    context.set_default_timeout(15_000)
    watch.over(context)
    jar = {settings.LANGUAGE_COOKIE_NAME: language}
    if user:
        jar[settings.SESSION_COOKIE_NAME] = site.sessions[user]
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in jar.items()])
    return context


Open = Callable[..., Page]


@pytest.fixture
def open_browser(site: Site, browser: Browser) -> Iterator[Open]:
    """`open_browser(viewport=PHONE, language="th", user="officer")`: somebody's browser, with a page open.

    At the end nothing may have left the site, and the console must be silent: that is how a violation of the
    content security policy shows.
    """
    contexts, watch = [], Watch(site.url)

    def open_one(**options: Any) -> Page:
        contexts.append(new_context(site, browser, watch, **options))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()
    watch.heard_nothing()
