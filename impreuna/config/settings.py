"""All settings, in this one file, read from the environment alone. `docs/operators/settings.md` lists the variables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from impreuna.config.embedded import socket_folder
from impreuna.config.environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
ENVIRONMENT = Environment()
_env = ENVIRONMENT

# --- Mode and secrets --------------------------------------------------------------------------------
# The defaults below are for the demonstration; `impreuna.config.production` refuses them in production.
DEFAULT_SECRET_KEY = "numai-pentru-demonstratie-nu-folositi-aceasta-cheie-in-productie"  # noqa: S105
DEFAULT_FIELD_KEY = "00112233445566778899aabbccddeeff" * 2

MODE = _env.choice("IMPREUNA_MODE", ("demo", "production"), "demo", "demonstrație pe acest calculator sau producție")
PRODUCTION = MODE == "production"
DEBUG = _env.flag("IMPREUNA_DEBUG", False, "pagini de eroare pentru programatori; interzis în producție")
SECRET_KEY = _env.text(
    "IMPREUNA_SECRET_KEY", DEFAULT_SECRET_KEY, "semnează sesiunile; cel puțin 50 de caractere la întâmplare"
)
#: Encrypt the CNP and the journal's payloads: the first key seals, all open, the last one keys the look-up hash.
FIELD_KEYS = _env.keys(
    "IMPREUNA_FIELD_KEY",
    DEFAULT_FIELD_KEY,
    "criptează CNP-urile și jurnalul; 64 de cifre hexazecimale de fiecare cheie",
)
VAR = _env.path("IMPREUNA_VAR", BASE_DIR / "var", "dosarul cu baza de date proprie și fișierele de lucru")
PORT = _env.integer("IMPREUNA_PORT", 8000, 1, 65535, "portul serverului web")
ADDRESS = _env.text("IMPREUNA_ADDRESS", "127.0.0.1", "adresa pe care ascultă serverul web")
WORKERS = _env.integer("IMPREUNA_WORKERS", 2, 1, 64, "procese ale serverului web")
THREADS = _env.integer("IMPREUNA_THREADS", 4, 1, 64, "cereri deodată, de fiecare proces al serverului web")
HOSTS = _env.items("IMPREUNA_HOSTS", "", "numele sub care se deschide site-ul, despărțite prin virgulă")
ALLOWED_HOSTS = HOSTS if PRODUCTION else [*HOSTS, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in HOSTS]
EMAIL_URL_HOST = _env.text("IMPREUNA_SMTP_HOST", "", "serverul de e-mail; fără el, mesajele se scriu în var/mail")
EMAIL_PORT = _env.integer("IMPREUNA_SMTP_PORT", 587, 1, 65535, "portul serverului de e-mail")
EMAIL_HOST_USER = _env.text("IMPREUNA_SMTP_USER", "", "contul de pe serverul de e-mail")
EMAIL_HOST_PASSWORD = _env.text("IMPREUNA_SMTP_PASSWORD", "", "parola contului de e-mail")
DEFAULT_FROM_EMAIL = _env.text("IMPREUNA_MAIL_FROM", "impreuna@localhost", "expeditorul mesajelor")

# --- The rooms ---------------------------------------------------------------------------------------
ROOMS = [
    "kernel", "ui", "territory", "workforce", "nomenclature", "registry", "assessment", "obligations",
    "cases", "services", "documents", "monitoring", "sync", "interop", "web",
]  # fmt: skip
INSTALLED_APPS = [
    *(f"impreuna.{room}" for room in ROOMS),
    "impreuna.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "impreuna.config.requests.one_line_per_request",
    "django.middleware.security.SecurityMiddleware",
    "impreuna.config.content_policy.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "impreuna.ui.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "impreuna.workforce.middleware.who_acts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
#: Addresses whose views ask the tables nothing: `execute` says who acts, in the transaction of the command.
ONLY_EXECUTING = ("/api/commands", "/api/sync/devices", "/api/sync/me")
#: Addresses whose callers say with each call who they are: no session is read for them.
OWN_CREDENTIALS = tuple(
    f"/api/sync/{call}" for call in ("pull", "push", "digest", "lists", "attachments/", "handover", "standing")
)
ROOT_URLCONF = "impreuna.config.urls"
WSGI_APPLICATION = "impreuna.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "impreuna" / "ui"],  # components/<name>/template.html
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "impreuna.ui.shell.shell",
            ]
        },
    }
]

# --- Database ----------------------------------------------------------------------------------------
# `default` may change rows under row-level security and owns nothing; `owner` owns the tables and is
# for migrations, reference data and checks. Without DATABASE_URL both lead to the embedded PostgreSQL.
DATABASE_NAME = "impreuna"
POOL_SIZE = _env.integer("IMPREUNA_POOL", 8, 1, 100, "legături cu baza de date, de fiecare proces")
_app_url = _env.database("DATABASE_URL", "baza de date, cu rolul aplicației (nu deține nimic)")
_owner_url = _env.database("DATABASE_OWNER_URL", "aceeași bază de date, cu rolul care deține tabelele")
EMBEDDED_DATABASE = _app_url is None
DATABASE_OWNER_MISSING = _app_url is not None and _owner_url is None


def _database(address: dict[str, Any] | None, role: str, options: dict[str, Any]) -> dict[str, Any]:
    """Django's dictionary for one role: by its address, or in the embedded PostgreSQL."""
    if address is None:
        address = {"NAME": DATABASE_NAME, "USER": role, "HOST": str(socket_folder(VAR / "postgres"))}
    given = address.get("OPTIONS", {})
    return {
        "ENGINE": "django.db.backends.postgresql",
        **address,
        "OPTIONS": {"server_side_binding": True, **options, **given},
    }


DATABASES = {
    "default": _database(
        _app_url,
        "impreuna_app",
        {"pool": {"min_size": 1, "max_size": POOL_SIZE, "timeout": 10}, "prepare_threshold": 2},
    ),
    "owner": _database(_owner_url or _app_url, "impreuna_owner", {}),
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "config_cache"}}

# --- Languages and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "ro"
LANGUAGES = [("ro", "Română"), ("en", "English"), ("hu", "Magyar")]  # each in its own words
LANGUAGE_COOKIE_NAME = "limba"
TIME_ZONE = "Europe/Bucharest"
USE_TZ = True
USE_I18N = True

# --- Static files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
BUILT_ASSETS = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BUILT_ASSETS] if BUILT_ASSETS.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = VAR / "files"

# --- Sign-in -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "workforce.User"
AUTHENTICATION_BACKENDS = ["impreuna.workforce.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_passwords = "impreuna.workforce.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_passwords}.NotMine", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": f"{_passwords}.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_passwords}.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only by invitation, and the invitation proves the address
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_ADAPTER = "impreuna.web.adapters.AccountAdapter"
MFA_ADAPTER = "impreuna.web.adapters.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "impreuna.web.adapters.SocialAccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told by e-mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
_signin = "impreuna.web.signin_forms"
ACCOUNT_FORMS = {
    "login": f"{_signin}.LoginForm",
    "reauthenticate": f"{_signin}.ReauthenticateForm",
    "change_password": f"{_signin}.ChangePasswordForm",
    "set_password": f"{_signin}.SetPasswordForm",
    "reset_password": f"{_signin}.ResetPasswordForm",
    "reset_password_from_key": f"{_signin}.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": f"{_signin}.AuthenticateForm",
    "reauthenticate": f"{_signin}.ReauthenticateCodeForm",
    "activate_totp": f"{_signin}.ActivateTOTPForm",
    "deactivate_totp": f"{_signin}.DeactivateTOTPForm",
    "generate_recovery_codes": f"{_signin}.GenerateRecoveryCodesForm",
    "add_webauthn": f"{_signin}.AddWebAuthnForm",
    "edit_webauthn": f"{_signin}.EditWebAuthnForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation has proved the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Împreună"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False  # a write for each page read
_oidc_url = _env.text("IMPREUNA_OIDC_URL", "", "autentificare prin alt sistem (OpenID Connect): adresa lui")
_oidc_client = _env.text("IMPREUNA_OIDC_CLIENT", "", "numele de client la acel sistem")
_oidc_secret = _env.text("IMPREUNA_OIDC_SECRET", "", "secretul de client la acel sistem")
_oidc_name = _env.text("IMPREUNA_OIDC_NAME", "ROeID", "cum se numește acel sistem pe pagina de autentificare")
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _oidc_name,
                "client_id": _oidc_client,
                "secret": _oidc_secret,
                "settings": {"server_url": _oidc_url},
            }
        ]
        if _oidc_url
        else [],
    }
}

# --- Safety of the transport and of the pages --------------------------------------------------------
SESSION_ENGINE = "impreuna.workforce.sessions"
SESSION_COOKIE_NAME = "sesiune"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^sanatate$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "impreuna.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *([_oidc_url] if _oidc_url else [])],
        **({"upgrade-insecure-requests": True} if PRODUCTION else {}),
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
#: An uploaded file of an import is refused beyond this size, in bytes.
UPLOAD_LIMIT = 100 * 1024 * 1024

# --- Documents ---------------------------------------------------------------------------------------
_certificate = _env.text("IMPREUNA_SIGNATURE_FILE", "", "certificatul PKCS#12 cu care se sigilează documentele emise")
DOCUMENTS_CERTIFICATE = Path(_certificate).expanduser().resolve() if _certificate else None
DOCUMENTS_CERTIFICATE_PASSWORD = _env.text("IMPREUNA_SIGNATURE_PASSWORD", "", "parola acelui certificat")

# --- Mail, jobs, log ---------------------------------------------------------------------------------
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_URL_HOST else 'filebased'}.EmailBackend"
EMAIL_HOST = EMAIL_URL_HOST
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR / "mail"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "impreuna.config.requests.WithoutPeople",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "impreuna": {"level": "INFO"},
        # Django's own request lines carry the whole path; ours carries none of what was asked about whom.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}

ENVIRONMENT.refuse_unknown("IMPREUNA_")
