"""People and their places. Factories of other rooms stand in their own tests/<room>/conftest.py."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Agency, Area, User
from accounts.roles import Role
from places.models import Country, District, Province

PASSWORD = "river-watch-2566-demo"  # long enough for the validators; said once, here
PROVINCES = {"22": ("จันทบุรี", "Chanthaburi"), "27": ("สระแก้ว", "Sa Kaeo")}
DISTRICTS = {
    "2204": ("โป่งน้ำร้อน", "Pong Nam Ron"),
    "2207": ("สอยดาว", "Soi Dao"),
    "2706": ("อรัญประเทศ", "Aranyaprathet"),
}


class CountryFactory(DjangoModelFactory[Country]):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "TH"
    name_th = "ไทย"
    name_en = "Thailand"


class ProvinceFactory(DjangoModelFactory[Province]):
    class Meta:
        model = Province
        django_get_or_create = ("code",)

    code = "22"
    country = factory.SubFactory(CountryFactory)
    name_th = factory.LazyAttribute(lambda o: PROVINCES.get(o.code, (f"จังหวัด {o.code}", ""))[0])
    name_en = factory.LazyAttribute(lambda o: PROVINCES.get(o.code, ("", f"Province {o.code}"))[1])


class DistrictFactory(DjangoModelFactory[District]):
    """A district by its code; the province follows from the first two digits."""

    class Meta:
        model = District
        django_get_or_create = ("code",)

    code = "2204"
    province = factory.LazyAttribute(lambda o: ProvinceFactory.create(code=o.code[:2]))
    name_th = factory.LazyAttribute(lambda o: DISTRICTS.get(o.code, (f"อำเภอ {o.code}", ""))[0])
    name_en = factory.LazyAttribute(lambda o: DISTRICTS.get(o.code, ("", f"District {o.code}"))[1])


class AgencyFactory(DjangoModelFactory[Agency]):
    class Meta:
        model = Agency
        django_get_or_create = ("code",)

    code = "dopa"
    name_th = "กรมการปกครอง"
    name_en = "Department of Provincial Administration"
    abbreviation_en = "DOPA"


def give_area(user: User, code: str) -> Area:
    """Make `user` responsible for TH, TH22 or TH2204, creating the place if need be."""
    if len(code) == 2:
        return Area.objects.create(user=user, country=CountryFactory.create(code=code))
    if len(code) == 4:
        return Area.objects.create(user=user, province=ProvinceFactory.create(code=code[2:]))
    return Area.objects.create(user=user, district=DistrictFactory.create(code=code[2:]))


class UserFactory(DjangoModelFactory[User]):
    """A person of any role: `UserFactory(role=Role.REVIEWER, areas=["TH22"])`; the password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.org")
    name_th = factory.LazyAttribute(lambda o: f"ผู้ใช้ {o.username}")
    name_en = factory.LazyAttribute(lambda o: f"Person {o.username}")
    role = Role.OFFICER
    language = "en"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def areas(self: User, create: bool, codes: list[str] | None, **kwargs: object) -> None:
        for code in codes or []:
            give_area(self, code)
