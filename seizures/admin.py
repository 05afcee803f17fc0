"""The catalogue of goods, for the administrator, who sees no goods by virtue of that role."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin import ReferenceAdmin
from seizures.models import GoodsKind, Seizure, Unit, UnitOf


class UnitOfForm(forms.ModelForm):
    """A further unit; the base unit is one already."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind") or self.instance.kind
        if values.get("unit") and values["unit"] == kind.base_unit:
            self.add_error("unit", _("This is the base unit of the kind already."))
        return values


class UnitOfInline(admin.TabularInline[UnitOf, GoodsKind]):
    model = UnitOf
    form = UnitOfForm
    extra = 1


@admin.register(GoodsKind)
class GoodsKindAdmin(admin.ModelAdmin[GoodsKind]):
    """Kinds are retired, never deleted. Records keep the factor that they were entered with."""

    inlines = (UnitOfInline,)
    list_display = ("code", "name_th", "name_en", "category", "base_unit", "retired", "sort")
    list_filter = ("category", "retired")
    list_select_related = ("base_unit",)
    search_fields = ("code", "name_th", "name_en")

    def has_delete_permission(self, request: HttpRequest, obj: GoodsKind | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: GoodsKind | None = None) -> tuple[str, ...]:
        return ("base_unit",) if obj is not None and obj.seizures.exists() else ()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        changed = [row.instance for row in formset.initial_forms if "factor" in row.changed_data]
        super().save_formset(request, form, formset, change)
        for row in changed:
            self.tell_of(request, row)

    def tell_of(self, request: HttpRequest, row: UnitOf) -> None:
        """A new factor holds from now on; whoever changes it learns what it does not change."""
        count = Seizure.objects.filter(kind=row.kind, unit=row.unit).exclude(factor=row.factor).count()
        if count:
            words = ngettext(
                "%(n)s record in %(unit)s keeps the factor that it was entered with.",
                "%(n)s records in %(unit)s keep the factor that they were entered with.",
                count,
            )
            messages.warning(request, words % {"n": count, "unit": row.unit})


@admin.register(Unit)
class UnitAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "name_en", "dimension")
    list_filter = ("dimension",)
    search_fields = ("code", "name_th", "name_en")
