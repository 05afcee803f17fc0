"""How the house is built, where no linter looks: relations between rooms, templates, icons, names of rows."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from centers.models import LOOKS as CENTER_LOOKS
from checkpoints.models import LOOKS as CHECKPOINT_LOOKS
from tests.world import build
from ui.context import DOORS
from ui.templatetags.ui import drawing

PYPROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
(LAYERS,) = (one["layers"] for one in PYPROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
FLOOR = {room: number for number, floor in enumerate(reversed(LAYERS)) for room in floor.split(" | ")}
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.*"))
LITERAL_ICON = re.compile(r'(?:\{% (?:icon|glyph) |\bicon=)"([^"]*)"')
INLINE = (
    re.compile(r"<style\b", re.I),
    re.compile(r"<script\b(?![^>]*\b(?:src=|type=\"application/(?:geo\+)?json\"))", re.I),
    re.compile(r"<[^>]*\sstyle\s*=", re.I),
    re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    re.compile(r"javascript:", re.I),
)
PRINTED = settings.BASE_DIR / "templates" / "print"  # read by the printer, not by a browser
# Namespaces and the vocabulary of schemas are names, not places to go to.
NAMES = ("http://www.w3.org/",)


def in_words(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def rooms_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in FLOOR]


def test_the_rooms_of_this_test_are_the_rooms_installed() -> None:
    installed = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}

    assert installed | {"ntswatch", "guards"} == set(FLOOR)  # these two hold no tables


def test_relations_point_downwards_only() -> None:
    upwards = []
    for model in rooms_models():
        for field in model._meta.get_fields():
            target = getattr(field.remote_field, "model", model) if not field.auto_created else model
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and FLOOR.get(there, -1) >= FLOOR[here]:
                upwards.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")

    assert upwards == []


def test_every_key_is_a_running_number() -> None:
    """A UUID as primary key would let a browser choose it; see the rules of the house."""
    keys = {model._meta.label: type(model._meta.pk) for model in rooms_models() if not model._meta.proxy}

    running = (models.BigAutoField, models.AutoField)
    assert {label: key.__name__ for label, key in keys.items() if not issubclass(key, running)} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=in_words)
def test_no_template_carries_script_or_style_inline(path: Path) -> None:
    """The content security policy would drop it."""
    if path.is_relative_to(PRINTED):
        pytest.skip("paper")

    assert [found.group() for rule in INLINE for found in rule.finditer(path.read_text())] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=in_words)
def test_no_template_leads_out_of_the_site(path: Path) -> None:
    found = re.findall(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^"'\s<]*""", path.read_text())

    assert [url for url in found if not url.startswith(NAMES)] == []


def test_every_icon_named_in_a_template_exists() -> None:
    named = {(name, path) for path in TEMPLATES for name in LITERAL_ICON.findall(path.read_text())}

    assert named
    assert {in_words(path): name for name, path in named if len(name) > 1 and not exists(name)} == {}


def test_every_icon_named_in_python_exists() -> None:
    named = {door.icon for door in DOORS} | set(glyphs(models.TextChoices))
    named |= {glyph for looks in (CENTER_LOOKS, CHECKPOINT_LOOKS) for glyph, _tone in looks.values()}

    assert {name for name in named if len(name) > 1 and not exists(name)} == set()


def glyphs(choices: Any) -> Iterator[str]:
    """The glyph of every member of every choice of the house."""
    for one in choices.__subclasses__():
        if one.__module__.partition(".")[0] in FLOOR and hasattr(one, "glyph"):
            yield from (member.glyph for member in one)
        yield from glyphs(one)


def exists(icon: str) -> bool:
    try:
        return bool(drawing(icon))
    except (ValueError, FileNotFoundError):
        return False


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.key)
def test_every_door_of_the_navigation_leads_somewhere(door) -> None:
    """The frame leaves out a door that it cannot find, so a misspelt one would be missed by nobody."""
    assert reverse(door.route)


def test_every_row_has_a_name(db: None, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    build()

    nameless = {
        model._meta.label
        for model in rooms_models()
        for row in model._base_manager.all()[:3]
        if not model._meta.auto_created and not str(row).strip()
    }

    assert nameless == set()
