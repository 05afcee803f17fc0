"""A mail in the making: the house's subject and headers, words from a template."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def letter(
    *, to: str, subject: str, template: str, context: dict[str, Any], known_as: str = "", **headers: str
) -> EmailMultiAlternatives:
    """A mail from `template`.txt in the language in force. `known_as`: of two with the same one, the second is none."""
    if known_as:
        headers["Message-ID"] = f"<{known_as}@{urlsplit(settings.SITE_URL).hostname}>"
    return EmailMultiAlternatives(
        subject=settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject,
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **headers},
    )
