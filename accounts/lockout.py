"""What django-axes asks of us: whose account a sign-in attempt is for, and the page that says wait."""

from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from ui.words import nfc


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name an attempt is counted under, whether typed in capitals or as the e-mail address."""
    given = credentials or {}
    typed = given.get("username") or given.get("email") or given.get("login") or request.POST.get("login", "")
    name = nfc(str(typed)).strip().lower()[:150]
    if "@" in name:
        name = User.objects.filter(email=name).values_list("username", flat=True).first() or name
    return name.lower()


def locked(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """429, saying for how long; the same whether or not there is such an account."""
    wait = get_cool_off(request)
    minutes = int(wait.total_seconds() // 60)
    answer = render(request, "account/locked.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
