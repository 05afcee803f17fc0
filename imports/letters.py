"""The mail that says that a large file is checked, imported or undone: a link, and nothing of what it holds."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from imports.models import Run, RunState, What
from ui.mail import letter

SUBJECTS: dict[tuple[str, str], Any] = {
    (What.TRY, RunState.DONE): _("Your file is checked: see what it would do"),
    (What.CARRY_OUT, RunState.DONE): _("Your file is imported"),
    (What.UNDO, RunState.DONE): _("Your import is undone"),
    (What.TRY, RunState.FAILED): _("Your file could not be checked"),
    (What.CARRY_OUT, RunState.FAILED): _("Your file was not imported"),
    (What.UNDO, RunState.FAILED): _("Your import was not undone"),
}


def tell(run_id: int) -> None:
    """Mail whoever asked, at most once: whoever picks the job up after it was handed over sends nothing."""
    rows = Run.objects.filter(pk=run_id, state__in=[RunState.DONE, RunState.FAILED], mailed_at__isnull=True)
    run = rows.select_related("by", "batch").first()
    if run is None or not (run.by.is_active and run.by.email):
        return
    with translation.override(run.by.language):
        subject = str(SUBJECTS[run.what, run.state])
        context = {"run": run, "subject": subject, "reader": run.by, "site": settings.SITE_URL}
        mail = letter(to=run.by.email, subject=subject, template="imports/mail", context=context)
    if rows.update(mailed_at=timezone.now()):
        mail.send()
