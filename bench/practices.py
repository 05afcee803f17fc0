"""The library of best practices: whether browsing, searching and reading grow with it."""

from re import search

from bench.figures import tell
from bench.load import Request, press
from bench.person import Person, sign_in
from bench.site import Site, fetch, manage, scratch_database, served

SMALL, LARGE = 1_000, 10_000
ROUNDS = 5
REQUESTS = 40
CONCURRENCY = 2
PAGES = {
    "list": "/practices/",
    "search": "/practices/?q=border+market+9",
    "principle": "/practices/?principle=trust&theme=labour",
}


def run(size: int | None) -> None:
    with scratch_database("practices") as little, scratch_database("practices_large") as big:
        fill(little, SMALL)
        fill(big, size or LARGE)
        with served(little) as few, served(big) as many:
            people = {site.port: sign_in(site.port, "reviewer") for site in (few, many)}
            for name, path in PAGES.items():
                compare(name, {few.port: path, many.port: path}, few, many, people)
            one = {port: first_practice(port, person) for port, person in people.items()}
            compare("detail", one, few, many, people)


def fill(database: str, practices: int) -> None:
    manage("migrate", "--noinput", "--verbosity", "0", database=database)
    manage("load_reference", database=database)
    manage("make_practices", "--practices", str(practices), database=database)


def compare(name: str, paths: dict[int, str], few: Site, many: Site, people: dict[int, Person]) -> None:
    """Seconds a request with many practices, against few."""
    small: list[float] = []
    large: list[float] = []
    for round_ in range(ROUNDS + 1):
        times = [seconds(site.port, paths[site.port], people[site.port]) for site in (few, many)]
        if round_:  # the first warms both
            small.append(times[0])
            large.append(times[1])
    tell(f"practices.{name}", large, "s", against=small)


def seconds(port: int, path: str, person: Person) -> float:
    request = Request(path, headers=person.headers)
    return 1 / press(port, lambda _number: request, requests=REQUESTS, concurrency=CONCURRENCY).per_second


def first_practice(port: int, person: Person) -> str:
    found = search(r'href="(/practices/BP-[^"]+/)"', fetch(port, "/practices/", person.headers))
    if found is None:
        raise SystemExit("The library is empty.")
    return found.group(1)
