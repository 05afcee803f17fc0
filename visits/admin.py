"""What reports refer to, for the administrator, who sees no report by virtue of that role."""

from django.contrib import admin

from accounts.admin import ReferenceAdmin
from visits.models import LegalReference, NtsCategory, Project


@admin.register(NtsCategory)
class NtsCategoryAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "name_en", "is_core", "is_sensitive", "sort")
    list_filter = ("is_core", "is_sensitive")
    search_fields = ("code", "name_th", "name_en")


@admin.register(LegalReference)
class LegalReferenceAdmin(ReferenceAdmin):
    list_display = ("code", "instrument_th", "section", "note_th")
    search_fields = ("code", "instrument_th", "instrument_en")


@admin.register(Project)
class ProjectAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "funder_th", "is_active")
    list_filter = ("is_active",)
    search_fields = ("code", "name_th", "name_en")
