"""Whatever there is and whoever reads: every number of the page of a place is as long as the list behind it."""

from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.test_equal import (
    AREAS,
    ASKING,
    REPORTS,
    REST,
    WORLDS,
    few,
    make_report,
    make_rest,
    rows_behind,
    stage,  # noqa: F401
)
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


def compared(found):
    """(value, address) of every count of a comparison; readiness is a mean."""
    cells = [cell for line in found.lines for cell in line.cells if cell and cell.key != "readiness"]
    return [(cell.value, cell.url) for cell in cells]


@WORLDS
@given(reports=st.lists(REPORTS, min_size=4, max_size=8), rest=REST)
def test_every_number_is_as_long_as_its_list(client_of, stage, center_staff, reports, rest):  # noqa: F811
    """In each of two worlds somebody opens the page of a place, or compares it with another one, twenty times."""

    @ASKING
    @given(
        place=st.sampled_from(PLACES),
        other=st.sampled_from(["", "district-2204"]),
        reader=st.sampled_from([*sorted(AREAS), "officer"]),
        period=st.sampled_from(["12m", "24m"]),
        chance=st.randoms(use_true_random=False),
    )
    def somebody_asks(place, other, reader, period, chance):
        browser = browsers[reader]
        if other:
            asked = {"place": [place.replace("/", "-"), other], "period": period}
            numbers = compared(browser.get(COMPARE, asked).context["found"])
        else:
            numbers = more_numbers(browser.get(page_of(place), {"period": period}).context)
        for value, url in few(numbers, chance):
            assert rows_behind(browser, url) == value, url

    with transaction.atomic():
        for said in reports:
            make_report(stage, said)
        make_rest(stage, rest, center_staff)
        browsers = {name: client_of(person) for name, person in stage["people"].items()}
        somebody_asks()
        transaction.set_rollback(True)
