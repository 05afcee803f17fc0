"""The lists of choices of an XLSForm."""

from django.utils.translation import gettext as _

from checklists.document import CHOICE_CODE, LABEL, MOST_CHOICES, Choice
from checklists.xlsform.cells import Cells
from checklists.xlsform.workbook import Finding, Table

Lists = dict[str, tuple[Choice, ...]]


def read_choices(table: Table | None, default: str, findings: list[Finding]) -> Lists:
    """The choices by the name of their list."""
    lists: dict[str, list[Choice]] = {}
    for row in table.rows if table else []:
        cells = Cells(table, row, findings, default)  # type: ignore[arg-type]
        name, code = cells.text("list_name"), cells.text("name")
        thai, english = cells.both("label", LABEL)
        choice = Choice(code, thai, english, cells.number("points", 0, 100))
        known = lists.setdefault(name, [])
        if not name:
            cells.wrong("list_name", _("The name of the list is missing."))
        elif not CHOICE_CODE.fullmatch(code):
            words = _("The name of a choice holds Latin letters, digits and _ . - only: “%(name)s”.")
            cells.wrong("name", words % {"name": code[:80]})
        elif any(one.code == code for one in known):
            cells.wrong("name", _("Two choices have the name “%(name)s”.") % {"name": code})
        elif len(known) == MOST_CHOICES:
            cells.wrong("list_name", _("There are more than %(most)s choices.") % {"most": MOST_CHOICES})
        else:
            known.append(choice)
        cells.leftovers()
    return {name: tuple(choices) for name, choices in lists.items()}
