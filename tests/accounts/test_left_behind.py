"""What the administrator hears when an account is switched off."""

import pytest


@pytest.fixture
def switch_off(client_of, admin):
    def save(person) -> str:
        fields = ("username", "name_th", "name_en", "position", "email", "language", "role")
        data = {name: getattr(person, name) for name in fields} | {"areas-TOTAL_FORMS": 0, "areas-INITIAL_FORMS": 0}
        return client_of(admin, "en").post(f"/admin/accounts/user/{person.pk}/change/", data, follow=True).text

    return save


def test_reports_that_were_not_sent_are_counted_and_not_named(switch_off, visit, officer):
    page = switch_off(officer)
    assert "has 1 report that was not sent for review" in page
    assert visit.reference not in page


def test_reports_that_were_sent_are_no_trouble(switch_off, submitted_visit, officer):
    assert "not sent for review" not in switch_off(officer)
