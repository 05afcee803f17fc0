"""The catalogue of crops, for the administrator."""

from django.contrib import admin

from accounts.admin import ReferenceAdmin
from labour.models import Crop


@admin.register(Crop)
class CropAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "name_en", "sort")
    search_fields = ("code", "name_th", "name_en")
