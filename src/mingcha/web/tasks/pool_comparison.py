"""A pool beside an earlier one of the department: a page, and all changes as a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.models import Draw, Task
from mingcha.tasks.selectors.pool_comparison import (
    Change,
    Changed,
    Standing,
    changes,
    comparable_draws,
    compared,
    kinds_of,
    know_classes,
    named,
    usual_comparison,
)
from mingcha.tasks.selectors.tasks import get_task
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person

_TITLES = {
    Change.CAME: "新进入",
    Change.LEFT: "已退出",
    Change.RECLASSED: "类别变化",
    Change.KEPT_BACK: "不再参加抽取",
    Change.LET_IN: "恢复参加抽取",
}
_HEADINGS = (("变化", 16), ("代码", 24), ("名称", 40), ("以前", 20), ("现在", 20))
_AT_ONCE = 1000


@permitted(P.TASK_VIEW)
@require_GET
def task_pool_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came, left or changed since a pool that was frozen earlier."""
    user = person(request)
    task = get_task(user, pk)
    draws = _offered(user, task)
    chosen = _chosen(request, task, draws)
    context: dict[str, object] = {"task": task, "draws": draws, "chosen": chosen}
    if chosen:
        found = compared(task, chosen, by_class=_by_class(user, task, chosen))
        context["found"] = found
        context["kinds"] = [
            (title, found.counts[kind], found.first[kind])
            for kind, title in _TITLES.items()
            if kind != Change.RECLASSED or _by_class(user, task, chosen)
        ]
        context["shows_class"] = _by_class(user, task, chosen)
    return render(request, "web/tasks/pool_comparison.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def task_pool_comparison_export(request: HttpRequest, pk: int) -> FileResponse:
    """Hand all changes out as a workbook."""
    user = person(request)
    task = get_task(user, pk)
    chosen = _chosen(request, task, _offered(user, task))
    if chosen is None:
        raise NotFound
    by_class = _by_class(user, task, chosen)
    lines = _lines(changes(task, chosen), by_class=by_class)
    return sheet_response(Sheet(f"{task.number}名录对比", _HEADINGS, lines))


def _offered(user: User, task: Task) -> list[Draw]:
    """Return the earlier draws: only for who may read the department's other pools too."""
    if user.department_id != task.lead_department_id:
        raise NotFound("只有牵头部门可以与以往的名录对比")
    return comparable_draws(task)


def _chosen(request: HttpRequest, task: Task, draws: list[Draw]) -> Draw | None:
    asked = [draw for draw in draws if str(draw.pk) == request.GET.get("with")]
    return asked[0] if asked else usual_comparison(task, draws)


def _by_class(user: User, task: Task, earlier: Draw) -> bool:
    return know_classes(task, earlier) and sees_classes(user)


def _lines(rows: Iterator[Changed], *, by_class: bool) -> Iterator[tuple[str, ...]]:
    changed = (each for each in rows if kinds_of(each, by_class=by_class))
    while some := list(islice(changed, _AT_ONCE)):
        objects = named(some)
        for each in some:
            found = objects.get(each.key)
            yield (
                "、".join(_TITLES[kind] for kind in kinds_of(each, by_class=by_class)),
                each.key,
                found.name if found else "",
                _said(each.was, by_class=by_class),
                _said(each.now, by_class=by_class),
            )


def _said(standing: Standing | None, *, by_class: bool) -> str:
    if standing is None:
        return "不在名录"
    drawable = "参加抽取" if standing.is_drawable else "不参加抽取"
    return f"{standing.stratum}类，{drawable}" if by_class else drawable
