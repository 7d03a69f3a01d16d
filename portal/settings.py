"""The one settings module. Everything that differs between installations comes from the environment.

Safe by default: without RIKTNING_DEMO or RIKTNING_DEBUG nothing starts without a secret key, cookies
travel over https only and the browser is told so. `docs/settings.md` lists the variables.
"""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from environs import Env
from marshmallow.validate import Length, OneOf

from identity.providers import providers
from portal import engines
from portal.logs import logging_as
from portal.mail import mailers

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / "var"

env = Env(prefix="RIKTNING_")

# For development. What the environment says wins, and one that has anything that only an installation sets
# is changed by no file that happens to lie here. RIKTNING_ENV_FILE names another file, or none.
IS_INSTALLED = any(env.str(name, "") for name in ("SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"))
ENV_FILE = env.str("ENV_FILE", "" if IS_INSTALLED else str(BASE_DIR / ".env"))
if ENV_FILE:
    env.read_env(ENV_FILE, recurse=False)

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
LOCAL = DEBUG or DEMO  # plain http on loopback: the only place where cookies may travel unprotected
SECRET_KEY = env.str("SECRET_KEY", "insecure: for the demo on this machine only" if LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "RIKTNING_SECRET_KEY is not set. Give every installation a long random value of its own, and keep it."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "accessibility.apps.AccessibilityConfig",
    "briefings.apps.BriefingsConfig",
    "river.apps.RiverConfig",
    "proposals.apps.ProposalsConfig",
    "feedback.apps.FeedbackConfig",
    "groups.apps.GroupsConfig",
    "directions.apps.DirectionsConfig",
    "workshops.apps.WorkshopsConfig",
    "search.apps.SearchConfig",
    "files.apps.FilesConfig",
    "notices.apps.NoticesConfig",
    "identity.apps.IdentityConfig",
    "people.apps.PeopleConfig",
    "ui.apps.UiConfig",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "tree_queries",
]
if DEMO:
    INSTALLED_APPS.insert(0, "demo.apps.DemoConfig")

MIDDLEWARE = [
    "portal.health.answer_monitors",
    "portal.logs.log_requests",
    "portal.metrics.measure_requests",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.browser_rules",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "identity.middleware.SecondFactorMiddleware",
    "portal.middleware.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.middleware.AuthenticationMiddleware",
    "people.sessions.end_when_over",
    "people.middleware.speak_their_language",
    "people.middleware.act_from_the_web",
    "workshops.middleware.GuestsSeeOneWorkshop",
    "portal.middleware.whole_pages_stay_whole",
    "portal.middleware.say_what_was_taken",
    "portal.middleware.LimitsAwayMiddleware",
    "portal.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "rules.templatetags.rules",
                "ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "ui.form_renderer.Renderer"

# --- database, and what limits are counted in: the engines of this installation (portal/engines.py) ----
DATABASES = engines.databases(env, STATE_DIR)
# What exports and figures over time are read from; everything else is asked of `default`.
REPLICA = "replica" if "replica" in DATABASES else DEFAULT_DB_ALIAS
CACHES = engines.caches(env.str("CACHE_URL", ""))

# --- people and sign-in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
# Who hears of every event, and of every change of the directory: one module of lists.
EVENT_SUBSCRIBERS = "portal.subscribers"
# What is found: one list of every kind (search/sources.py).
SEARCH = "search.finding"  # what finds people and groups for those who pick one (`ui.searching`)
SEARCH_SOURCES = "portal.searched"
AUTHENTICATION_BACKENDS = ["people.sign_in.Backend"]
LOGIN_URL = "demo:sign_in" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "identity.account.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "request_login_code": "people.forms.AskForCodeForm",
    "confirm_login_code": "people.forms.ConfirmCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail server that meets ours for the first time takes minutes
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
CODES_FROM_ONE_ADDRESS = env.int("CODES_FROM_ONE_ADDRESS", 900)
ACCOUNT_RATE_LIMITS = {  # people.sign_in_limits
    "code_from_an_address": f"{CODES_FROM_ONE_ADDRESS}/m/ip",
    "login_failed": f"{CODES_FROM_ONE_ADDRESS}/m/ip,5/300s/key",  # a second factor, right or wrong
    "refusals_written_down": "20/h/key",
    "code_for_a_person_from_an_address": "3/m/key,10/h/key",
    "code_for_a_person": "30/h/key",
    "code_for_a_person_in_their_browser": "3/m/key,20/h/key",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code that arrived proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
SIGN_IN_BY_CODE = env.bool("SIGN_IN_BY_CODE", True)
SOCIALACCOUNT_PROVIDERS = providers(env)  # the organisation's own sign-in
SOCIALACCOUNT_ADAPTER = "identity.adapter.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 2  # seconds: who waits for a sign-in that is away is told within three
# Passkeys, and a second factor of those who steer (identity/second_factor.py).
SIGN_IN_BY_PASSKEY = env.bool("SIGN_IN_BY_PASSKEY", True)
SECOND_FACTOR = env.bool("SECOND_FACTOR", False)
SECOND_FACTOR_AT_WORK = env.bool("SECOND_FACTOR_AT_WORK", True)  # the organisation's own sign-in asks for it
FACTOR_KEY = env.str("FACTOR_KEY", "") or SECRET_KEY  # seals what apps and recovery codes are made from
MFA_ADAPTER = "identity.mfa_adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute that the clocks may differ
MFA_RATE_LIMITS = {"webauthn_login": f"{CODES_FROM_ONE_ADDRESS}/m/ip"}
MFA_FORMS = {
    "authenticate": "identity.forms.SecondFactorForm",
    "authenticate_webauthn": "identity.forms.PasskeyForm",
    "login_webauthn": "identity.forms.SignInByPasskeyForm",
}
SESSION_ENGINE = "people.session_store"
SESSION_COOKIE_AGE = 10 * 60 * 60  # from signing in
SESSION_IDLE_SECONDS = 2 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# The portal's own address, for links in mail.
PUBLIC_URL = env.str(
    "PUBLIC_URL", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS and not LOCAL else "http://127.0.0.1:8000"
)
MAILERS = mailers(env.str("EMAIL_URL", ""), local=LOCAL, folder=STATE_DIR / "mail")
MAIL_LEASE = env.int("MAIL_LEASE", 110)  # seconds: longer than the slowest answers of a mail server together
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", "Riktning <riktning@localhost>")
EMAIL_REPLY_TO = env.str("EMAIL_REPLY_TO", "")  # who reads answers; else each mail says that nobody does

# Whom to tell of a hole in the portal's security: mailto:… or https://… (`/.well-known/security.txt`).
HEARS_OF_HOLES = EMAIL_REPLY_TO or ("sakerhet@service.example" if DEMO else "")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", f"mailto:{HEARS_OF_HOLES}" if HEARS_OF_HOLES else "")

# --- language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["ui.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- static files ---------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {"staticfiles": {"BACKEND": "ui.static.BundledStaticFilesStorage"}}
WHITENOISE_MAX_AGE = 60 * 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- attached files: handed out by a view that asks who may read them, never by a web server --------
MB = 1024 * 1024
ATTACHMENTS_DIR = env.path("ATTACHMENTS_DIR", STATE_DIR / "files")
ATTACHMENT_MAX_BYTES = env.int("ATTACHMENT_MB", 10) * MB
ATTACHMENTS_MAX_BYTES = env.int("ATTACHMENTS_MB", 25) * MB  # of one piece of feedback, one meeting
ATTACHMENTS_MAX = env.int("ATTACHMENTS", 5)
CLAMD_URL = env.str("CLAMD_URL", "")
ATTACHMENTS_URL = env.str("ATTACHMENTS_URL", "")  # a bucket instead of that folder
STORAGES["attachments"] = engines.attachments(ATTACHMENTS_URL, ATTACHMENTS_DIR)
FILE_UPLOAD_HANDLERS = [
    "files.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 4 * ATTACHMENTS_MAX

# How many guests a workshop has room for (workshops/limits.py).
WORKSHOP_GUESTS = env.int("WORKSHOP_GUESTS", 1000)

# Backups (docs/backup.md).
BACKUP_DIR = env.path("BACKUP_DIR", STATE_DIR / "backups")
BACKUP_KEYS: list[str] = env.list("BACKUP_KEYS", [])  # age's public keys: who can open them
BACKUP_KEEP = env.list("BACKUP_KEEP", [14, 8, 12], subcast=int, validate=Length(equal=3))

# --- what the browser is told (bar: exact headers on every route) -----------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "manifest-src": [CSP.SELF],
    "upgrade-insecure-requests": not LOCAL,
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Where a visitor comes from, as the proxies tell it: so many of X-Forwarded-For, or a header of their own.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 1 if BEHIND_PROXY else 0)
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.str("CLIENT_ADDRESS_HEADER", "") or None
# Who may ask how the portal is, directly and through no proxy.
MONITORS = [ip_network(network) for network in env.list("MONITORS", ["127.0.0.0/8", "::1"])]
DISK_MIN_FREE_MB = env.int("DISK_MIN_FREE_MB", 500)
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_NAME = "sessionid" if LOCAL else "__Host-sessionid"
KNOWN_BROWSER_COOKIE_NAME = "known" if LOCAL else "__Host-known"
CSRF_COOKIE_NAME = "csrftoken" if LOCAL else "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.form_expired"

LOG_FORMAT = env.str("LOG_FORMAT", "line", validate=OneOf(["line", "json"]))
LOGGING = logging_as(LOG_FORMAT, env.str("LOG_LEVEL", "WARNING"))
# Where errors are told, without anybody in them (`portal.error_reports`): a DSN, as Sentry calls it.
ERRORS_URL = env.str("ERRORS_URL", "")
RELEASE = env.str("RELEASE", "")
