"""Joint patrols on the map: only once released, at a checkpoint, never where they went."""

import datetime as dt

import pytest
from django.contrib.gis.geos import Point
from django.urls import reverse
from django.utils import timezone

from checkpoints.models import Checkpoint
from patrols.models import Account, Patrol
from tests.factories import UserFactory
from tests.patrols.conftest import sign

DATA = reverse("reports:map_data")
TODAY = timezone.localdate()


@pytest.fixture
def near_ban_laem(patrol, officer, director):
    """Our account, which names Ban Laem, signed off; released yesterday."""
    Checkpoint.objects.update(point=Point(102.45, 13.08, srid=4326))
    Account.objects.filter(patrol=patrol).update(checkpoint=Checkpoint.objects.get())
    sign(patrol, officer)
    release(patrol, director, TODAY - dt.timedelta(days=1))
    return patrol


def release(patrol, by, on):
    Patrol.objects.filter(pk=patrol.pk).update(publish_after=on, delay_set_by=by, delay_set_at=timezone.now())


def patrols(browser):
    features = browser.get(DATA, {"layer": "patrols", "period": "2023-03"}).json()["features"]
    return [(one["properties"]["number"], one["geometry"]["coordinates"]) for one in features]


def test_released_patrol_stands_at_the_nearest_checkpoint(client_of, officer, near_ban_laem):
    assert patrols(client_of(officer)) == [(1, [102.45, 13.08])]


def test_patrols_lead_to_the_list_of_exactly_these(client_of, officer, near_ban_laem):
    browser = client_of(officer)
    answer = browser.get(DATA, {"layer": "patrols", "period": "2023-03"}).json()["features"]
    url = answer[0]["properties"]["url"]
    assert len(browser.get(url).context["page"].rows) == 1
    assert len(browser.get(url.replace("2023-03-01_", "2023-03-20_")).context["page"].rows) == 0
    Patrol.objects.update(publish_after=TODAY + dt.timedelta(days=1))
    assert len(browser.get(url).context["page"].rows) == 0


@pytest.mark.parametrize("day", [None, TODAY + dt.timedelta(days=1)])
def test_patrol_is_not_drawn_before_it_is_released(client_of, officer, director, near_ban_laem, day):
    release(near_ban_laem, director, day) if day else Patrol.objects.update(
        publish_after=None, delay_set_by=None, delay_set_at=None
    )
    assert patrols(client_of(officer)) == []


def test_patrol_is_not_for_who_may_not_read_the_report(client_of, near_ban_laem):
    assert patrols(client_of(UserFactory.create(areas=["TH2706"]))) == []
