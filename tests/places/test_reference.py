"""`manage.py load_reference`: complete, repeatable, and polite to what people have changed."""

from datetime import date

import pghistory
from django.apps import apps
from django.contrib.gis.geos import Point
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from accounts.models import Agency
from centers.models import Center
from checkpoints.models import Checkpoint, Kind, PointStatus
from places.models import Confidence, Country, District, Province
from practices.models import Principle
from visits.models import LegalReference, NtsCategory, Project


def history() -> int:
    """How many events the tables of history hold."""
    return sum(model.objects.count() for model in apps.get_models() if issubclass(model, pghistory.models.Event))


class TestReference(TestCase):
    """The data is loaded once for all of these; it takes two seconds."""

    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)

    def test_every_province_has_an_outline_or_says_why_not(self):
        assert Province.objects.count() == 77
        assert not Province.objects.filter(outline__isnull=True).exclude(outline_source__contains="no outline").exists()

    def test_border_provinces_know_their_neighbours(self):
        def neighbours(code: str) -> set[str]:
            return set(Province.objects.get(code=code).borders.values_list("code", flat=True))

        assert neighbours("34") == {"LA", "KH"}
        assert neighbours("57") == {"LA", "MM"}
        assert neighbours("10") == set()
        assert Province.objects.filter(borders__isnull=False).distinct().count() == 31

    def test_countries_are_cut_to_the_region(self):
        outline = Country.objects.get(code="CN").outline
        assert outline
        west, south, east, north = outline.extent
        assert west >= 88
        assert east <= 114
        assert north <= 32
        assert south > 15

    def test_all_districts_of_chanthaburi_are_points_with_their_confidence(self):
        rows = District.objects.filter(province__code="22")
        assert [row.code for row in rows] == [f"22{number:02d}" for number in range(1, 11)]
        assert all(row.point and row.confidence == Confidence.LOW for row in rows)

    def test_district_points_lie_in_or_by_their_province(self):
        for district in District.objects.select_related("province"):
            outline = district.province.outline
            assert outline
            assert district.point
            assert outline.distance(district.point) < 0.05, district

    def test_crossings_of_chanthaburi_are_never_shown_as_current(self):
        crossings = Checkpoint.objects.filter(province__code="22").exclude(kind=Kind.INLAND_JOINT)
        assert crossings.count() == 5
        for crossing in crossings:
            assert (crossing.status, crossing.status_on) == (PointStatus.CLOSED, date(2025, 9, 18))
            assert all(event.source for event in crossing.status_events.all())

    def test_what_is_not_known_is_not_claimed(self):
        elsewhere = Checkpoint.objects.exclude(province__code="22")
        assert elsewhere.count() == 32
        assert set(elsewhere.values_list("status", "status_on")) == {(PointStatus.UNKNOWN, None)}
        assert Checkpoint.objects.get(code="ban-laem-intersection").point is None

    def test_facts_of_the_other_rooms_are_there(self):
        assert NtsCategory.objects.count() == 18
        assert set(NtsCategory.objects.filter(is_core=True).values_list("code", flat=True)) == {
            "TIP",
            "DRUG",
            "IRREG_MIG",
        }
        assert [row.code for row in NtsCategory.objects.filter(is_sensitive=True)] == ["TIP"]
        assert Principle.objects.count() == 5
        assert Project.objects.get().funder_en.endswith("(MKCF)")
        assert LegalReference.objects.filter(code="fwm-2560-s64").exists()
        assert Agency.objects.filter(side=Agency.Side.COUNTERPART).count() == 6
        assert {row.status for row in Center.objects.all()} == {"established"}

    def test_a_second_run_changes_nothing(self):
        before = history()
        with CaptureQueriesContext(connection) as queries:
            call_command("load_reference", verbosity=0)
        assert history() == before
        assert len(queries) <= 40

    def test_a_corrected_position_and_a_new_alias_survive(self):
        Checkpoint.objects.filter(code="ban-laem").update(
            point=Point(102.46, 13.09, srid=4326), confidence=Confidence.HIGH, aliases="ด่านใหม่"
        )
        call_command("load_reference", verbosity=0)
        crossing = Checkpoint.objects.get(code="ban-laem")
        assert crossing.point
        assert (crossing.point.coords, crossing.confidence, crossing.aliases) == ((102.46, 13.09), "H", "ด่านใหม่")

    def test_an_outline_that_was_imported_survives(self):
        district = District.objects.get(code="2204")
        district.outline = Province.objects.get(code="22").outline
        district.outline_source = "survey"
        district.save()
        call_command("load_reference", verbosity=0)
        assert District.objects.get(code="2204").outline_source == "survey"
