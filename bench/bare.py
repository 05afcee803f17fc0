"""The yardstick: the least that Django can do for the same rows and the same file, without anybody's rights.

`BARE_FILES` names the folder where uploads go. No session, no CSRF, no templates of ours.
"""

import os
import threading
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import dj_database_url
import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.urls import path

ROWS = 50
GROUPS = """SELECT avg(ST_X(point)), avg(ST_Y(point)), status, count(*)
FROM checkpoints_checkpoint, (SELECT %s AS size) s
WHERE retired_at IS NULL AND point && ST_MakeEnvelope(%s, %s, %s, %s, 4326)
GROUP BY ST_SnapToGrid(point, size), status"""
PAGE = """<!DOCTYPE html><title>Visits</title><table>{% for visit in visits %}<tr><td>{{ visit.reference }}</td>
<td>{{ visit.title_th }}</td><td>{{ visit.date_start }}</td><td>{{ visit.author__name_th }}</td>
<td>{{ visit.state }}</td></tr>{% endfor %}</table>"""

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DATABASES={
        "default": dj_database_url.config(
            engine="django.db.backends.postgresql", conn_max_age=60, conn_health_checks=True
        )
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    TIME_ZONE="Asia/Bangkok",
    USE_TZ=True,
)
django.setup()

from django.db import connection, models  # noqa: E402 - after django.setup()

from bench.report import COLUMNS, NUMBERS  # noqa: E402


class Author(models.Model):
    name_th = models.CharField(max_length=150)

    class Meta:
        app_label, managed, db_table = "bare", False, "accounts_user"


class Visit(models.Model):
    objects: ClassVar[models.Manager["Visit"]]
    reference = models.CharField(max_length=20)
    title_th = models.CharField(max_length=250)
    date_start = models.DateField()
    state = models.CharField(max_length=10)
    author = models.ForeignKey(Author, models.PROTECT)

    class Meta:
        app_label, managed, db_table = "bare", False, "visits_visit"


class Report(models.Model):
    """An inspection as a table of its own: a column for each field."""

    objects: ClassVar[models.Manager["Report"]]
    photo = models.CharField(max_length=100)

    class Meta:
        app_label, managed = "bare", False


for name in COLUMNS:
    field = models.IntegerField() if name in NUMBERS else models.TextField()
    field.contribute_to_class(Report, name)
page = engines["django"].from_string(PAGE)


def visits(request: HttpRequest) -> HttpResponse:
    """The newest visits, as a table."""
    rows = Visit.objects.order_by("-date_start", "-pk").values(
        "reference", "title_th", "date_start", "author__name_th", "state"
    )[:ROWS]
    return HttpResponse(page.render({"visits": rows}))


def submit(request: HttpRequest) -> HttpResponse:
    """Write the file, fsync it, insert one row of all fields, answer."""
    upload: Any = request.FILES["photos"]
    target = Path(os.environ["BARE_FILES"]) / f"{uuid.uuid4()}.jpg"
    with target.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    Report.objects.create(**{name: request.POST[key] for name, key in COLUMNS.items()}, photo=target.name)
    return HttpResponse("kept", status=302)


def copied(request: HttpRequest) -> StreamingHttpResponse:
    """What BARE_COPY selects, streamed as the database writes it."""
    reader, writer = os.pipe()
    threading.Thread(target=copy_into, args=(writer,)).start()
    with_pieces = iter(lambda: os.read(reader, 65_536), b"")
    return StreamingHttpResponse(with_pieces, content_type="text/csv")


def copy_into(writer: int) -> None:
    with os.fdopen(writer, "wb") as pipe, closing(connection.cursor()) as cursor:
        cursor.execute("SET jit = off")  # as the site has it
        cursor.copy_expert(f"COPY ({os.environ['BARE_COPY']}) TO STDOUT WITH (FORMAT csv)", pipe)
    connection.close()


def places(request: HttpRequest) -> HttpResponse:
    """The places of a window in groups, straight from the table: what the map would ask without cells."""
    west, south, east, north = map(float, request.GET["bbox"].split(","))
    size = 360 / 2 ** (int(request.GET["zoom"]) + 2)
    with connection.cursor() as cursor:
        cursor.execute(GROUPS, [size, west, south, east, north])
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"status": status, "number": number},
            }
            for lon, lat, status, number in cursor
        ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("visits", visits),
    path("submit", submit),
    path("copy", copied),
    path("places", places),
    path("healthz", ready),
]
application = WSGIHandler()
