"""What an account lacks before it can be signed off."""

from django.utils.translation import gettext as _

from patrols.models import Account


def missing(account: Account) -> list[str]:
    units = list(account.units.all())
    lacks = {
        _("Say when the patrol started."): account.started_at is None,
        _("Say when the patrol ended."): account.ended_at is None,
        _("Name a unit of your side."): not any(unit.of_side == account.side for unit in units),
        _("Say whether there was an incident."): not account.incident,
    }
    return [words for words, is_missing in lacks.items() if is_missing]
