"""The officer at the form: what a screen shows, filled in and sent back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from visits.models import Visit


@pytest.fixture
def phone(client_of: Callable[..., Client], officer: User) -> Client:
    return client_of(officer)


@pytest.fixture
def address(visit: Visit) -> Callable[..., str]:
    """The address of a page of `visit`: address("section", "basics"), address("item", "team", 3)."""
    return lambda name, *args: reverse(f"visits:{name}", args=[visit.reference, *args])


@pytest.fixture
def send(phone: Client) -> Callable[..., HttpResponse]:
    """Open a page, change the fields named, and post the form as a phone without scripts would."""

    def post(url: str, **typed: Any) -> Any:
        page = phone.get(url)
        return phone.post(url, shown_in(page) | typed)

    return post


def shown_in(page: Any) -> dict[str, Any]:
    """Every value that the form on `page` would send back unchanged."""
    values: dict[str, Any] = {"version": page.context.get("version", 0)}
    top = page.context["form"]
    whole = [top.common, *top.forms] if hasattr(top, "common") else [top, *getattr(top, "inner", [])]
    for form in whole:
        for field in form:
            values |= sent_by(field)
    return values


def sent_by(field: Any) -> dict[str, Any]:
    """What one field sends: its parts, its ticked values, nothing for files and empty boxes."""
    value = field.value()
    widget = field.field.widget
    if hasattr(widget, "widgets_names"):
        parts = value if isinstance(value, list) else widget.decompress(value)
        return {f"{field.html_name}{name}": part or "" for name, part in zip(widget.widgets_names, parts, strict=False)}
    if widget.input_type == "file" if hasattr(widget, "input_type") else False:
        return {}
    if value is False or value is None:
        return {}
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return {field.html_name: [getattr(one, "pk", one) for one in value]}
    return {field.html_name: value}


def date_parts(name: str, day: int, month: int, year: int, time: str = "") -> dict[str, str]:
    """A date as its inputs send it."""
    parts = {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}
    return parts | ({f"{name}_time": time} if time else {})


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of another province."""
    return UserFactory.create(role=Role.OFFICER, areas=["TH27"])
