"""The page of an export, settings under a name, and what it all costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from exports.models import Setting
from places.models import District
from tests.exports.asking import address, ask, body, sent
from tests.visits.factories import make_visit
from visits.models import Visit

ClientOf = Callable[..., Client]


def keep(client: Client, name: str, dataset: str = "visits", **choices: Any) -> Any:
    return client.post(address(dataset, "state=draft"), sent(dataset, **choices) | {"keep": "1", "name": name})


def test_the_page_says_how_much_and_which_filters(visit: Visit, client_of: ClientOf) -> None:
    page = client_of(visit.author, "en").get(address(query="state=draft&district=2204")).content.decode()

    assert "1 row, exactly that of the list." in page
    assert "State: <b>draft</b>" in page
    assert 'href="/visits/?state=draft&amp;district=2204"' in page


def test_beyond_what_is_counted_it_says_more(
    visit: Visit, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.views.asking.COUNTED", 0)

    assert "More than 0 rows" in client_of(visit.author, "en").get(address()).content.decode()


@pytest.mark.parametrize(("number", "status"), [(60, 200), (61, 400)])
def test_an_address_says_no_more_than_any_list_does(
    number: int, status: int, visit: Visit, client_of: ClientOf
) -> None:
    query = "&".join(f"made-up-{n}=x" for n in range(number))

    assert client_of(visit.author).get(address(query=query)).status_code == status


def test_choices_are_kept_under_a_name_and_taken_up_again(visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author, "en")

    answer = keep(client, "For the province", columns=["reference", "title"], codes="on", language="th")

    setting = Setting.objects.get()
    assert (setting.name, setting.columns, setting.codes, setting.language) == (
        "For the province",
        ["reference", "title"],
        True,
        "th",
    )
    assert answer.headers["Location"] == address(query=f"state=draft&setting={setting.pk}")
    page = client.get(answer.headers["Location"]).content.decode()
    assert page.count('name="columns"') > 40
    assert page.count('name="columns" value="reference" id="id_columns_0" checked') + page.count("checked") >= 5
    assert "State: <b>draft</b>" in page


def test_the_same_name_replaces_and_all_columns_stay_all(visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author)
    keep(client, "Monthly", format="csv", columns=["reference"])
    keep(client, "Monthly", format="xlsx")

    setting = Setting.objects.get()
    assert (setting.format, setting.columns) == ("xlsx", [])


def test_settings_want_a_name(visit: Visit, client_of: ClientOf) -> None:
    response = keep(client_of(visit.author, "en"), "")

    assert response.status_code == 422
    assert "Give the choices a name." in response.content.decode()


def test_settings_of_others_are_not_there(visit: Visit, reviewer: User, client_of: ClientOf) -> None:
    keep(client_of(visit.author), "Mine")
    pk, client = Setting.objects.get().pk, client_of(reviewer)

    assert client.get(address(query=f"setting={pk}")).status_code == 404
    assert client.post(reverse("exports:forget", args=[pk])).status_code == 404
    assert "Mine" not in client.get(reverse("exports:list")).content.decode()


def test_a_setting_is_forgotten(visit: Visit, client_of: ClientOf) -> None:
    client = client_of(visit.author)
    keep(client, "Mine")

    assert client.post(reverse("exports:forget", args=[Setting.objects.get().pk])).status_code == 302
    assert not Setting.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_a_file_costs_the_same_questions_for_one_row_and_for_twenty(
    kind: str, visit: Visit, pong_nam_ron: District, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    """Session, person, areas; how many; the line in the log; the keys; the rows."""
    client = client_of(visit.author)
    body(ask(client, format=kind))
    for _n in range(2):
        with django_assert_num_queries(COST[kind]):
            body(ask(client, format=kind))
        for _m in range(20):
            make_visit(visit.author, pong_nam_ron)


def test_the_page_costs_the_same_however_long_the_list(
    visit: Visit, pong_nam_ron: District, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    client = client_of(visit.author)
    client.get(address())
    for _n in range(2):
        with django_assert_num_queries(5):
            client.get(address())
        make_visit(visit.author, pong_nam_ron)


COST = {"csv": 7, "geojson": 7}
