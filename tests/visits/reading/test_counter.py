"""Running numbers of a fiscal year."""

import datetime as dt

import pytest

from practices.models import CodeCounter
from visits.models import ReferenceCounter

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = dt.date(2024, 9, 30), dt.date(2024, 10, 1)


def test_numbers_run_within_a_fiscal_year_in_the_order_asked():
    assert ReferenceCounter.draw(OCTOBER, SEPTEMBER, OCTOBER) == ["NTS-2568-0001", "NTS-2567-0001", "NTS-2568-0002"]
    assert ReferenceCounter.draw(SEPTEMBER) == ["NTS-2567-0002"]


def test_reports_and_practices_count_apart():
    ReferenceCounter.draw(SEPTEMBER)
    assert CodeCounter.draw(SEPTEMBER) == ["BP-2567-0001"]
