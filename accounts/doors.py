"""The doors of allauth, one by one: what is not listed is not there, what we do not use answers 404.

allauth asks for the addresses of some pages by name even where they are closed, so they keep their names.
"""

from functools import wraps
from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from ui.access import View, public, signed_in


@public
def closed(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    """Nobody signs up, changes their e-mail or signs in by mailed code: an administrator makes accounts."""
    raise Http404


def mended(view: View) -> View:
    """allauth re-renders a wrong form as 200; here it is 422, as for every other form of the house."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])  # Django's form views would take a PUT for a POST
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.status_code == 200:
            form = (response.context_data or {}).get("form")
            if form is not None and form.errors:
                response.status_code = 422
        return response

    return cast(View, answered)


urlpatterns = [
    path("", signed_in(require_safe(RedirectView.as_view(pattern_name="accounts:me")))),
    path("login/", public(mended(account.login)), name="account_login"),
    path("logout/", public(mended(account.logout)), name="account_logout"),
    path("inactive/", public(mended(account.account_inactive)), name="account_inactive"),
    path("reauthenticate/", signed_in(mended(account.reauthenticate)), name="account_reauthenticate"),
    path("password/change/", signed_in(mended(account.password_change)), name="account_change_password"),
    path("password/set/", signed_in(mended(account.password_set)), name="account_set_password"),
    path("password/reset/", public(mended(account.password_reset)), name="account_reset_password"),
    path("password/reset/done/", public(mended(account.password_reset_done)), name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        public(mended(account.password_reset_from_key_done)),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(mended(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path("2fa/", signed_in(mended(mfa.index)), name="mfa_index"),
    path("2fa/authenticate/", public(mended(mfa.authenticate)), name="mfa_authenticate"),
    path("2fa/reauthenticate/", signed_in(mended(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", signed_in(mended(totp.activate_totp)), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(mended(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(mended(recovery.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        signed_in(mended(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        signed_in(mended(recovery.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", signed_in(mended(webauthn.list_webauthn)), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", signed_in(mended(webauthn.add_webauthn)), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", public(mended(webauthn.login_webauthn)), name="mfa_login_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        signed_in(mended(webauthn.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/<int:pk>/edit/", signed_in(mended(webauthn.edit_webauthn)), name="mfa_edit_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", signed_in(mended(webauthn.remove_webauthn)), name="mfa_remove_webauthn"),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("login/code/confirm/", closed, name="account_confirm_login_code"),
]
