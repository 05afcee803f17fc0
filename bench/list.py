"""The list of visits against a bare Django list of the same rows."""

from html import unescape
from re import search

from bench.figures import tell
from bench.load import Request, press
from bench.person import Person, sign_in
from bench.site import fetch, scratch_database, served
from bench.sizes import fill

VISITS = 10_000
ROUNDS = 5
REQUESTS = 60
CONCURRENCY = 4
DEEP = 180  # pages of 50
FILTERED = "/visits/?state=approved"


def run(size: int | None) -> None:
    with scratch_database("list") as database:
        fill(database, size or VISITS)
        compare(database)


def compare(database: str) -> None:
    """Requests a second: ours with rights and filters, and the bare list; and the deep page against the first."""
    with served(database) as site, served(database, app="bench.bare") as bare:
        person = sign_in(site.port, "reviewer")
        deep = page(site.port, person, DEEP)
        ours, theirs, first, last = rounds()
        for round_ in range(ROUNDS + 1):
            rates = [
                rate(site.port, FILTERED, person),
                rate(bare.port, "/visits"),
                1 / rate(site.port, "/visits/", person),
                1 / rate(site.port, deep, person),
            ]
            if round_:  # the first warms both
                for rows, value in zip((ours, theirs, first, last), rates, strict=True):
                    rows.append(value)
    tell("list.rate", ours, "requests/s", against=theirs)
    tell(f"list.page_{DEEP}", last, "s", against=first)


def rounds() -> tuple[list[float], list[float], list[float], list[float]]:
    return [], [], [], []


def rate(port: int, path: str, person: Person | None = None) -> float:
    """Requests a second."""
    request = Request(path, headers=person.headers if person else {})
    return press(port, lambda _number: request, requests=REQUESTS, concurrency=CONCURRENCY).per_second


def page(port: int, person: Person, number: int) -> str:
    """The address of page `number`, reached as people reach it: by "next"."""
    path = "/visits/"
    for _page in range(number - 1):
        link = search(r'rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"', fetch(port, path, person.headers))
        if link is None:
            raise SystemExit(f"The list ends before page {number}.")
        path = "/visits/" + unescape(link.group(1) or link.group(2)).removeprefix("/visits/")
    return path
