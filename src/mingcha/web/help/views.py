"""The help texts as pages of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.foundation.access import signed_in
from mingcha.foundation.errors import NotFound
from mingcha.web.help.texts import texts
from mingcha.web.help.who import views_by_route, who_may_open

GROUPS = (
    ("开始", ("workbench", "messages", "year", "occurrences", "obligations", "keys")),
    (
        "事项和对象",
        (
            "items",
            "item-claims",
            "industries",
            "objects",
            "specials",
            "saved-ranges",
            "inspectors",
        ),
    ),
    (
        "人员和维护",
        (
            "staff-registers",
            "inspector-teams",
            "trainings",
            "inspector-recusals",
            "experts",
            "tags",
            "risk-schemes",
            "coverage",
            "imports",
            "duplicates",
        ),
    ),
    (
        "计划和任务",
        (
            "annual-schemes",
            "sampling-rules",
            "plans",
            "plan-desk",
            "caps",
            "class-tables",
            "plan-filings",
            "tasks",
            "triggers",
            "task-pool",
            "draws",
        ),
    ),
    (
        "检查和公示",
        ("visits", "reviews", "publication", "follow-ups", "notices", "notice-texts", "reports"),
    ),
    (
        "系统管理",
        (
            "departments",
            "regions",
            "parameters",
            "calendar",
            "jobs",
            "deliveries",
            "users",
            "tokens",
            "audit",
            "recomputations",
        ),
    ),
    ("账号", ("sign-in", "change-password", "draw-party", "recusal-request")),
)
"""All texts in the order of the work."""


@signed_in
@require_GET
def help_index(request: HttpRequest) -> HttpResponse:
    """List all texts in the order of the work."""
    known = texts()
    groups = [(title, [known[name] for name in names]) for title, names in GROUPS]
    return render(request, "web/help/index.html", {"groups": groups})


@signed_in
@require_GET
def help_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one text, and who may open the page it was asked for on; htmx wants it for a panel."""
    text = texts().get(name)
    if text is None:
        raise NotFound
    page = request.GET.get("page", "")
    route = page if page in text.routes else text.routes[0]
    context = {"text": text, "who": who_may_open(views_by_route()[route]), "signed_in": True}
    in_panel = "HX-Request" in request.headers
    template = "components/help_panel.html" if in_panel else "web/help/page.html"
    return render(request, template, context)
