"""Experts and bodies beside a team."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.registers.selectors.experts import bodies_for, experts_for
from mingcha.tasks.actions import assistants
from mingcha.tasks.actions.expert_lots import experts_are_drawn
from mingcha.tasks.models import Draw, ObjectTask, TeamAssistant
from mingcha.tasks.selectors.comparison import visible_parts
from mingcha.tasks.selectors.draws import get_draw
from mingcha.tasks.selectors.expert_lots import recomputed
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, choices_of
from mingcha.web.ceremony.teams import WITH_TEAMS
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

    reason = forms.CharField(
        label="不经抽取安排的理由",
        max_length=200,
        required=False,
        help_text="这次任务的专家随机抽取；另行指定专家的，写明理由，留存备查",
    )

    def __init__(
        self, *args: Any, helpers: Helpers, are_drawn: bool = False, **kwargs: Any
    ) -> None:
        """Offer whom nothing bars; a reason is asked for where experts are drawn."""
        super().__init__(*args, **kwargs)
        if not are_drawn:
            del self.fields["reason"]
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
    are_drawn = experts_are_drawn(found)
    form = AssistantForm(request.POST or None, helpers=helpers, are_drawn=are_drawn)
    if request.method == "POST":
        add = partial(assistants.add_assistant, by=user, object_task=found)
        made = accepted(
            form,
            lambda: add(
                helper=helpers[form.cleaned_data["helper"]],
                duty=form.cleaned_data["duty"],
                reason=form.cleaned_data.get("reason", ""),
            ),
        )
        if made:
            messages.success(request, "已安排协助，不计入检查组人数")
            return redirect("draw-assistants", pk=pk, row=row)
    fit = {*helpers, *_drawn_above(found)}
    context = {
        "draw": draw,
        "row": found,
        "form": form,
        "assistants": [
            (each, not each.removed_reason and _key(each) not in fit)
            for each in found.assistants.select_related("expert", "body")
        ],
        "is_open": found.state in BEFORE_RESULTS,
        "none": not helpers,
        "are_drawn": are_drawn,
    }
    return render(request, "web/ceremony/assistants.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def expert_lots(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the experts drawn for a draw, reckoned again from what is kept."""
    user = person(request)
    draw = get_draw(user, pk)
    context = {
        "draw": draw,
        "pools": recomputed(draw, visible_parts(user, draw)),
        "shows_objects": draw.own_task.state in WITH_TEAMS,
    }
    return render(request, "web/ceremony/experts.html", context)


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


def _drawn_above(row: ObjectTask) -> list[str]:
    """Return who may assist from the pool of the department that draws for this one (ADR 0017)."""
    part = row.sub_task.share_of
    return [f"expert-{one.pk}" for one in experts_for(part.department, row.object)] if part else []


def _key(assistant: TeamAssistant) -> str:
    if assistant.expert_id:
        return f"expert-{assistant.expert_id}"
    return f"body-{assistant.body_id}"


def _row(draw: Draw, pk: int, department: int | None) -> ObjectTask:
    rows = draw.own_task.object_tasks.select_related(
        "object", "sub_task__department", "sub_task__share_of__department"
    )
    found = rows.filter(pk=pk, sub_task__department=department).first()
    if found is None:
        raise NotFound
    return found
