"""Renders templates alone: Django's engine with our folders, without a database or a request cycle."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django
import django.forms
from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory, override_settings

ROOT = Path(__file__).parents[2]
STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "django_tables2"],
        STATIC_URL="/static/",
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        SECRET_KEY="tests alone",
    )
    django.setup()


TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            ROOT / "templates",
            Path(__file__).parent / "pages",
            Path(django.forms.__file__).parent / "templates",
        ],
        "OPTIONS": {
            "libraries": {
                "mingcha": "mingcha.web.templatetags.mingcha",
                "static": "django.templatetags.static",
                "django_tables2": "django_tables2.templatetags.django_tables2",
            },
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
ALONE = {
    "TEMPLATES": TEMPLATES,
    "STATIC_URL": "/static/",
    "STORAGES": {"staticfiles": {"BACKEND": STORAGE}},
    "LANGUAGE_CODE": "zh-hans",
    "TIME_ZONE": "Asia/Shanghai",
}


def render(name: str, context: dict[str, Any], path: str = "/") -> str:
    """The page as sent to a browser."""
    with override_settings(**ALONE):
        return str(get_template(name).render(context, RequestFactory().get(path)))


def render_text(source: str, **context: object) -> str:
    """A piece of template with our tags."""
    with override_settings(**ALONE):
        template = engines["django"].from_string("{% load mingcha %}" + source)
        return str(template.render(context, RequestFactory().get("/")))
