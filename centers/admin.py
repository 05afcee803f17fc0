"""Which accounts keep which center: the one thing about centers that only an administrator decides."""

from typing import Any

from django.contrib import admin
from django.db.models import ManyToManyField
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

from accounts.models import User
from accounts.roles import Role
from centers.models import Center


@admin.register(Center)
class CenterAdmin(admin.ModelAdmin[Center]):
    list_display = ("code", "name_th", "name_en", "status", "status_on")
    list_filter = ("status",)
    search_fields = ("search",)
    fields = ("code", "name_th", "name_en", "staff")
    readonly_fields = ("code", "name_th", "name_en")
    filter_horizontal = ("staff",)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        """Only center staff can be given a center."""
        if db_field.name == "staff":
            kwargs["queryset"] = User.objects.filter(role=Role.CENTER)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def view_on_site(self, center: Center) -> str:
        return center.get_absolute_url()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
