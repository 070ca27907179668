"""Experts and bodies beside a team."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.registers.selectors.experts import bodies_for, experts_for
from mingcha.tasks.actions import assistants
from mingcha.tasks.models import Draw, ObjectTask, TeamAssistant
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, choices_of
from mingcha.web.people import person

Helpers = dict[str, Expert | ProfessionalBody]


class AssistantForm(Form):
    """Who assists, and with what."""

    helper = forms.ChoiceField(
        label="专家或专业机构", help_text="只列出本部门库中、与这个对象没有利害关系的"
    )
    duty = forms.CharField(
        label="协助内容", max_length=120, help_text="如：抽样检验、账目审计、专业意见；不能单独检查"
    )

    def __init__(self, *args: Any, helpers: Helpers, **kwargs: Any) -> None:
        """Offer whom nothing bars."""
        super().__init__(*args, **kwargs)
        offered = [(key, _label(row)) for key, row in helpers.items()]
        choices_of(self, "helper").choices = [("", "请选择"), *offered]


def _label(row: Expert | ProfessionalBody) -> str:
    fields = "、".join(tag.name for tag in row.tags.all())
    kind = "专家" if isinstance(row, Expert) else "机构"
    return f"{row.name}（{kind}{f'：{fields}' if fields else ''}）"


@permitted(P.TASK_ISSUE)
@require_http_methods(["GET", "POST"])
def assistant_list(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Show who assists at an object; a POST arranges somebody."""
    user = person(request)
    draw = get_draw(user, pk)
    found = _row(draw, row, user.department_id)
    helpers = _helpers(found)
    form = AssistantForm(request.POST or None, helpers=helpers)
    if request.method == "POST":
        add = partial(assistants.add_assistant, by=user, object_task=found)
        made = accepted(
            form,
            lambda: add(
                helper=helpers[form.cleaned_data["helper"]], duty=form.cleaned_data["duty"]
            ),
        )
        if made:
            messages.success(request, "已安排协助，不计入检查组人数")
            return redirect("draw-assistants", pk=pk, row=row)
    context = {
        "draw": draw,
        "row": found,
        "form": form,
        "assistants": [
            (each, not each.removed_reason and _key(each) not in helpers)
            for each in found.assistants.select_related("expert", "body")
        ],
        "is_open": found.state in BEFORE_RESULTS,
        "none": not helpers,
    }
    return render(request, "web/ceremony/assistants.html", context)


@permitted(P.TASK_ISSUE)
@require_POST
def assistant_remove(request: HttpRequest, pk: int, row: int, assistant: int) -> HttpResponse:
    """Call an assistant off, with the reason."""
    user = person(request)
    found = _row(get_draw(user, pk), row, user.department_id)
    one = found.assistants.select_related("object_task").filter(pk=assistant).first()
    if one is None:
        raise NotFound
    remove = partial(assistants.remove_assistant, by=user, assistant=one)
    tried(request, lambda: remove(reason=request.POST.get("reason", "")), "已取消协助")
    return redirect("draw-assistants", pk=pk, row=row)


def _helpers(row: ObjectTask) -> Helpers:
    department, thing = row.sub_task.department, row.object
    helpers: Helpers = {f"expert-{one.pk}": one for one in experts_for(department, thing)}
    return helpers | {f"body-{one.pk}": one for one in bodies_for(department, thing)}


def _key(assistant: TeamAssistant) -> str:
    if assistant.expert_id:
        return f"expert-{assistant.expert_id}"
    return f"body-{assistant.body_id}"


def _row(draw: Draw, pk: int, department: int | None) -> ObjectTask:
    rows = draw.own_task.object_tasks.select_related("object", "sub_task__department")
    found = rows.filter(pk=pk, sub_task__department=department).first()
    if found is None:
        raise NotFound
    return found
