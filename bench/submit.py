"""Saving an inspection of some forty fields with one 200 KB photograph, against a bare view that keeps the same."""

import io
import os
import re
import tempfile
import uuid
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
from PIL import Image

from bench.figures import tell
from bench.load import Request, press
from bench.person import Person, sign_in
from bench.report import COLUMNS, NUMBERS, inspection_fields
from bench.site import fetch, manage, scratch_database, served

ROUNDS = 5
REQUESTS = 60  # a round
CONCURRENCY = 4
DRAFTS = 8  # reports written at the same time
Make = Callable[[int], Request]


def run(size: int | None) -> None:
    requests = size or REQUESTS
    with scratch_database("submit") as database, tempfile.TemporaryDirectory(dir=Path.cwd() / "var") as folder:
        os.environ["MEDIA_ROOT"], os.environ["BARE_FILES"] = f"{folder}/media", folder
        manage("migrate", "--noinput", "--verbosity", "0", database=database)
        manage("load_reference", database=database)
        manage("make_data", "--visits", "100", database=database)
        bare_table(database)
        with served(database) as site, served(database, app="bench.bare") as bare:
            ours, theirs = reports(site.port), plain()
            rates: tuple[list[float], list[float]] = ([], [])
            for round_ in range(ROUNDS + 1):
                pair = (rate(site.port, ours, requests), rate(bare.port, theirs, requests))
                if round_:  # the first warms both
                    for values, value in zip(rates, pair, strict=True):
                        values.append(value)
    tell("submit.rate", rates[0], "requests/s", against=rates[1])


def rate(port: int, make: Make, requests: int) -> float:
    return press(port, make, requests=requests, concurrency=CONCURRENCY).per_second


def reports(port: int) -> Make:
    """Requests that save an inspection into one of several drafts, as an officer's browser sends them."""
    person = sign_in(port, "officer")
    paths = [inspection(port, person, draft(port, person)) for _ in range(DRAFTS)]

    def make(number: int) -> Request:
        fields = {"csrfmiddlewaretoken": person.csrf, "version": "0", "client_uuid": str(uuid.uuid4())}
        return upload(paths[number % DRAFTS], fields | inspection_fields(), person.headers)

    return make


def plain() -> Make:
    return lambda _number: upload("/submit", inspection_fields(), {})


def draft(port: int, person: Person) -> str:
    """The reference of a new report."""
    districts = re.findall(r'name="districts" value="(\d+)"', fetch(port, "/visits/new/", person.headers))
    form = {
        "title_th": "ตรวจเยี่ยม", "kind": "inspection", "districts": districts[0], "client_uuid": str(uuid.uuid4()),
        "date_start_day": "2", "date_start_month": "3", "date_start_year": "2569",
        "date_end_day": "2", "date_end_month": "3", "date_end_year": "2569",
    }  # fmt: skip
    return found(r"/visits/(NTS-[\d-]+)/", post(port, "/visits/new/", form, person))


def inspection(port: int, person: Person, reference: str) -> str:
    """The address under which an inspection is added at a new stop of that report."""
    report = f"/visits/{reference}/report"
    stop = {"version": "0", "client_uuid": str(uuid.uuid4()), "place": "ด่าน"}
    post(port, f"{report}/itinerary/new/", stop, person)
    number = found(r'name="stop" value="(\d+)"', fetch(port, f"{report}/results/", person.headers))
    return f"{report}/results/new/?stop={number}&kind=inspection"


def post(port: int, path: str, form: dict[str, str], person: Person) -> str:
    """Send a form; answers where it leads. Raises SystemExit where it is refused."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {**person.headers, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(form), headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 302:
        raise SystemExit(f"POST {path}: {answer.status}\n{body[:3000].decode(errors='replace')}")
    return answer.getheader("Location", "")


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"{pattern} is not where it should be")
    return match.group(1)


def upload(path: str, fields: dict[str, str], headers: dict[str, str]) -> Request:
    """A multipart request with `fields` and a photograph that no request before it sent."""
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    disposition = 'Content-Disposition: form-data; name="photos"; filename="p.jpg"'
    parts.append(f"--{edge}\r\n{disposition}\r\nContent-Type: image/jpeg\r\n\r\n")
    body = "".join(parts).encode() + photo(edge) + f"\r\n--{edge}--\r\n".encode()
    return Request(path, "POST", body, {**headers, "Content-Type": f"multipart/form-data; boundary={edge}"}, expect=302)


def photo(remark: str) -> bytes:
    """A JPEG of about 200 KB that carries `remark` as its comment."""
    comment = remark.encode()
    return JPEG[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + JPEG[2:]


def jpeg() -> bytes:
    """Noise, as large as a photograph from a telephone after its own compression: about 200 KB."""
    file = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(file, "JPEG", quality=55)
    return file.getvalue()


def bare_table(database: str) -> None:
    columns = [f"{name} {'integer' if name in NUMBERS else 'text'} NOT NULL" for name in ("photo", *COLUMNS)]
    connection = psycopg2.connect(database.replace("postgis://", "postgresql://"))
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare_report (id bigserial PRIMARY KEY, {', '.join(columns)})")
    connection.close()


JPEG = jpeg()
