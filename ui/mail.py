"""A mail in the making: the house's subject and headers, words from a template."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def letter(*, to: str, subject: str, template: str, context: dict[str, Any], **headers: str) -> EmailMultiAlternatives:
    """A mail from `template`.txt in the language in force."""
    return EmailMultiAlternatives(
        subject=settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject,
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **headers},
    )
