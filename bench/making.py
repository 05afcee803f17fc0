"""Inside the site: what a worker does for an export, measured there. `python -m bench.making WHAT`, on DATABASE_URL."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntswatch.settings")
django.setup()

from django.db import connection  # noqa: E402 - after django.setup()
from django.http import QueryDict  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from accounts.models import User  # noqa: E402
from exports import making  # noqa: E402
from exports.datasets import DATASETS  # noqa: E402
from exports.formats import Format  # noqa: E402
from exports.sheets import BANGKOK  # noqa: E402
from exports.wanted import Wanted  # noqa: E402
from visits.models import Visit  # noqa: E402

COLUMNS = 40
ROUNDS = 5


def wanted(kind: Format) -> Wanted:
    """The first forty columns of everything that a reviewer of the whole country may read, without child tables."""
    visits = replace(DATASETS["visits"], children=())
    user = User.objects.get(username="reviewer")
    return Wanted(visits, user, QueryDict(""), kind, visits.columns[:COLUMNS], "th")


def sql() -> str:
    """The same columns of all visits, without rights, filters or guards against formulas: what COPY is to answer."""
    asked = wanted(Format.CSV)
    cells = {f"c{number}": column.source(asked.user) for number, column in enumerate(asked.columns)}
    rows = Visit.objects.annotate(**cells).order_by(*asked.dataset.order).values_list(*cells)
    statement, params = rows.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        found: str = cursor.mogrify(statement, params).decode()
    return found


def csv() -> dict[str, float]:
    """Rows a second, and by how many MiB this process grew at most."""
    asked, path = wanted(Format.CSV), Path(tempfile.mkdtemp()) / "visits.csv"
    making.write(replace(asked, params=QueryDict("q=0001")), [(asked, asked.keys(10))], path, lambda done: None)
    before, started = memory("VmRSS"), time.perf_counter()
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    keys = asked.keys()
    making.write(asked, [(asked, keys)], path, lambda done: None)
    seconds = time.perf_counter() - started
    path.unlink()
    return {"rows": len(keys), "rate": len(keys) / seconds, "grown": memory("VmHWM") - before}


def memory(name: str) -> float:
    """MiB, as the kernel counts them."""
    (line,) = (one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(name))
    return int(line.split()[1]) / 1024


def xlsx() -> dict[str, list[float]]:
    """Seconds of ours, and of XlsxWriter alone with the same cells in memory."""
    asked, folder = wanted(Format.XLSX), Path(tempfile.mkdtemp())
    keys = asked.keys()
    cells = [[plain(cell) for cell in row] for row in asked.question().ask(keys)]
    found: dict[str, list[float]] = {"ours": [], "plain": []}
    for _round in range(ROUNDS):
        started = time.perf_counter()
        making.write(asked, [(asked, keys)], folder / "ours.xlsx", lambda done: None)
        between = time.perf_counter()
        by_hand(folder / "plain.xlsx", cells)
        found["ours"].append(between - started)
        found["plain"].append(time.perf_counter() - between)
    return found


def plain(cell: Any) -> Any:
    return cell.astimezone(BANGKOK).replace(tzinfo=None) if hasattr(cell, "astimezone") else cell


def by_hand(path: Path, rows: Iterable[list[Any]]) -> None:
    book = Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


if __name__ == "__main__":
    print(json.dumps({"sql": sql, "csv": csv, "xlsx": xlsx}[sys.argv[1]]()))
