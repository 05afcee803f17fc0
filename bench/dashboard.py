"""Dashboard, map data and home with many visits, against the same pages with few: do they grow with the reports?"""

from bench.figures import tell
from bench.list import SMALL, fill, rate
from bench.person import sign_in
from bench.site import scratch_database, served

ROUNDS = 5
LARGE = 100_000
PAGES = {
    "dashboard": ("director", "/dashboard/"),
    "map_data": ("director", "/map/data/"),
    "home": ("officer", "/"),
}


def run(size: int | None) -> None:
    with scratch_database("dashboard") as few, scratch_database("dashboard_large") as many:
        fill(few, SMALL)
        fill(many, size or LARGE)
        grow(few, many)


def grow(few: str, many: str) -> None:
    """Seconds a request with many visits, against few."""
    with served(few) as little, served(many) as big:
        for name, (username, path) in PAGES.items():
            people = {site.port: sign_in(site.port, username) for site in (little, big)}
            small, large = [], []
            for round_ in range(ROUNDS + 1):
                times = [1 / rate(port, path, person) for port, person in people.items()]
                if round_:  # the first warms both
                    small.append(times[0])
                    large.append(times[1])
            tell(f"{name}.growth", large, "s", against=small)
