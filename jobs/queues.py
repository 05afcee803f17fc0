"""The queues, each with a worker of its own: what takes minutes never keeps a mail waiting."""

from datetime import timedelta

SHORT = "default"  # mails, photographs: seconds each
LONG = "long"  # exports and imports: minutes each
QUEUES = (SHORT, LONG)

# How long a job may wait while a worker is there, before something must be wrong.
PATIENCE = {SHORT: timedelta(minutes=15), LONG: timedelta(hours=2)}
