"""Every page that somebody can open, from the matrix: what the checks of accessibility and layout walk through."""

from dataclasses import dataclass

from tests import matrix
from tests.matrix import VISITORS, Row

NO_PAGES = {
    "visits:photo",
    "visits:document",
    "reports:visit_pdf",
    "reports:practice_pdf",
    "reports:practices_pdf",
    "reports:indicator_pdf",
    "reports:indicator_xlsx",
    "reports:map_data",
    "reports:map_picture",
    "reports:map_worker",
    "checklists:export",
    "exports:file",
    "imports:template",
    "places:basemap",
    "places:districts",
    "jobs:healthz",
}
# Who looks, if they may: those who see most first.
EYES = ("director", "officer", "reviewer", "center", "admin", "partner", "auditor", "anonymous")


@dataclass(frozen=True)
class Sight:
    """A page as `user` sees it; `status` is what it answers, `row` its address, or `path` where it has none."""

    name: str
    user: str
    row: Row | None = None
    path: str = ""
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"


def reader(row: Row) -> str:
    seen_by = {name for name, status in zip(VISITORS, row.get.split(), strict=True) if status == "200"}
    return next((name for name in EYES if name in seen_by), "")


def sights() -> list[Sight]:
    """One for each address that answers a page, and one for each page of refusal."""
    found = {str(row): Sight(str(row), reader(row), row) for row in matrix.ROWS if reader(row)}
    pages = [sight for sight in found.values() if sight.row and sight.row.name not in NO_PAGES]
    return [*pages, *MORE]


MORE = [
    Sight("home of the officer", "officer", path="/"),
    Sight("home of the center", "center", path="/"),
    Sight("home of the auditor", "auditor", path="/"),
    Sight("home of the administrator", "admin", path="/"),
    Sight("editions of the partner", "partner", path="/visits/editions/"),
    Sight("visits, filters open", "director", path="/visits/?filters=1"),
    Sight("visits, none found", "director", path="/visits/?q=nothing-is-called-so"),
    Sight("follow-ups, filters open", "director", path="/follow-ups/?filters=1"),
    Sight("dashboard, all rows", "director", path="/dashboard/?rows=all"),
    Sight("dashboard, filters open", "director", path="/dashboard/?filters=open"),
    Sight("public library", "anonymous", path="/library/"),
    Sight("public library, none found", "anonymous", path="/library/?q=nothing-is-called-so"),
    Sight("not permitted", "partner", path="/map/", status=403),
    Sight("not found", "officer", path="/nowhere/", status=404),
    Sight("not found, not signed in", "anonymous", path="/accounts/signup/", status=404),
]
