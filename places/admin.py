"""Countries, provinces and districts, for the administrator.

Outlines come from files (`load_reference`, `import_boundaries`), never from a form: they are only told of here.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from places.models import Country, District, Province


class WithOutline(admin.ModelAdmin[Any]):
    """Never reads an outline to say whether there is one."""

    exclude: ClassVar[tuple[str, ...]] = ("outline",)
    search_fields: ClassVar[tuple[str, ...]] = ("code", "name_th", "name_en")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        there = ExpressionWrapper(Q(outline__isnull=False), output_field=BooleanField())
        rows: QuerySet[Any] = super().get_queryset(request)
        found: QuerySet[Any] = rows.defer("outline").annotate(outline_there=there)
        return found

    @admin.display(description=_("has an outline"), boolean=True)
    def has_outline(self, row: Any) -> bool:
        return bool(row.outline_there)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Country)
class CountryAdmin(WithOutline):
    list_display = ("code", "name_th", "name_en", "has_outline")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Province)
class ProvinceAdmin(WithOutline):
    """Code and names follow the release; other names and borders are the administrator's."""

    list_display = ("code", "name_th", "name_en", "has_outline", "outline_source")
    list_filter = ("borders__code",)
    readonly_fields = ("country", "code", "name_th", "name_en", "outline_source")
    filter_horizontal = ("borders",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(District)
class DistrictAdmin(WithOutline):
    list_display = ("code", "name_th", "name_en", "province_code", "confidence", "has_outline")
    list_filter = ("confidence",)
    search_fields: ClassVar[tuple[str, ...]] = ("search",)
    exclude: ClassVar[tuple[str, ...]] = ("outline", "point")
    autocomplete_fields = ("province",)
    readonly_fields = ("outline_source",)

    @admin.display(description=_("province"))
    def province_code(self, district: District) -> str:
        return district.code[:2]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "province", "outline_source") if obj else ("outline_source",)
