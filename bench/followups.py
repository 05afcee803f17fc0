"""Follow-up actions: the list, a search, one's own and one's area's, with very many against a thousand."""

from bench.figures import tell
from bench.list import rate
from bench.person import sign_in
from bench.site import manage, scratch_database, served

SMALL = 1_000
LARGE = 100_000
A_VISIT = 10  # actions
ROUNDS = 5
# name: who asks, and for what; pages that are as full with a thousand actions as with very many
PAGES = {
    "followups.list": ("reviewer", "/follow-ups/"),
    "followups.list_quiet": ("center", "/follow-ups/"),  # little of it is open to them
    "followups.search": ("reviewer", "/follow-ups/?q=cctv"),
    "followups.search_one": ("reviewer", "/follow-ups/?q=000777&finished=yes"),
    "followups.mine": ("officer", "/follow-ups/?owner=me"),
    "followups.area_whole": ("reviewer", "/follow-ups/?area=mine"),
    "followups.area_quiet": ("center", "/follow-ups/?area=mine"),  # nothing lies in their district
}


def run(size: int | None) -> None:
    with scratch_database("followups") as small, scratch_database("followups_large") as large:
        fill(small, SMALL)
        fill(large, size or LARGE)
        compare(small, large)


def fill(database: str, followups: int) -> None:
    manage("migrate", "--noinput", "--verbosity", "0", database=database)
    manage("load_reference", database=database)
    visits = max(1, followups // A_VISIT)
    manage("make_data", "--visits", str(visits), "--followups", str(followups), database=database)


def compare(small: str, large: str) -> None:
    """Seconds a request with many actions, against few."""
    with served(small) as little, served(large) as big:
        ports = (little.port, big.port)
        people = {(port, name): sign_in(port, name) for port in ports for name in ("reviewer", "officer", "center")}
        for figure, (name, path) in PAGES.items():
            times: dict[int, list[float]] = {port: [] for port in ports}
            for round_ in range(ROUNDS + 1):
                for port in ports:
                    seconds = 1 / rate(port, path, people[port, name])
                    if round_:  # the first warms both
                        times[port].append(seconds)
            tell(figure, times[big.port], "s", against=times[little.port])
