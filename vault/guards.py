"""What the database itself refuses about the vault, whoever asks."""

import pgtrigger


def never_deleted() -> pgtrigger.Trigger:
    return pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)


def fixed(*columns: str) -> pgtrigger.Trigger:
    """These columns stay as they were written."""
    return pgtrigger.Protect(name="fixed", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*columns))


def done_for_good(column: str) -> pgtrigger.Trigger:
    """Once `column` is set, the row never changes again."""
    return pgtrigger.Protect(
        name="done_for_good",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.{column} IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*"),
    )
