"""Django's settings. Whatever differs between places comes from ``config.environment``."""

from __future__ import annotations

import pghistory
import pgtrigger
from csp.constants import NONCE, NONE, SELF

from mingcha.config.database import database_settings
from mingcha.config.environment import ROOT, data_folder, flag, number, text, words
from mingcha.config.secret_key import secret_key

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = words("MINGCHA_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = words("MINGCHA_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "csp",
    "mingcha.foundation",
    "mingcha.audit",
    "mingcha.orgs",
    "mingcha.accounts",
    "mingcha.inbox",
    "mingcha.registers",
    "mingcha.plans",
    "mingcha.tasks",
    "mingcha.inspections",
    "mingcha.publication",
    "mingcha.followup",
    "mingcha.notices",
    "mingcha.triggers",
    "mingcha.reports",
    "mingcha.web",
    "mingcha.portal",
    "mingcha.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "mingcha.foundation.middleware.SizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mingcha.foundation.middleware.AddressMiddleware",
    "mingcha.foundation.middleware.RefusalMiddleware",
    "mingcha.accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "mingcha.config.urls"
WSGI_APPLICATION = "mingcha.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mingcha.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_settings()}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "cells": {  # some megabytes each: see reports.desk.counting
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "cells",
        "OPTIONS": {"MAX_ENTRIES": 4},
    },
}
DATABASES["progress"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A load writes a million rows in one statement: history is written once a statement, not once a row,
# and found by its row alone.
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=False)

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"mingcha.accounts.password_policy.{name}", "OPTIONS": options}
    for name, options in (
        ("LongEnough", {"min_length": 10}),
        ("NotCommon", {}),
        ("NotLikeThePerson", {"user_attributes": ["username", "name"]}),
        ("KindsOfCharacters", {}),
    )
]

SESSION_COOKIE_AGE = number("MINGCHA_SESSION_MINUTES", 30) * 60
SESSION_SAVE_EVERY_REQUEST = True  # so that the time runs from the last request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
IS_SECURE = flag("MINGCHA_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_SECURE
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Outlets of messages: what is not set is not used, and says so where somebody chose it.
OWN_ADDRESS = text("MINGCHA_ADDRESS").rstrip("/")
EMAIL_HOST = text("MINGCHA_SMTP_HOST")
EMAIL_PORT = number("MINGCHA_SMTP_PORT", 25)
EMAIL_HOST_USER = text("MINGCHA_SMTP_USER")
EMAIL_HOST_PASSWORD = text("MINGCHA_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("MINGCHA_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("MINGCHA_SMTP_FROM") or "mingcha@localhost"
WEBHOOK_SECRET = text("MINGCHA_WEBHOOK_SECRET")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [path for path in (ROOT / "static", ROOT / "static-built") if path.is_dir()]
STATIC_ROOT = data_folder() / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
LARGEST_REQUEST = 312 << 20  # a register's file of at most 300 MB and its form
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 << 20

DJANGO_TABLES2_TEMPLATE = "components/table.html"
# Preloading is the domain owner's decision; the rest warns of plain HTTP, which is our default at home.
_PLAIN_HTTP = ["security.W008", "security.W004", "security.W012", "security.W016"]
SILENCED_SYSTEM_CHECKS = ["security.W021", *([] if IS_SECURE else _PLAIN_HTTP)]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
