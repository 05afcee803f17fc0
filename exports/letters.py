"""The mail that says that an export is there: a link, and nothing of what it holds."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from exports.datasets import DATASETS
from exports.models import Export
from exports.workflow import ExportState


def tell(export_id: int) -> None:
    """Mail the owner, at most once: whoever picks the job up after it was handed over sends nothing."""
    rows = Export.objects.filter(pk=export_id, state=ExportState.READY, told_at__isnull=True)
    export = rows.select_related("owner").first()
    if export is None or not (export.owner.is_active and export.owner.email):
        return
    with translation.override(export.owner.language):
        mail = letter(export)
    if rows.update(told_at=timezone.now()):
        mail.send()


def letter(export: Export) -> EmailMessage:
    label = DATASETS[export.dataset].label
    context = {"export": export, "table": label, "reader": export.owner, "site": settings.SITE_URL}
    return EmailMessage(
        subject=settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + _("Your export is ready"),
        body=render_to_string("exports/mail.txt", context).strip() + "\n",
        to=[export.owner.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
