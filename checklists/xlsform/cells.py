"""The cells of one row: what was used, and what is left over and has to be named."""

from django.utils.translation import gettext as _

from checklists.xlsform.columns import THAI, language_of, split, truth
from checklists.xlsform.workbook import Finding, Row, Table


class Cells:
    """Every cell is either taken by `text`, `both` or `yes`, or named by `leftovers`."""

    def __init__(self, table: Table, row: Row, findings: list[Finding], default: str = "") -> None:
        self.table, self.row, self.findings = table, row, findings
        self.default = language_of(default)
        self.used: set[str] = set()
        self.columns: dict[str, list[tuple[str, str]]] = {}
        for column in row.cells:
            name, language = split(column)
            self.columns.setdefault(name, []).append((column, language))

    def text(self, name: str) -> str:
        """The cell of a column that has no language."""
        for column, language in self.columns.get(name, []):
            if not language:
                self.used.add(column)
                return self.row.cells[column]
        return ""

    def both(self, name: str, longest: int) -> tuple[str, str]:
        """The Thai and English text of a column; one without a language goes by the script it is written in."""
        found = {"th": "", "en": ""}
        for column, written in self.columns.get(name, []):
            value = self.row.cells[column]
            language = language_of(written) if written else self.default or ("th" if THAI.search(value) else "en")
            if not language or found[language]:
                continue  # named as left over
            self.used.add(column)
            if len(value) > longest:
                self.wrong(column, _("The text is longer than %(most)s characters.") % {"most": longest})
            if "${" in value:
                self.lost(column, _("An answer cannot be shown inside a text: the sign stays as it is written."))
            found[language] = value[:longest]
        return found["th"], found["en"]

    def yes(self, name: str) -> bool:
        value = self.text(name)
        said = truth(value)
        if said is None:
            self.lost(name, _("This is neither yes nor no: “%(value)s”. It is read as no.") % {"value": value[:80]})
        return bool(said)

    def number(self, name: str, low: int, high: int) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not value.isdecimal() or not low <= int(value[:9]) <= high:
            words = _("This is no whole number from %(low)s to %(high)s: “%(value)s”.")
            self.wrong(name, words % {"low": low, "high": high, "value": value[:80]})
            return None
        return int(value)

    def leftovers(self) -> None:
        """Name each cell that nothing has taken."""
        for column, value in self.row.cells.items():
            if column not in self.used and not (split(column)[0] in ("required", "readonly") and truth(value) is False):
                self.lost(column, _("This is left out: “%(value)s”.") % {"value": value[:80]})

    def wrong(self, column: str, message: str) -> None:
        self.findings.append(Finding(self.table.name, self.row.number, self.table.place(column), message))

    def lost(self, column: str, message: str) -> None:
        place = self.table.place(column)
        self.findings.append(Finding(self.table.name, self.row.number, place, message, fatal=False))
