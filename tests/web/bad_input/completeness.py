"""All that takes what a person fills in: routes that are posted to, dialogs, and classes of forms."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from django.forms import BaseForm
from django.urls import URLPattern, URLResolver, get_resolver

import mingcha.web

_TEMPLATES = Path(__file__).parents[3] / "templates"
_TAG = re.compile(
    r"{% url '(?P<route>[\w-]+)'(?P<arguments>[^%]*?) as (?P<name>\w+) %}"
    r"|{% include \"components/reason_dialog.html\" with [^%]*?action=(?P<action>\w+)"
)
_VERB = re.compile(r"'(\w+)'")

WITHOUT_FIELDS = {
    "sign-out": "a button",
    "region-move": "a button",
    "region-restore": "a button",
    "region-take": "a button; the list that was looked at stands beside it, signed",
    "audit-check": "a button that begins the check",
    "user-role": "a button for each role, whose name is the button's own",
    "item-mandate-end": "a button",
    "item-guide-remove": "a button",
    "task-ground-remove": "a button",
    "plan-line-remove": "a button",
    "annual-scheme-file-remove": "a button",
    "cap-end": "a button",
    "class-table-end": "a button",
    "trigger-run": "a button",
    "trigger-stop": "a button",
    "plan-overlap": "a button",
    "plan-filing-new": "a button",
    "obligation-adopt": "boxes in a list and a button; what is no preset is passed over",
    "publish-staff": "a button",
    "publish-industries": "a button",
    "publish-objects": "a button",
    "item-bulk": "boxes in a list and a button; what is no item of one's own is passed over",
    "object-pair-withdraw": "a button",
    "object-export": "a button; the filters stand in the address",
    "notice-text-drop": "a button",
    "messages-read": "a button for each message and one for all",
    "delivery-retry": "a button",
    "draw-invitation-renew": "a button",
    "draw-invitation-withdraw": "a button",
    "draw-part-confirm": "a button",
    "draw-recuse": "a button",
    "draw-officer": "a button",
    "draw-teams-confirm": "a button",
    "draw-issue": "a button",
    "visit-submit": "a button",
    "visit-withdraw": "a button",
    "publish-all": "a button",
    "release-result": "a button",
    "visits-together-propose": "a button",
    "view-remove": "a button",
    "tag-rule-run": "a button",
}
"""Routes that are posted to and ask for nothing, and why."""

OF_FILTERS = {"EventFilter"}
"""Forms above a list: what they hold stands in the address."""

BASES = {"Form", "HelperForm", "ModelForm", "OpenedForm", "ScopeForm"}
"""Classes that only others are made from."""


def posted_to(resolver: URLResolver | None = None) -> Iterator[str]:
    """Return the names of the routes that take a POST from a person."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if "POST" in _methods(entry):
                yield entry.name or str(entry.pattern)
        elif entry.app_name != "api":
            yield from posted_to(entry)


def _methods(route: URLPattern) -> list[str]:
    """Return the methods that a view names: each names them, in one of Django's decorators."""
    view = route.callback
    while view is not None:
        known = inspect.getclosurevars(view).nonlocals
        if "request_method_list" in known:
            return list(known["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    raise AssertionError(f"{route.name} does not say which methods it takes")


def dialogs() -> set[str]:
    """Return the steps that a dialog asks a reason for, as the templates have them."""
    found = set()
    for template in sorted((_TEMPLATES / "web").rglob("*.html")):
        text, known = template.read_text("utf-8"), {}
        assert "<dialog" not in text, f"{template.name} has a dialog of its own"
        read = [tag for tag in _TAG.finditer(text) if tag["action"]]
        assert len(read) == text.count("reason_dialog.html"), f"{template.name}: not understood"
        for tag in _TAG.finditer(text):
            if tag["name"]:
                verb = _VERB.search(tag["arguments"])
                known[tag["name"]] = f"{tag['route']} {verb[1]}" if verb else tag["route"]
            else:
                found.add(known[tag["action"]])
    return found


def form_classes() -> set[type[BaseForm]]:
    """Return every class of a form that a module of the staff pages defines."""
    found: set[type[BaseForm]] = set()
    for module in pkgutil.walk_packages(mingcha.web.__path__, "mingcha.web."):
        for value in vars(importlib.import_module(module.name)).values():
            is_form = isinstance(value, type) and issubclass(value, BaseForm)
            if is_form and value.__module__.startswith("mingcha.web."):
                found.add(value)
    return found
