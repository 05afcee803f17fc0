from django.apps import AppConfig


class SeizuresConfig(AppConfig):
    name = "seizures"
    default_auto_field = "django.db.models.BigAutoField"
