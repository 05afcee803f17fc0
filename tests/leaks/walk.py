"""Going everywhere as somebody, and keeping what is to be read there."""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from tests import matrix
from tests.leaks.registry import SECRETS
from tests.test_matrix import address, sent, undone
from tests.world import World
from ui.pdf import join_sara_am

SEARCHED = {  # the addresses that take words, and how something begins that is found there
    "visits:list": "chanth",
    "followups:list": "sign",
    "practices:list": "stro",
    "library:list": "stro",
    "centers:list": "pong",
    "checkpoints:list": "laem",
    "patrols:list": "chanth",
    "seizures:list": "cigar",
}
CHANGING = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


def addresses(world: World) -> list[str]:
    """Every address of the matrix, of the administration, and where secrets could show besides; each once."""
    found = [address(row, world) for row in matrix.ROWS]
    found += [reverse(f"admin:{name}_changelist") for name in matrix.ADMIN_LISTS]
    for secret in SECRETS:
        found += secret.also(world)
    return list(dict.fromkeys(found))


def readable(response: Any) -> str:
    """What can be read in an answer, in small letters: its headers and bytes, the words of a PDF or a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    found = [f"{name}: {value}" for name, value in response.headers.items()]
    found.append(body.decode("utf-8", errors="replace"))
    if kind.startswith("application/pdf"):
        found.append(words_of_pdf(body))
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            found += [book.read(name).decode(errors="replace") for name in book.namelist()]
    return "\n".join(found).lower()


def words_of_pdf(body: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(body)).pages
    except PdfReadError:  # a document of the samples, which is none inside
        return ""
    return join_sara_am("\n".join(page.extract_text() for page in pages))


def asked(client: Client, url: str, **data: Any) -> str:
    """What stands at `url`; nothing that the question does is kept."""
    return answered(client, "get", url, data)


def answered(client: Client, method: str, url: str, data: dict[str, Any]) -> str:
    cookies = deepcopy(client.cookies)
    with undone():
        response = getattr(client, method)(url, data)
        text = readable(response)
    client.cookies = cookies
    assert response.status_code != 500, f"{method} {url}"
    return text


def everything(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """(address, what `client` reads there) of every address, and in answer to what the matrix sends."""
    for url in addresses(world):
        yield url, asked(client, url)
    posted = {(address(row, world), str(sent(row, world))): row for row in matrix.ROWS}
    for (url, _data), row in posted.items():
        yield f"POST {row}", answered(client, "post", url, sent(row, world))


def searched(client: Client, url: str, words: str) -> str:
    """The answer to a search, without the words themselves and what differs in every answer."""
    return CHANGING.sub("", asked(client, url, q=words)).replace(words, "")
