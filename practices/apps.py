from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from followups.sources import tell_practices
        from practices.models import Practice

        tell_practices(lambda user: Practice.objects.visible_to(user))
