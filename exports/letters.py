"""The mail that says that an export is there: a link, and nothing of what it holds."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from exports.datasets import DATASETS
from exports.models import Export
from exports.workflow import ExportState
from ui.mail import letter


def tell(export_id: int) -> None:
    """Mail the owner, at most once: whoever picks the job up after it was handed over sends nothing."""
    rows = Export.objects.filter(pk=export_id, state=ExportState.READY, told_at__isnull=True)
    export = rows.select_related("owner").first()
    if export is None or not (export.owner.is_active and export.owner.email):
        return
    with translation.override(export.owner.language):
        label = DATASETS[export.dataset].label
        context = {"export": export, "table": label, "reader": export.owner, "site": settings.SITE_URL}
        mail = letter(
            to=export.owner.email, subject=_("Your export is ready"), template="exports/mail", context=context
        )
    if rows.update(told_at=timezone.now()):
        mail.send()
