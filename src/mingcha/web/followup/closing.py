"""The page that closes a task."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.followup.actions.closing import close_task
from mingcha.foundation.access import permitted
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.answers import accepted
from mingcha.web.base_forms import Form
from mingcha.web.people import person


class CloseTaskForm(Form):
    """The written summary that a task needs (R-090)."""

    summary = forms.CharField(
        label="任务总结",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="检查情况、发现的问题、后续处置结果",
    )


@permitted(P.TASK_CLOSE)
@require_http_methods(["GET", "POST"])
def task_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the summary, and close."""
    user = person(request)
    task = get_task(user, pk)
    form = CloseTaskForm(request.POST or None)
    if request.method == "POST" and accepted(
        form, lambda: close_task(by=user, task=task, summary=form.cleaned_data["summary"])
    ):
        return redirect("task", pk=pk)
    return render(request, "web/followup/close.html", {"form": form, "task": task})
