"""A worker killed while it sends: the mail comes, and comes once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from followups.models.contact import Notice
from tests.followups.conftest import make_followup
from tests.followups.test_digest import day
from tests.jobs.conftest import worker_environment  # noqa: F401  (a fixture)
from tests.jobs.test_worker import PATIENCE, Pipe, wait_until_gone, worker


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Pipe]:
    pipe = Pipe(tmp_path / "here")
    yield pipe
    os.close(pipe.end)


@pytest.fixture
def mail_server(worker_environment, tmp_path: Path, here: Pipe) -> dict[str, str]:  # noqa: F811
    """The environment of workers whose mails lie in a folder."""
    (tmp_path / "mails").mkdir()
    os.mkfifo(tmp_path / "gate")
    return worker_environment | {
        "EMAIL_BACKEND": "tests.followups.mail_gate.GatedBackend",
        "MAIL_FOLDER": str(tmp_path / "mails"),
        "MAIL_HERE": here.path,
        "MAIL_GATE": str(tmp_path / "gate"),
        "MAIL_STOPS": "",
    }


@pytest.fixture
def owner(transactional_db, officer):
    officer.email = "officer@example.org"
    officer.save()
    return officer


def mails(folder: dict[str, str]) -> str:
    return "".join(path.read_text() for path in Path(folder["MAIL_FOLDER"]).iterdir())


@pytest.mark.parametrize(("where", "left", "ends"), [("before", "claimed", "sent"), ("after", "handed", "handed")])
def test_one_mail_comes_wherever_the_worker_was_killed(where, left, ends, mail_server, here, owner, approved_visit):
    make_followup(approved_visit, title="Repair the camera", owner=owner, due_on=day(1))
    call_command("send_digests", verbosity=0)
    with worker(mail_server | {"MAIL_STOPS": where}) as first:
        here.wait_for(b"here")
        first.kill()
        first.wait()
    assert Notice.objects.get().state == left
    wait_until_gone(DBTaskResult.objects.get().worker_ids[0])
    with worker(mail_server, "--batch") as second:
        assert second.wait(PATIENCE) == 0
    assert len(DBTaskResult.objects.get().worker_ids) == 2
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert mails(mail_server).count("To: officer@example.org") == 1
    assert Notice.objects.get().state == ends
