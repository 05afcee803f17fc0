"""Mails about actions, each sent once: the bookkeeping around the mail server.

A mail server takes a mail or does not, and a worker may be killed at any moment. Between the server's taking it and
our writing that down nobody can tell which it was: one must choose between a mail that may come twice and one that
may not come. Here it is at most once after the hand-over, for next week's mail says again what still stands open:

- `claimed`, committed when the job is queued. A worker killed while it still writes the mail, or while it reaches for
  the server, leaves it so, and the next worker starts afresh.
- `handed`, committed just before the mail is handed over; only one job can take this step. Whoever picks the job up
  after that sends nothing.
- `sent`, written right after. A notice that stays `handed` is one whose worker died in between.

A server that cannot be reached, or refuses in so many words, has not taken the mail: that is tried again.
"""

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from followups import letters
from followups.models.contact import Escalated, NoDigest, Notice

logger = logging.getLogger(__name__)
REFUSED = (SMTPResponseException, SMTPRecipientsRefused)  # whatever else goes wrong, the server may have taken it


@transaction.atomic
def choose_digest(*, by: User, wanted: bool) -> None:
    """Whether `by` wants the weekly mail."""
    if wanted:
        NoDigest.objects.filter(user=by).delete()
    else:
        NoDigest.objects.get_or_create(user=by)


def week_of(day: dt.date) -> dt.date:
    """The Monday of that week."""
    return day - dt.timedelta(days=day.weekday())


def send(notice_id: int) -> None:
    """Send the mail of a notice that is still claimed; what is past that is left alone."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, state=Notice.State.CLAIMED).first()
    if notice is None:
        logger.info("Notice %d is no longer to be sent", notice_id)
        return
    with translation.override(notice.user.language):
        letter = letters.write(notice)
        mail = letters.mail(notice, letter) if letter else None
    if letter is None or mail is None:
        Notice.objects.filter(pk=notice.pk, state=Notice.State.CLAIMED).update(state=Notice.State.EMPTY)
        return
    with get_connection() as server:  # reached before anything is written: if that fails, nothing has happened
        if not hand_over(notice, letter):
            return
        try:
            server.send_messages([mail])
        except REFUSED:
            take_back(notice)
            raise
        Notice.objects.filter(pk=notice.pk).update(state=Notice.State.SENT, sent_at=timezone.now())


@transaction.atomic
def hand_over(notice: Notice, letter: letters.Letter) -> bool:
    """Write down that the mail is about to be handed over; False where another job did so before."""
    mine = Notice.objects.filter(pk=notice.pk, state=Notice.State.CLAIMED).update(state=Notice.State.HANDED)
    if mine and notice.kind == Notice.Kind.ESCALATION:
        told = [Escalated(notice=notice, user=notice.user, followup=row, due_on=row.due_on) for row in letter.rows]
        Escalated.objects.bulk_create(told)
    return bool(mine)


@transaction.atomic
def take_back(notice: Notice) -> None:
    """The server refused: nothing was told, and it may be tried again."""
    Escalated.objects.filter(notice=notice).delete()
    Notice.objects.filter(pk=notice.pk, state=Notice.State.HANDED).update(state=Notice.State.CLAIMED)
