"""An object asks for an officer's recusal by the link on its notice; the head answers (R-062)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.actions.guessing import refuse_many_failures, remember_failure
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted, public
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.notices.actions import recusal_requests as actions
from mingcha.notices.models import IssuedNotice
from mingcha.notices.selectors.recusal_requests import (
    is_replaced,
    named_members,
    notice_by,
    request_token,
    requests_of,
    requests_to_decide,
)
from mingcha.tasks.models import TeamMember
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, label_rows, rows_of
from mingcha.web.people import person

_DONE = {"grant": (True, "已同意回避，请到检查组页面补位"), "refuse": (False, "已决定不予回避")}


class RecusalRequestForm(Form):
    """Which officer, why, and who asks."""

    member = forms.ModelChoiceField(
        label="申请谁回避", queryset=TeamMember.objects.none(), empty_label="请选择"
    )
    reason = forms.CharField(
        label="申请回避的理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明与检查人员的利害关系，或其他可能影响公正的情形",
    )
    asked_by = forms.CharField(
        label="申请人姓名和职务",
        max_length=60,
        help_text="如：法定代表人、店长；只给决定回避的部门看",
    )

    def __init__(self, data: Any, *, notice: IssuedNotice) -> None:
        """Offer the officers whom the notice names."""
        super().__init__(data)
        rows_of(self, "member").queryset = named_members(notice)
        label_rows(self, "member", _officer)


def _officer(member: TeamMember) -> str:
    return f"{member.inspector.name}（{member.object_task.sub_task.department.name}）"


def request_address(notice: IssuedNotice) -> str:
    """Return where the object asks; the same for every print."""
    return reverse("recusal-request", args=[request_token(notice)])


@public
@require_http_methods(["GET", "POST"])
def recusal_request(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds the notice ask, and read the answers."""
    notice = _notice(request, token)
    form = RecusalRequestForm(request.POST or None, notice=notice)
    if request.method == "POST":
        ask = partial(actions.ask_for_recusal, notice=notice)
        if accepted(form, lambda: ask(**form.cleaned_data)):
            messages.success(request, "申请已提交，决定以后可以用同一个链接查看")
            return redirect("recusal-request", token=token)
    context = {
        "notice": notice,
        "form": form if rows_of(form, "member").queryset else None,
        "is_replaced": is_replaced(notice),
        "rows": requests_of(notice),
    }
    response = render(request, "web/notices/recusal_request.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@permitted(P.TASK_APPROVE)
@require_POST
def recusal_request_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Grant or refuse, with the reason, which the object reads."""
    user = person(request)
    found = requests_to_decide(user).filter(pk=pk).first()
    if found is None or verb not in _DONE:
        raise NotFound
    granted, done = _DONE[verb]
    decide = partial(actions.decide_request, by=user, request=found)
    reason = request.POST.get("reason", "")
    tried(request, lambda: decide(granted=granted, reason=reason), done)
    return redirect("inspector-recusals")


def _notice(request: HttpRequest, token: str) -> IssuedNotice:
    """Find the notice, and slow down who tries links that we never made."""
    address = request.META["REMOTE_ADDR"]
    try:
        refuse_many_failures(address)
        return notice_by(token)
    except DomainError as error:
        raise NotFound from error
    except NotFound:
        remember_failure("recusal-request", address)
        raise
