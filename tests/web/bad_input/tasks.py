"""Forms of a task, from the plan line to the frozen pool."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from county import County
from django.urls import reverse
from task_station import (
    SCHEME,
    TODAY,
    approved_task,
    frozen_task,
    make_item,
    make_station,
)

from bad_input.stations import Stand, Wrong, station
from mingcha.foundation import clock
from mingcha.registers.models import ItemVersion, Tag
from mingcha.tasks.actions import creating, schemes
from mingcha.tasks.models import Task
from mingcha.web.tasks.forms.creating import FromLineForm, OffPlanForm
from mingcha.web.tasks.forms.locking import LockForm
from mingcha.web.tasks.forms.schemes import CosignForm, SchemeForm

_WHOLE = {"ALL": "10%"}


def _drafted(county: County, *, joint: bool = False) -> Task:
    line = make_station(county, objects=12, joint=joint, ratios=_WHOLE)
    return creating.create_task_from_line(by=county.lead, line=line, disclosing="immediate")


def _submitted(county: County, *, joint: bool = False) -> Task:
    task = _drafted(county, joint=joint)
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    return task


@station("task-from-line", "lead", FromLineForm)
def from_line(county: County) -> Stand:
    line = make_station(county, objects=4, ratios=_WHOLE)
    return Stand(reverse("task-from-line", args=[line.pk]), {"title": "餐饮抽查"})


def _off_plan(county: County) -> dict[str, Any]:
    version = ItemVersion.objects.filter(item__department=county.market).first()
    assert version
    return {
        "source": "ad_hoc",
        "reason": "上级交办",
        "title": "专项抽查",
        "items": [str(version.pk)],
        "kinds": ["enterprise"],
        "ratio": "10%",
        "period_from": TODAY.isoformat(),
        "period_to": (TODAY + timedelta(days=30)).isoformat(),
    }


@station("task-off-plan", "lead", OffPlanForm)
def off_plan(county: County) -> Stand:
    make_station(county, objects=4, ratios=_WHOLE)
    Tag.objects.create(code="zhongdian", name="重点单位", kind="object")
    foreign = make_item(county.fire, "XF-02", "消防设施检查").versions.get()
    before = (TODAY - timedelta(days=1)).isoformat()
    return Stand(
        reverse("task-off-plan"),
        _off_plan(county),
        elsewhere={
            "items": foreign.pk,
            "regions": county.outsider.region_id,
            "cooperating": county.outsider.department_id,
        },
        wrong=(
            Wrong("ends before it begins", {"period_to": before}, "period_to"),
            Wrong("a ratio in words", {"ratio": "三成"}, "ratio"),
            Wrong("a ratio over all", {"ratio": "300%"}, "ratio"),
            Wrong("a class that is none", {"ratio": "Z=3%"}, "ratio"),
            Wrong("neither a ratio nor objects", {"ratio": ""}, "ratio"),
            Wrong("an object of no register", {"named": "91130136MA0000XX00"}, "named"),
        ),
    )


@station("task-scheme", "lead", SchemeForm)
def scheme(county: County) -> Stand:
    task = _drafted(county)
    Tag.objects.create(code="shipin", name="食品安全", kind="expertise")
    good = {**SCHEME, "team_size": "2", "matching": "nearby"}
    alone = Wrong("a team of one", {"team_size": "1"}, "team_size")
    baseless = Wrong("nobody drawn without a law", {"matching": "direct"}, "matching_basis")
    return Stand(reverse("task-scheme", args=[task.pk]), good, wrong=(alone, baseless))


@station("task-cosign", "fire_lead", CosignForm)
def cosign(county: County) -> Stand:
    task = _submitted(county, joint=True)
    own = ItemVersion.objects.get(item__department=county.fire)
    foreign = ItemVersion.objects.filter(item__department=county.market).first()
    assert foreign
    return Stand(
        reverse("task-cosign", args=[task.pk]),
        {"items": [str(own.pk)], "team_size": "2"},
        elsewhere={"items": foreign.pk},
        wrong=(Wrong("a team of one", {"team_size": "1"}, "team_size"),),
    )


@station("task-pool", "operator", LockForm)
def lock(county: County) -> Stand:
    line = make_station(county, objects=12, ratios=_WHOLE)
    task = approved_task(county, line)
    past = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    until = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    after = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    return Stand(
        reverse("task-pool", args=[task.pk]),
        {
            "operator": county.operator.pk,
            "witnesses": [str(county.witness.pk)],
            "reveal_by": until,
            "profile": "public",
            "public_sources": "kl8|2026310",
            "public_after": after,
            "disclosing": "immediate",
        },
        elsewhere={"operator": county.outsider.pk, "witnesses": county.operator.pk},
        wrong=(
            Wrong("over already", {"reveal_by": past}, "reveal_by"),
            Wrong("too little chance", {"public_sources": "fc3d|2026310"}, "public_sources"),
            Wrong("no source", {"public_sources": "快乐8"}, "public_sources"),
            Wrong("known before the reveals", {"public_after": past}, "public_after"),
        ),
    )


def _step(task: Task, verb: str, reason: str) -> Stand:
    action = reverse("task-step", args=[task.pk, verb])
    return Stand(reverse("task", args=[task.pk]), {"reason": reason}, action)


@station("task-step return_scheme", "head")
def return_scheme(county: County) -> Stand:
    return _step(_submitted(county), "return_scheme", "分工不明")


@station("task-step void", "head")
def void(county: County) -> Stand:
    return _step(_submitted(county), "void", "计划调整")


@station("task-step reopen_pool", "head")
def reopen_pool(county: County) -> Stand:
    task = frozen_task(county, make_station(county, objects=12, ratios=_WHOLE))
    return _step(task, "reopen_pool", "名录有误")


@station("task-step approve", "head")
def approve(county: County) -> Stand:
    stand = _step(_submitted(county), "approve", "同意")
    return Stand(stand.page, stand.good, stand.action, may_be_empty=True)
