"""Whatever there is and whoever reads: every number of the page of a place is as long as the list behind it."""

from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.test_equal import AREAS, REPORTS, REST, make_report, make_rest, rows_behind, stage  # noqa: F401
from tests.reports.test_place import COMPARE, numbers, page_of

PLACES = ["province/22", "district/2204", "district/2207", "checkpoint/ban-laem", "checkpoint/suan-som"]
PLACES += ["center/nts-2204", "district/2301"]


def more_numbers(context):
    yield from numbers(context)
    days = {name: context["within"][name] for name in ("from", "to")}
    for row in context["public"]:
        center = {"center": row.code, **days}
        for value, asked in ((row.received, center), (row.waiting, {**center, "state": "received"})):
            yield value, f"{reverse('centers:all_reports')}?{urlencode(asked)}"


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    reports=st.lists(REPORTS, min_size=2, max_size=6),
    rest=REST,
    reader=st.sampled_from([*sorted(AREAS), "officer"]),
    place=st.sampled_from(PLACES),
    period=st.sampled_from(["12m", "24m"]),
)
def test_every_number_is_as_long_as_its_list(client_of, stage, center_staff, reports, rest, reader, place, period):  # noqa: F811
    with transaction.atomic():
        for said in reports:
            make_report(stage, said)
        make_rest(stage, rest, center_staff)
        browser = client_of(stage["people"][reader])
        for value, url in set(more_numbers(browser.get(page_of(place), {"period": period}).context)):
            assert rows_behind(browser, url) == value, url
        asked = {"place": [place.replace("/", "-"), "district-2204"], "period": period}
        for line in browser.get(COMPARE, asked).context["found"].lines:
            for cell in line.cells:
                assert rows_behind(browser, cell.url) == cell.value, cell.url
        transaction.set_rollback(True)
