"""Principles, for the administrator."""

from django.contrib import admin

from accounts.admin import ReferenceAdmin
from practices.models import Principle


@admin.register(Principle)
class PrincipleAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "name_en", "sort")
    search_fields = ("code", "name_th", "name_en")
