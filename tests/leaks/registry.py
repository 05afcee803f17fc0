"""Every secret that the leak test plants and looks for. A room that keeps another one adds its own here."""

from tests.leaks import of_others, of_reports
from tests.leaks.secret import Secret

SECRETS: tuple[Secret, ...] = (*of_reports.SECRETS, *of_others.SECRETS)
