"""Asking for exports as a browser does, and reading what comes."""

import csv
import io
import uuid
from typing import Any

import openpyxl
from django.test import Client
from django.urls import reverse

from exports.datasets import DATASETS


def address(dataset: str = "visits", query: str = "") -> str:
    return reverse("exports:new", args=[dataset]) + (f"?{query}" if query else "")


def sent(dataset: str = "visits", **choices: Any) -> dict[str, Any]:
    columns = [column.code for column in DATASETS[dataset].columns]
    return {"format": "csv", "language": "en", "columns": columns, "client_uuid": str(uuid.uuid4())} | choices


def ask(client: Client, dataset: str = "visits", query: str = "", **choices: Any) -> Any:
    return client.post(address(dataset, query), sent(dataset, **choices))


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(response: Any) -> list[list[str]]:
    """The rows of a CSV, those above the cells among them."""
    return list(csv.reader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def records(client: Client, dataset: str = "visits", query: str = "", **choices: Any) -> list[dict[str, str]]:
    """The rows of the CSV by stable code."""
    response = ask(client, dataset, query, codes="on", **choices)
    assert response.status_code == 200, response.content.decode()[:2000]
    _names, codes, *rows = table(response)
    return [dict(zip(codes, row, strict=True)) for row in rows]


def book_of(response: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body(response)))


def sheets_of(response: Any) -> dict[str, list[dict[str, Any]]]:
    """Of each sheet with a table the rows by stable code."""
    found = {}
    for sheet in book_of(response):
        if sheet.freeze_panes is None:
            continue  # it tells what the file is about
        _names, codes, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(codes, row, strict=True)) for row in rows]
    return found
