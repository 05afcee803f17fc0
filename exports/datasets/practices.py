"""Best practices, as the library shows them, with their story and the ratings by principle."""

from django.contrib.gis.db.models import PointField
from django.db.models import OuterRef
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from exports.columns import Column, bilingual, choice, day, listed, moment, named, number, text
from exports.datasets.base import Child, Dataset, Rows
from places.models import Country
from practices.library.filters import LibraryFilters
from practices.models import Practice, Rating, Theme
from practices.models.practice import STORY
from practices.workflow import PracticeState
from visits.models import NtsCategory

OWN = OuterRef("pk")


def rows(user: User, params: QueryDict) -> Rows:
    return LibraryFilters(params, user).apply(Practice.objects.visible_to(user))


def story() -> tuple[Column, ...]:
    """The parts of the story in the chosen language."""
    return tuple(
        named(name, label, "", hxl=f"#description+{name.replace('_', '')}", stem=name) for name, label in STORY
    )


RATINGS = Child(
    "ratings",
    _("Ratings"),
    (
        text("code", _("code"), "practice__code", hxl="#activity+code"),
        named("principle", _("principle"), "principle", hxl="#indicator+name"),
        text("principle_code", _("principle (code)"), "principle__code", hxl="#indicator+code"),
        number("score", _("rating (0 to 4)"), hxl="#indicator+value"),
        day("rated_on", _("rated on"), hxl="#date+rated"),
    ),
    lambda user: Rating.objects.all(),
    parent="practice",
    order=("practice", "principle", "rated_on", "pk"),
)
PRACTICES = Dataset(
    key="practices",
    label=_("Best practices"),
    permission=Permission.PRACTICE_READ,
    page="practices:list",
    columns=(
        text("code", _("code"), hxl="#activity+code"),
        named("title", _("title"), "", hxl="#activity+name", stem="title"),
        choice("theme", _("theme"), Theme.choices, hxl="#activity+type"),
        text("theme_code", _("theme (code)"), "theme", hxl="#activity+type+code"),
        choice("state", _("state"), PracticeState.choices, hxl="#status"),
        text("state_code", _("state (code)"), "state", hxl="#status+code"),
        named("province", _("province"), "district__province", hxl="#adm1+name"),
        named("district", _("district"), "district", hxl="#adm2+name"),
        text("district_code", _("district (code)"), "district__code", hxl="#adm2+code"),
        named("checkpoint", _("checkpoint"), "checkpoint", hxl="#loc+name+checkpoint"),
        named("center", _("coordination center"), "center", hxl="#org+name+center"),
        text("community", _("community"), hxl="#loc+name+community"),
        listed(
            "categories",
            _("NTS categories"),
            lambda user: NtsCategory.objects.filter(practice=OWN),
            lambda: bilingual("name"),
            hxl="#indicator+name+list",
        ),
        listed(
            "borders",
            _("border with"),
            lambda user: Country.objects.filter(practice=OWN),
            lambda: bilingual("name"),
            hxl="#country+name+list",
        ),
        day("started_on", _("practised since"), hxl="#date+start"),
        moment("published_at", _("published"), hxl="#date+published"),
        *story(),
    ),
    rows=rows,
    chips=lambda user, params: LibraryFilters(params, user).chips(),
    order=("-created_at", "-id"),
    children=(RATINGS,),
    point=lambda user: Coalesce("checkpoint__point", "center__point", "district__point", output_field=PointField()),
)
