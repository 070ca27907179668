"""The parts of the administration that a person may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.web.people import person

_PARTS = (
    (P.SYSTEM_ADMIN, "departments", "机构"),
    (P.SYSTEM_ADMIN, "regions", "行政区划"),
    (P.SYSTEM_ADMIN, "parameters", "参数"),
    (P.SYSTEM_ADMIN, "calendar", "节假日"),
    (P.SYSTEM_ADMIN, "jobs", "后台作业"),
    (P.SYSTEM_ADMIN, "deliveries", "消息发送"),
    (P.SECURITY_ADMIN, "users", "账号和角色"),
    (P.SECURITY_ADMIN, "tokens", "接口令牌"),
    (P.AUDIT_VIEW, "events", "审计记录"),
    (P.AUDIT_VIEW, "audit-check", "核验记录"),
    (P.AUDIT_VIEW, "sign-ins", "登录情况"),
    (P.AUDIT_VIEW, "recomputations", "抽取重算"),
)


def tabs(user: User, active: str) -> list[dict[str, object]]:
    """Return the tabs of the person's parts."""
    return [
        {"title": title, "url": reverse(view), "active": view == active}
        for permission, view, title in _PARTS
        if user.may(permission)
    ]


@permitted(P.SYSTEM_ADMIN, P.SECURITY_ADMIN, P.AUDIT_VIEW)
@require_GET
def administration(request: HttpRequest) -> HttpResponse:
    """Go to the first part that the person may open."""
    user = person(request)
    return redirect(next(view for permission, view, _ in _PARTS if user.may(permission)))
