from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from followups.sources import tell_practices
        from practices.models import Practice

        tell_practices(lambda user: Practice.objects.visible_to(user))
