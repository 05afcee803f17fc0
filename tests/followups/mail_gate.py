"""A mail server in a folder, which stops at a gate before or after it has taken a mail."""

import os
from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend


class GatedBackend(EmailBackend):
    """MAIL_FOLDER: where mails lie; MAIL_STOPS: "before" or "after"; MAIL_HERE and MAIL_GATE: named pipes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"file_path": os.environ["MAIL_FOLDER"]})

    def open(self) -> bool:
        self.stop("before")
        return bool(super().open())

    def send_messages(self, messages: Any) -> int:
        count = super().send_messages(messages)
        self.stop("after")
        return count or 0

    def stop(self, where: str) -> None:
        if os.environ["MAIL_STOPS"] == where:
            with Path(os.environ["MAIL_HERE"]).open("w") as pipe:
                pipe.write("here")
            with Path(os.environ["MAIL_GATE"]).open("rb") as pipe:
                pipe.read(2)
