"""What every answer carries, also those that refuse, fail or hand out files."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.visits.media import samples
from visits import media
from visits.models import Visit

SIGNED_IN = ["/", "/visits/", "/visits/new/", "/visits/NTS-2566-9999/", "/dashboard/",
             "/dashboard/work/", "/dashboard/found/", "/dashboard/views/", "/map/", "/map/data/", "/me/",
             "/follow-ups/", "/admin/", "/no/such/page/", "/visits/?after=%00&q=%00"]  # fmt: skip
OPEN = ["/accounts/login/", "/accounts/password/reset/", "/healthz", "/no/such/page/", "/visits/"]


def check(answer: Any) -> None:
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy or policy == "default-src 'none'; sandbox"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in answer


@pytest.mark.parametrize("address", SIGNED_IN)
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_what_a_person_reads_stays_with_them(
    address: str, method: str, officer: User, client_of: Callable[..., Client]
):
    answer: Any = getattr(client_of(officer), method)(address)
    check(answer)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(",", " ").split())


@pytest.mark.parametrize("address", OPEN)
def test_open_pages_carry_the_same(address: str, client: Client, db: None):
    check(client.get(address))


def test_a_page_that_breaks_carries_the_same(officer: User, client_of: Callable[..., Client], monkeypatch: Any):
    monkeypatch.setattr("visits.views.lists.Words", None)
    browser = client_of(officer)
    browser.raise_request_exception = False
    answer = browser.get("/visits/")
    assert answer.status_code == 500
    check(answer)
    assert "no-store" in answer["Cache-Control"]


def test_files_carry_a_stricter_one(visit: Visit, officer: User, client_of: Callable[..., Client], settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = media.store_document(visit=visit, by=officer, upload=samples.pdf(), title="Order")
    answer: Any = client_of(officer).get(f"/visits/{visit.reference}/documents/{document.pk}/")
    b"".join(answer)
    check(answer)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_pdf_is_kept_by_no_cache(visit: Visit, officer: User, client_of: Callable[..., Client]):
    answer = client_of(officer).get(f"/visits/{visit.reference}/pdf/")
    check(answer)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\e.x"]
)
def test_the_language_switch_leads_nowhere_else(target: str, client: Client, db: None):
    answer = client.post("/i18n/setlang/", {"language": "en", "next": target}, headers={"referer": "https://e.example"})
    assert answer["Location"] == "/"


def test_a_language_that_we_do_not_have_sets_no_cookie(client: Client, db: None):
    answer = client.post("/i18n/setlang/", {"language": "en; Domain=e.example\r\nX: y"})
    assert not answer.cookies
