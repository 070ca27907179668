"""The auditor's pages: events, the check of everything, sign-ins. Nothing can be changed here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.selectors.users import sign_in_attempts
from mingcha.audit.models import AuditEvent
from mingcha.audit.registry import event_titles
from mingcha.audit.selectors import found_events
from mingcha.foundation.access import permitted
from mingcha.foundation.models import Job
from mingcha.reports.actions.soundness import KEY, begin_check
from mingcha.reports.jobs import SOUND
from mingcha.web.administration.event_words import details
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import tried
from mingcha.web.base_forms import Form, choices_of
from mingcha.web.people import person
from mingcha.web.progress import job_shown

_PER_PAGE = 50


class EventFilter(Form):
    """What to look for."""

    type = forms.ChoiceField(label="类型", required=False)
    actor = forms.CharField(label="操作人账号", max_length=150, required=False)
    subject = forms.CharField(label="对象", max_length=120, required=False)
    since = forms.DateField(label="从", required=False, widget=forms.DateInput)
    until = forms.DateField(label="到", required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the types that there are."""
        super().__init__(*args, **options)
        choices = [("", "全部"), *event_titles().items()]
        choices_of(self, "type").choices = choices


@permitted(P.AUDIT_VIEW)
@require_GET
def event_list(request: HttpRequest) -> HttpResponse:
    """List events, newest first."""
    form = EventFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else None
    found = found_events(**chosen) if chosen is not None else AuditEvent.objects.none()
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    titles = event_titles()
    rows = [
        (event, titles.get(event.type, event.type), _when(event), details(event)) for event in page
    ]
    context = {
        "tabs": tabs(person(request), "events"),
        "filter": {"form": form},
        "page": page,
        "count": page.paginator.count,
        "rows": rows,
    }
    return render(request, "web/administration/events.html", context)


@permitted(P.AUDIT_VIEW)
@require_http_methods(["GET", "POST"])
def audit_check(request: HttpRequest) -> HttpResponse:
    """Begin the check of everything, or show how it went."""
    user = person(request)
    if request.method == "POST":
        tried(request, lambda: begin_check(by=user), "已开始核验")
        return redirect("audit-check")
    job = Job.objects.filter(key=KEY).first()
    last = AuditEvent.objects.order_by("-seq").first()
    context = {
        "tabs": tabs(user, "audit-check"),
        "row": job,
        "job": job_shown(job) if job else None,
        "sound": SOUND,
        "last": last,
    }
    return render(request, "web/administration/check.html", context)


@permitted(P.AUDIT_VIEW)
@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    """List attempts to sign in."""
    user = person(request)
    found = sign_in_attempts(user)
    failed = request.GET.get("show") == "failed"
    if failed:
        found = found.filter(succeeded=False)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    kinds = [
        {"title": "全部", "url": "?", "active": not failed},
        {"title": "只看失败", "url": "?show=failed", "active": failed},
    ]
    context = {"tabs": tabs(user, "sign-ins"), "page": page, "kinds": kinds}
    return render(request, "web/administration/sign_ins.html", context)


def _when(event: AuditEvent) -> datetime:
    return datetime.fromisoformat(event.time)
