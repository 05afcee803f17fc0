"""Telling the auditors that the glass was broken."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from ui.mail import letter
from vault.models import Opening


@task()
def tell_auditor(opening_id: int, auditor_id: int) -> None:
    """One mail to one auditor: the code, and nothing of what was seen or why.

    Tried again until the server takes it. Should the worker be killed right after that it comes twice, under one
    Message-ID: an alarm is better told twice than never.
    """
    opening = Opening.objects.select_related("identity").get(pk=opening_id)
    auditor = User.objects.get(pk=auditor_id)
    with translation.override(auditor.language):
        subject = _("The glass was broken on %(code)s") % {"code": opening.identity.code}
        context = {"reader": auditor, "opening": opening, "site": settings.SITE_URL}
        known_as = f"glass-{opening.pk}-{auditor.pk}"
        mail = letter(
            to=auditor.email, subject=subject, template="vault/mail/glass", context=context, known_as=known_as
        )
    mail.send()
