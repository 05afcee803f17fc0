"""Work about actions that nobody waits for."""

from django_tasks import task

from followups import notices


@task()
def send_notice(notice_id: int) -> None:
    """Send one mail. May run any number of times: `followups.notices` keeps it to one mail."""
    notices.send(notice_id)
