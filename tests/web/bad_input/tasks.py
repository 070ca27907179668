"""Forms of a task, from the plan line to the frozen pool."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from checked_case import make_record
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

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion, Tag
from mingcha.tasks.actions import creating, neighbours, schemes
from mingcha.tasks.actions.grounds import add_ground
from mingcha.tasks.actions.joint_exceptions import ask_joint_exception
from mingcha.tasks.actions.objections import record_objection
from mingcha.tasks.models import Task
from mingcha.web.tasks.forms.creating import FromLineForm, OffPlanForm
from mingcha.web.tasks.forms.exceptions import JointExceptionForm
from mingcha.web.tasks.forms.grounds import GroundForm
from mingcha.web.tasks.forms.helps import AskHelpForm
from mingcha.web.tasks.forms.locking import LockForm
from mingcha.web.tasks.forms.objections import ObjectionForm
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


@station("joint-exception-new", "lead", JointExceptionForm)
def joint_exception_new(county: County) -> Stand:
    task = make_record(county).object_task.task
    good = {"ground": "other", "reason": "只涉及一类设备"}
    return Stand(reverse("joint-exception-new", args=[task.pk]), good)


def _excepted(county: County, verb: str) -> Stand:
    task = make_record(county).object_task.task
    row = ask_joint_exception(by=county.lead, task=task, ground="other", reason="只涉及一类设备")
    action = reverse("joint-exception-step", args=[row.pk, verb])
    return Stand(reverse("joint-exceptions"), {"reason": "可以联合"}, action)


@station("joint-exception-step refuse", "office")
def joint_exception_refuse(county: County) -> Stand:
    return _excepted(county, "refuse")


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


@station("task-grounds", "lead", GroundForm)
def grounds(county: County) -> Stand:
    task, there = _drafted(county), b"%PDF-1.7 complaint %%EOF"
    add_ground(by=county.lead, task=task, content=there, file_name="举报登记单.pdf")
    return Stand(
        reverse("task-grounds", args=[task.pk]),
        {"file": Upload("交办单.pdf", b"%PDF-1.7 other %%EOF")},
        wrong=(
            Wrong("a program", {"file": Upload("交办单.pdf", b"MZ this is a program")}, "file"),
            Wrong("sent already", {"file": Upload("交办单.pdf", there)}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
            Wrong("no file", {"file": None}, "file"),
        ),
    )


@station("task-objection-new", "lead", ObjectionForm)
def objection_new(county: County) -> Stand:
    task = frozen_task(county, make_station(county, objects=12, ratios=_WHOLE))
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    good = {"objector": "澄川县某餐饮店", "raised_on": TODAY.isoformat(), "text": "已经停业"}
    return Stand(
        reverse("task-objection-new", args=[task.pk]),
        good,
        wrong=(
            Wrong("a day to come", {"raised_on": tomorrow}, "raised_on"),
            Wrong("nobody", {"objector": " "}, "objector"),
            Wrong("nothing", {"text": " "}, "text"),
        ),
    )


def _objected(county: County, verb: str) -> Stand:
    task = frozen_task(county, make_station(county, objects=12, ratios=_WHOLE))
    row = record_objection(
        by=county.lead,
        task=task,
        objector="澄川县某餐饮店",
        raised_on=clock.today(),
        object_code="",
        text="已经停业",
    )
    action = reverse("task-objection-step", args=[task.pk, row.pk, verb])
    return Stand(reverse("task-pool", args=[task.pk]), {"reason": "经核实仍在营业"}, action)


@station("task-objection-step dismiss", "head")
def objection_dismiss(county: County) -> Stand:
    return _objected(county, "dismiss")


@station("task-objection-step uphold", "head")
def objection_uphold(county: County) -> Stand:
    return _objected(county, "uphold")


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


def _neighboured(county: County) -> Task:
    return approved_task(county, make_station(county, objects=12, ratios=_WHOLE))


@station("task-help", "lead", AskHelpForm)
def ask_help(county: County) -> Stand:
    task = _neighboured(county)
    return Stand(
        reverse("task-help", args=[task.pk]),
        {"department": str(Department.objects.get(region="130137").pk), "note": "需要 2 人"},
        elsewhere={"department": county.fire.pk},
    )


@station("task-help-step refuse", "outsider")
def refuse_help(county: County) -> Stand:
    task, elsewhere = _neighboured(county), Department.objects.get(region="130137")
    request = neighbours.ask_help(
        by=county.lead, part=task.sub_tasks.get(), department=elsewhere, note="需要 2 人"
    )
    action = reverse("task-help-step", args=[request.pk, "refuse"])
    return Stand(reverse("task-helps"), {"reason": "抽不出人"}, action)
