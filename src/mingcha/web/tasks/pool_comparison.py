"""A pool beside an earlier one of the department: a page, and all changes as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.models import Draw, Task
from mingcha.tasks.policies import sees_strata
from mingcha.tasks.selectors.pool_comparison import (
    Change,
    Changed,
    Standing,
    changes,
    comparable_draws,
    compared,
    have_same_strata,
    kinds_of,
    named,
    usual_comparison,
)
from mingcha.tasks.selectors.strata import stratum_titles
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
        titles = _strata_shown(user, task, chosen)
        found = compared(task, chosen, by_stratum=bool(titles))
        context["found"] = found
        context["kinds"] = [
            (title, found.counts[kind], found.first[kind])
            for kind, title in _kinds(task).items()
            if kind != Change.RECLASSED or titles
        ]
        context["titles"] = titles
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
    lines = _lines(changes(task, chosen), _strata_shown(user, task, chosen), _kinds(task))
    return sheet_response(Sheet(f"{task.number}名录对比", _HEADINGS, lines))


def _offered(user: User, task: Task) -> list[Draw]:
    """Return the earlier draws: only for who may read the department's other pools too."""
    if user.department_id != task.lead_department_id:
        raise NotFound("只有牵头部门可以与以往的名录对比")
    return comparable_draws(task)


def _chosen(request: HttpRequest, task: Task, draws: list[Draw]) -> Draw | None:
    asked = [draw for draw in draws if str(draw.pk) == request.GET.get("with")]
    return asked[0] if asked else usual_comparison(task, draws)


def _strata_shown(user: User, task: Task, earlier: Draw) -> dict[str, str]:
    """Return the titles of the strata; none where they cannot be compared or are not for the user."""
    shown = sees_strata(user, task) and have_same_strata(task, earlier)
    return stratum_titles(task) if shown else {}


def _kinds(task: Task) -> dict[Change, str]:
    return _TITLES | ({Change.RECLASSED: "标签变化"} if task.labels else {})


def _lines(
    rows: Iterator[Changed], titles: Mapping[str, str], kinds: Mapping[Change, str]
) -> Iterator[tuple[str, ...]]:
    by_stratum = bool(titles)
    changed = (each for each in rows if kinds_of(each, by_stratum=by_stratum))
    while some := list(islice(changed, _AT_ONCE)):
        objects = named(some)
        for each in some:
            found = objects.get(each.key)
            yield (
                "、".join(kinds[kind] for kind in kinds_of(each, by_stratum=by_stratum)),
                each.key,
                found.name if found else "",
                _said(each.was, titles),
                _said(each.now, titles),
            )


def _said(standing: Standing | None, titles: Mapping[str, str]) -> str:
    if standing is None:
        return "不在名录"
    drawable = "参加抽取" if standing.is_drawable else "不参加抽取"
    return f"{titles.get(standing.stratum, standing.stratum)}，{drawable}" if titles else drawable
