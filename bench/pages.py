"""What people open most, with very many visits against a thousand: does it grow with the archive?"""

from statistics import median

from bench.figures import tell
from bench.load import Request, press
from bench.person import Person, sign_in
from bench.site import Site, found, served
from bench.sizes import SMALL, filled, up_to

ROUNDS, REQUESTS = 5, 8
# name: who asks, and for what. Words in capitals are looked up in each database.
PAGES = {
    "list": ("reviewer", "/visits/"),
    "list_filtered": ("reviewer", "/visits/?state=approved&category=DRUG&level=minor"),  # a full page of each size
    "list_of_officer": ("officer", "/visits/"),
    "search_rare": ("reviewer", "/visits/?q=REFERENCE"),
    "search_frequent": ("reviewer", "/visits/?q=%E0%B9%82%E0%B8%84%E0%B8%A3%E0%B8%87%E0%B8%81%E0%B8%B2%E0%B8%A3"),
    "search_elsewhere": ("officer", "/visits/?q=%E0%B9%82%E0%B8%84%E0%B8%A3%E0%B8%87%E0%B8%81%E0%B8%B2%E0%B8%A3"),
    "dashboard_kind": ("director", "/dashboard/?at=PERMANENT"),
    "dashboard_agency": ("director", "/dashboard/?agency=customs"),
    "dashboard_category": ("director", "/dashboard/?category=DRUG"),
    "dashboard_all_filters": ("director", "/dashboard/?category=DRUG&at=PERMANENT&agency=customs"),
    "detail": ("reviewer", "/visits/REFERENCE/"),
    "home_of_director": ("director", "/"),
    "home_of_officer": ("officer", "/"),
    "dashboard": ("director", "/dashboard/"),
    "dashboard_fiscal_year": ("director", "/dashboard/?period=fy2569"),
    "dashboard_work": ("director", "/dashboard/work/"),
    "dashboard_found": ("director", "/dashboard/found/"),
    "place_district": ("director", "/places/district/DISTRICT/"),
    "place_checkpoint": ("director", "/places/checkpoint/CHECKPOINT/"),
    "notable": ("director", "/notable/"),
    "checkpoint": ("director", "/checkpoints/CHECKPOINT/"),
    "center": ("director", "/centers/CENTER/"),
    "map_data": ("director", "/map/data/"),
    "followups": ("reviewer", "/follow-ups/"),
    "followups_search": ("reviewer", "/follow-ups/?q=cctv"),
    "followups_finished": ("director", "/follow-ups/?finished=yes&from=2026-01-01&to=2026-06-30"),
    "indicators": ("director", "/indicators/?period=fy2569"),
    "patrols": ("director", "/patrols/"),
    "patrols_search": ("director", "/patrols/?q=REFERENCE"),
    "goods": ("reviewer", "/seizures/"),
    "goods_search": ("reviewer", "/seizures/?q=GOODS"),
    "goods_search_report": ("officer", "/seizures/?q=REFERENCE"),
    "public_reports": ("director", "/centers/reports/"),
    "practices": ("director", "/practices/"),
}
ASKED = {
    "DISTRICT": (
        "SELECT d.code FROM visits_tally t JOIN places_district d ON d.id = t.subject"
        " WHERE t.counted = 'district' GROUP BY d.code ORDER BY sum(t.visits) DESC, d.code LIMIT 1"
    ),
    "REFERENCE": "SELECT reference FROM visits_visit WHERE state = 'published' ORDER BY date_start DESC, id LIMIT 1",
    "GOODS": "SELECT code FROM seizures_lot WHERE current_id IS NOT NULL ORDER BY id LIMIT 1",
    "CHECKPOINT": "SELECT code FROM checkpoints_checkpoint ORDER BY last_visited_on DESC NULLS LAST, code LIMIT 1",
    "CENTER": "SELECT code FROM centers_center ORDER BY last_visited_on DESC NULLS LAST, code LIMIT 1",
}


def run(size: int | None) -> None:
    few = measure(SMALL)
    for visits in up_to(size):
        pages = few if visits == SMALL else measure(visits)
        for name, seconds in pages.items():
            tell(f"pages.{name}.{visits}", seconds, "s", against=few[name])


def measure(visits: int) -> dict[str, list[float]]:
    """Seconds a request, one after another, of each page with so many visits."""
    with filled(visits) as database:
        names = {word: found(database, query) for word, query in ASKED.items()}
        with served(database) as site:
            people = {who: sign_in(site.port, who) for who in sorted({who for who, _path in PAGES.values()})}
            return {name: rounds(site, people[who], named(path, names)) for name, (who, path) in PAGES.items()}


def named(path: str, names: dict[str, str]) -> str:
    for word, name in names.items():
        path = path.replace(word, name)
    return path


def rounds(site: Site, person: Person, path: str) -> list[float]:
    request = Request(path, headers=person.headers)
    loads = [press(site.port, lambda _number: request, requests=REQUESTS, concurrency=1) for _ in range(ROUNDS + 1)]
    return [median(load.times) for load in loads[1:]]  # the first warms it
