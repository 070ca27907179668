"""The tabs over every page of the one list and two registers."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.urls import reverse

from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.web.people import person

register = template.Library()

_TABS = (
    ("抽查事项清单", "items", "item", P.REGISTER_VIEW),
    ("一业一查", "industries", "industr", P.REGISTER_VIEW),
    ("检查对象名录", "objects", "object", P.REGISTER_VIEW),
    ("专项库", "specials", "special", P.REGISTER_VIEW),
    ("执法检查人员名录", "inspectors", "inspector", P.REGISTER_VIEW),
    ("专家和机构", "experts", "expert", P.REGISTER_VIEW),
    ("标签", "tags", "tag", P.REGISTER_VIEW),
    ("风险分类", "risk-schemes", "risk", P.REGISTER_VIEW),
    ("应纳尽纳", "coverage", "coverage", P.REGISTER_VIEW),
    ("导入", "imports", "import", P.REGISTER_IMPORT),
)
_FOR_SEERS = "risk"
"""Who may not see classes does not see how they are made either."""


@register.inclusion_tag("components/tabs.html", takes_context=True)
def register_tabs(context: template.Context) -> dict[str, object]:
    """The tabs that the person may open; a page belongs to the tab its name begins with."""
    request: HttpRequest = context["request"]
    user = person(request)
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    tabs = [
        {"title": title, "url": reverse(view), "active": name.startswith(stem)}
        for title, view, stem, permission in _TABS
        if user.may(permission) and (stem != _FOR_SEERS or sees_classes(user))
    ]
    return {"tabs": tabs, "label": "一单两库"}
