"""Every secret that the leak test plants and looks for. A room that keeps another one adds its own here."""

from tests.leaks import of_activities, of_others, of_patrols, of_reports, of_seizures
from tests.leaks.secret import Secret

SECRETS: tuple[Secret, ...] = (
    *of_reports.SECRETS,
    *of_activities.SECRETS,
    *of_patrols.SECRETS,
    *of_seizures.SECRETS,
    *of_others.SECRETS,
)
