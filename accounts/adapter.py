"""How allauth behaves here: nobody signs up, mail never breaks a page, secrets are stored encrypted."""

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts import language
from accounts.models import User

log = logging.getLogger(__name__)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        language.remember(response, user.language)
        return response

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], *args: Any) -> EmailMessage:
        """In the language of the person written to, not of whoever asked."""
        reader = context.get("user")
        with translation.override(reader.language if isinstance(reader, User) else translation.get_language()):
            message: EmailMessage = super().render_mail(template_prefix, email, context, *args)
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must neither break the page nor tell which addresses have accounts."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("Mail %s could not be sent", template_prefix)


def vault() -> MultiFernet:
    """Encrypts with the present SECRET_KEY; reads what its predecessors encrypted."""
    secrets: list[str] = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(b"ntswatch second factor" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery codes are unreadable in a copy of the database."""

    def encrypt(self, text: str) -> str:
        return str(vault().encrypt(text.encode()), "ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return str(vault().decrypt(encrypted_text.encode()), "utf-8")

    def get_totp_label(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
