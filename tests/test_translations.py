"""Thai is complete: every string of the code and the templates has a translation that says as much as it does."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path
from typing import TypeAlias

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = settings.BASE_DIR
SOURCES = (*sorted(path.parent.name for path in ROOT.glob("*/apps.py")), "ntswatch", "templates")
CATALOGUES = sorted({*(ROOT / "locale").glob("th/*/django.po"), *ROOT.glob("*/locale/th/*/django.po")})
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif](?![a-z])|\{\w*\}")
PROSE = re.compile(r"\b[a-z]{2,}\b.*\b[a-z]{2,}\b")  # two English words: not a name, an abbreviation, a unit

Words: TypeAlias = dict[str | tuple[str, int], str]


def compiled(po: Path, folder: Path) -> Words:
    """What a catalogue really translates: fuzzy and empty entries are left out, as they are on the site."""
    target = folder / f"{po.parts[-5]}.mo"
    subprocess.run(["msgfmt", "--check-format", "--output-file", target, po], check=True)
    with target.open("rb") as opened:
        words: Words = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in words.items() if key}


@pytest.fixture(scope="module")
def thai(tmp_path_factory: pytest.TempPathFactory) -> Words:
    folder = tmp_path_factory.mktemp("catalogues")
    words: Words = {}
    for po in CATALOGUES:
        words |= compiled(po, folder)
    return words


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> set[str | tuple[str, int]]:
    """Every string marked for translation, found by Django's own tool in a copy of the sources."""
    copy = tmp_path_factory.mktemp("sources")
    skip = shutil.ignore_patterns("locale", "__pycache__", "migrations", "data")
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, copy / folder, ignore=skip)
    (copy / "locale").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(settings, "LOCALE_PATHS", [str(copy / "locale")])
        call_command("makemessages", locale=["th"], keep_pot=True, no_location=True, verbosity=0)
    found = copy / "locale" / "django.pot"
    found.write_text(found.read_text().replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=(n != 1)"))
    english = copy / "en" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    english.parent.mkdir(parents=True)
    subprocess.run(["msgen", "--output-file", english, found], check=True)
    return {key for key in compiled(english, copy) if isinstance(key, str) or key[1] == 0}


def test_every_string_has_a_thai_translation(said: set[str | tuple[str, int]], thai: Words) -> None:
    missing = sorted(str(words) for words in said - thai.keys())

    assert missing == [], f"{len(missing)} of {len(said)} have none"


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: str(po.relative_to(ROOT)))
def test_no_translation_is_a_guess(po: Path) -> None:
    """Fuzzy entries are not shown; they are questions left open."""
    guessed = subprocess.run(
        ["msgattrib", "--only-fuzzy", "--no-obsolete", po], check=True, capture_output=True, text=True
    )

    assert re.findall(r'^msgid "(.+)"', guessed.stdout, re.M) == []


def test_translations_keep_the_placeholders(thai: Words) -> None:
    """Of a plural, Thai has one form: it says the number that the English singular may leave out."""
    lost = []
    for key, words in thai.items():
        source = key[0] if isinstance(key, tuple) else key
        asked, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(words))
        if not asked <= given or (asked != given and isinstance(key, str)):
            lost.append((source, words))

    assert lost == []


def test_no_translation_is_english(thai: Words) -> None:
    assert [words for key, words in thai.items() if words == key and PROSE.search(words)] == []
