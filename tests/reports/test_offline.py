"""No page asks anything of another site: the work is done where the internet is not."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9][a-z0-9.-]*\.[a-z]{2,}""", re.IGNORECASE)
PAGES = ["reports:home", "reports:map", "reports:map_data", "reports:dashboard", "places:basemap"]
OWN_FILES = [
    path for kind in ("css", "js", "svg") for path in sorted((settings.BASE_DIR / "static").rglob(f"*.{kind}"))
]


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_page_names_no_other_site(client_of, director, recent_visit, place, language):
    text = client_of(director, language).get(reverse(place)).content.decode()
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_own_file_names_no_other_site(path: Path):
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("place", ["reports:home", "reports:map", "reports:dashboard"])
def test_page_has_no_inline_script_or_style(client_of, director, recent_visit, place):
    text = client_of(director).get(reverse(place)).content.decode()
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
