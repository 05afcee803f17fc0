"""The administrator's site: one way in (allauth, second factor included), for administrators only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _

# Kept out: secrets of second factors, tables of allauth and Django that nothing here uses.
KEPT_OUT = {
    "mfa.authenticator",
    "account.emailaddress",
    "account.emailconfirmation",
    "auth.group",
    "django_tasks_database.dbtaskresult",  # its tracebacks may quote a report
}


def label(model: Any) -> str:
    return str(model._meta.label_lower)


class HouseAdminSite(AdminSite):
    site_header = _("NTS Watch administration")
    site_title = _("NTS Watch administration")
    index_title = _("Users and reference data")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        wanted = [model for model in models if label(model) not in KEPT_OUT]
        super().register(wanted, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the one that leads to any row by its number: it tells codes and references of what is not theirs."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators: `is_staff` is the role, and nothing else."""
        return request.user.is_active and request.user.is_staff

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never the admin's own form: it knows neither the second factor nor passkeys."""
        from allauth.account.decorators import secure_admin_login

        guarded: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return guarded

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return HttpResponseRedirect(reverse("account_change_password"))


class HouseAdminConfig(AdminConfig):
    default_site = "accounts.site.HouseAdminSite"
