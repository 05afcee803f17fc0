"""Settings of the site, all from the environment.

Without `NTSWATCH_DEMO` this is production and refuses to start unsafe:
`SECRET_KEY` missing, short or a known default, `DEBUG` on, `ALLOWED_HOSTS` empty or open, the vault without keys.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from vault.keys import read_keys

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ


def flag(name: str) -> bool:
    return ENV.get(name, "").lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    return [word.strip() for word in ENV.get(name, "").split(",") if word.strip()]


def origin_of_tiles(address: str) -> str:
    """Scheme and host of an address of tiles. Raises ImproperlyConfigured for anything but https and a plain host."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc):
        raise ImproperlyConfigured("MAP_TILES: an address of tiles begins with https:// and one host.")
    return f"https://{parts.netloc}"


# What kind of start this is ---------------------------------------------------------------------
DEMO = flag("NTSWATCH_DEMO")  # demonstration and tests: loopback, plain HTTP, sample accounts
DEBUG = flag("DJANGO_DEBUG")
SECRET_KEY = ENV.get("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")  # former secrets, while what they signed is still about
ALLOWED_HOSTS = words("ALLOWED_HOSTS")

if DEMO:
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
    SECRET_KEY = SECRET_KEY or "demonstration-only-" + "0" * 40
else:
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith(("demonstration-only", "django-insecure")):
        raise ImproperlyConfigured("SECRET_KEY must be set to a secret of your own, 50 characters or more.")
    if DEBUG:
        raise ImproperlyConfigured("DJANGO_DEBUG must be off in production.")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site, without wildcards.")

# What the vault holds is readable with these alone, newest first: they are kept apart from the database.
VAULT_KEYS = read_keys(ENV, own=BASE_DIR / "var" / "vault-keys" if DEMO else None)

# The house ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "ui",
    "jobs",
    "places",
    "accounts",
    "vault",
    "checklists",
    "centers",
    "checkpoints",
    "visits",
    "labour",
    "patrols",
    "seizures",
    "followups",
    "practices",
    "indicators",
    "reports",
    "exports",
    "imports",
    "accounts.site.HouseAdminConfig",  # django.contrib.admin with our site: one sign-in for everybody
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "leaflet",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ui.sending.SendingMiddleware",
    "ui.busy.BusyMiddleware",
    "ui.forms_only.FormsOnlyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AccessMiddleware",
    "accounts.middleware.TwoFactorMiddleware",
    "accounts.history.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "ntswatch.urls"
WSGI_APPLICATION = "ntswatch.wsgi.application"
FORM_RENDERER = "ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.site",
            ],
        },
    },
]

# Data --------------------------------------------------------------------------------------------
DATABASE = dj_database_url.parse(
    ENV.get("DATABASE_URL", "postgis://ntswatch@localhost/ntswatch"),
    engine="ntswatch.postgis",
    conn_max_age=60,
    conn_health_checks=True,
)
# A page asks short questions: to compile one, or to share it among processors, takes longer than to answer it.
# What it finds by two indexes at once fits in 16 MB for a million reports; else each page of the table is read again.
SHORT = "-c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB"
# Each trigger asks which are to be ignored. Where nobody ever said, that is an error, caught at some cost.
NONE_IGNORED = "-c pgtrigger.ignore={}"
# The server of pages waits so long for what others hold; whatever works in the background waits as long as it takes.
PATIENT = f"-c lock_timeout={ENV.get('LOCK_TIMEOUT', '0')}"
OPTIONS = DATABASE.setdefault("OPTIONS", {})  # what the address says comes last, and holds
OPTIONS["options"] = " ".join(filter(None, (SHORT, NONE_IGNORED, PATIENT, OPTIONS.get("options"))))
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = Path(ENV.get("MEDIA_ROOT", BASE_DIR / "var" / "media"))
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "ui.uploads.WholeForm",
    "ui.uploads.OfGuests",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Counts sign-ins and remembers used codes for all processes; no page is kept in it, and only sign-in asks it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",  # made by accounts/migrations/0002
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # with the usual 300, made-up names would push the counts out
    }
}
TASKS = {"default": {"BACKEND": "jobs.backend.Queue", "QUEUES": ["default", "long"]}}

# People ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:start"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who vouches for the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # tells the person that their password or second factor was changed
# axes (below) locks an account out; this brakes guessing one account from many addresses.
# `patrol_link`: links for counterparts that lead nowhere.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/300s/key", "patrol_link": "20/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[NTS Watch] "
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.CodeForm",
    "reauthenticate": "accounts.sign_in_forms.CodeAgainForm",
    "activate_totp": "accounts.sign_in_forms.ActivateForm",
    "add_webauthn": "accounts.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.sign_in_forms.RenamePasskeyForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "NTS Watch"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
TWO_FACTOR_REQUIRED = not DEMO or flag("REQUIRE_TWO_FACTOR")
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked"
AXES_USERNAME_CALLABLE = "accounts.lockout.account_name"
AXES_ENABLE_ADMIN = False  # an administrator unlocks from the list of users
EMAIL_BACKEND = ENV.get(
    "EMAIL_BACKEND",
    "django.core.mail.backends.console.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = ENV.get("EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = ENV.get("DEFAULT_FROM_EMAIL", "NTS Watch <no-reply@localhost>")
# Where the links in mails lead that no request asked for.
SITE_URL = ENV.get("SITE_URL", f"http://127.0.0.1:{ENV.get('PORT', '8000')}" if DEMO else f"https://{ALLOWED_HOSTS[0]}")
REPORTER_RETENTION_DAYS = int(ENV.get("REPORTER_RETENTION_DAYS", "365"))  # after the end of a public report
FOLLOWUP_ESCALATE_DAYS = int(ENV.get("FOLLOWUP_ESCALATE_DAYS", "14"))  # overdue so long, an action is told upwards

# Words, time, place ------------------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "parts" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# Files -------------------------------------------------------------------------------------------
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "static/"
STATIC_ROOT = Path(ENV.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ui.finders.PartsFinder",  # third-party files, named one by one
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "ui.storage.StaticStorage",
    },
}

# The browser's side ------------------------------------------------------------------------------
PICTURES = [SELF, "data:", "blob:"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": PICTURES,
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "geolocation": ["self"],
    "camera": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
    "display-capture": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
if not DEMO:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if flag("BEHIND_PROXY"):  # only where the proxy overwrites the header
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Parts -------------------------------------------------------------------------------------------
# Online tiles beneath the maps, as https://…/{z}/{x}/{y}.png: none unless named. The policy above opens for them alone.
MAP_TILES = ENV.get("MAP_TILES", "")
MAP_TILES_CREDIT = ENV.get("MAP_TILES_CREDIT", "")
if MAP_TILES:
    PICTURES.append(origin_of_tiles(MAP_TILES))
LEAFLET_CONFIG = {
    "TILES": [],
    "SPATIAL_EXTENT": (92.0, 4.0, 110.0, 29.0),
    "DEFAULT_CENTER": (13.2, 101.0),
    "DEFAULT_ZOOM": 6,
    "MIN_ZOOM": 4,
    "MAX_ZOOM": 14,
    "RESET_VIEW": False,
    "ATTRIBUTION_PREFIX": "",
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "ui.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": ENV.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django.request": {"filters": ["secrets"]},
        "django.security.csrf": {"filters": ["secrets"]},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
PUBLIC_LIBRARY = flag("PUBLIC_LIBRARY")  # published practices, to be read without signing in
DONOR_CREDIT = _("Funded by the Mekong-Republic of Korea Cooperation Fund (MKCF)")
# GDAL 3.6 is what Debian 12 ships; no spatial reference or raster is ever built from what a user sends.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]
