"""The language that a person reads: kept with the account, carried by the cookie."""

from django.conf import settings
from django.http import HttpResponseBase

from accounts.models import User


def remember(response: HttpResponseBase, language: str) -> None:
    """Carry `language` in the same cookie, as Django's set_language view."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def keep_choice(user: User, response: HttpResponseBase) -> None:
    """Keep with the account what the switch in the header just set, so that the next sign-in has it too."""
    chosen = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen is None or chosen.value == user.language or chosen.value not in dict(settings.LANGUAGES):
        return
    User.objects.filter(pk=user.pk).update(language=chosen.value)
