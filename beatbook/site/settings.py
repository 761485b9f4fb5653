"""Django's settings. Three things vary from outside: the data directory, the database, the role.

``BEATBOOK_DATA`` is where the installation keeps what it owns, ``DATABASE_URL`` names a server
other than the embedded one, and ``BEATBOOK_ROLE`` is the database role of this process: ``web``
(default), ``worker``, or ``owner``, which alone may migrate.
"""

from __future__ import annotations

import os
from datetime import timedelta

from beatbook.contract.values import Language
from beatbook.ground.ui import release
from beatbook.site import roles
from beatbook.site.data_directory import CHECKOUT, DataDirectory

DATA = DataDirectory.locate()
ROLE = roles.role_name()

DEBUG = False
SECRET_KEY = DATA.django_secret_key()
ALLOWED_HOSTS = os.environ.get("BEATBOOK_HOSTS", "localhost 127.0.0.1 [::1] testserver").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("BEATBOOK_ORIGINS", "").split()
NODE_MODULES = CHECKOUT / "node_modules"
RELEASE = release.name(NODE_MODULES)

ROOT_URLCONF = "beatbook.site.urls"
WSGI_APPLICATION = "beatbook.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    "beatbook.ground.journal",
    "beatbook.ground.work",
    "beatbook.ground.ui",
    "beatbook.ground.agency",
    "beatbook.ground.files",
    "beatbook.ground.geo",
    "beatbook.ground.registry",
    "beatbook.ground.force",
    "beatbook.duties.calls",
    "beatbook.desks.console",
    "beatbook.desks.field",
    "beatbook.desks.station",
    "beatbook.desks.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "beatbook.ground.ui.csp.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "beatbook.ground.agency.requests.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "beatbook.ground.agency.requests.WhoAsks",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "beatbook.desks.api.problems.InWords",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "beatbook.ground.force.letters.on_page",
            ],
        },
    }
]

# Threads keep their connection, and look whether it still lives before they use it again.
KEPT = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": roles.credentials(DATA).django(ROLE) | KEPT}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agency.Member"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "beatbook.ground.agency.sign_in.MemberBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
# A name is locked wherever the guesses come from: a list of addresses is cheap to rent (W006).
# Our sign-in page says so itself; the middleware would put its own words in the place (W002).
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Plain http is only for this machine; behind a TLS proxy set BEATBOOK_TLS=1.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("BEATBOOK_TLS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = Language.ENGLISH
LANGUAGES = [(language.value, language.own_name) for language in Language]
FORMAT_MODULE_PATH = ["beatbook.ground.ui.formats"]

# Any change of a static file is another release, so what lies below it may be cached for ever.
STATIC_ROOT = DATA.path / "static" / RELEASE
STATIC_URL = f"/static/{RELEASE}/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "beatbook.ground.ui.packages.PackageFinder",
]
WHITENOISE_USE_FINDERS = not STATIC_ROOT.is_dir()
WHITENOISE_IMMUTABLE_FILE_TEST = "^/static/"
MAPS = DATA.path / "maps"
FILES = DATA.path / "files"
# Where units were is kept this long; what people did is kept by the journal.
PARTNER_NETWORKS = os.environ.get("BEATBOOK_PARTNER_NETWORKS", "").split()
POSITIONS_KEPT_DAYS = int(os.environ.get("BEATBOOK_POSITIONS_KEPT_DAYS") or 90)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"beatbook": {"level": "INFO"}},
}
