"""Areas of responsibility: which places a person answers for."""

import pytest
from django.db import IntegrityError

from accounts.models import Area
from tests.factories import DistrictFactory, ProvinceFactory, UserFactory, give_area


def test_area_codes_name_country_province_and_district(db):
    user = UserFactory.create(areas=["TH2204", "TH22", "TH"])
    assert user.area_codes == ["TH", "TH22", "TH2204"]


def test_officer_covers_own_districts_only(officer):
    assert officer.covers(["TH", "TH22", "TH2204"])
    assert not officer.covers(["TH", "TH27", "TH2706"])


def test_person_without_areas_covers_nothing(partner):
    assert not partner.covers(["TH", "TH22", "TH2204"])


def test_area_names_exactly_one_place(officer):
    with pytest.raises(IntegrityError, match="area_exactly_one_place"):
        Area.objects.create(user=officer, province=ProvinceFactory.create(), district=DistrictFactory.create())


def test_area_without_a_place_is_refused(officer):
    with pytest.raises(IntegrityError, match="area_exactly_one_place"):
        Area.objects.create(user=officer)


def test_area_is_given_once(officer):
    with pytest.raises(IntegrityError, match="area_once"):
        give_area(officer, "TH2204")
