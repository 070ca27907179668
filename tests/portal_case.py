"""A county that has published something of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_lines import LINE
from publication_case import Case, drawn_case, frozen_case, make_task

if TYPE_CHECKING:
    from county import County

    from mingcha.registers.models import InspectionItem
    from mingcha.tasks.models import ObjectTask

CLASSES = "AAAAAABBBCDC"
"""The fire brigade goes to all of class D, of which three are always drawn, and to none of class C."""
CHECK_POINTS = ("年报是否按时公示", "公示的地址与实际是否一致")


@dataclass
class Published:
    """What was published, by what tests ask for."""

    county: County
    case: Case
    result_key: str
    plan_key: str
    list_key: str
    code: str
    addresses: list[str]


def publish_everything(county: County, home: Path, mode: str = "immediate") -> Published:
    """Draw, announce, inspect and close; a plan and an item list with two versions each."""
    from mingcha.publication.actions import draws, lists, results
    from mingcha.registers.models import CheckPoint, ItemVersion

    case = drawn_case(county, home, mode=mode, classes=CLASSES)
    _log(case)
    draws.publish_drawn_draw(by=county.operator, draw=case.draw)
    lists.publish_announcement(by=county.lead, task=case.task)
    first, problem, masked = _of_the_market_alone(case)[:3]
    case.result(first)
    case.result(problem, "rectified", "冷藏柜温度不符合要求")
    case.result(masked)
    results.publish_result(by=county.reviewer, object_task=first)
    shown = results.publish_result(by=county.reviewer, object_task=problem)
    _mask(county, masked)
    hidden = results.publish_result(by=county.reviewer, object_task=masked)
    _correct(problem)
    results.publish_result(by=county.reviewer, object_task=problem, reason="检查方式录入有误")
    results.publish_follow_up(
        by=county.officer,
        object_task=problem,
        measure="责令限期改正",
        outcome="已更换冷藏柜，复查合格",
        closed_at=case.draw.drawn_at,
    )
    version = ItemVersion.objects.get(item__department=county.market)
    for order, question in enumerate(CHECK_POINTS, start=1):
        CheckPoint.objects.create(version=version, order=order, question=question)
    lists.publish_item_list(by=county.lead, department=county.market)
    ItemVersion.objects.filter(pk=version.pk).update(objects_text="企业、个体工商户")
    item_list = lists.publish_item_list(by=county.lead, department=county.market)
    lists.publish_item_list(by=county.fire_lead, department=county.fire)
    _join_industry(county, version.item)
    lists.publish_industry_list(by=county.lead, department=county.market)
    lists.publish_staff_list(by=county.lead, department=county.market)
    lists.publish_object_list(by=county.lead, department=county.market)
    plan = publish_plans(county, version.item)
    return Published(
        county,
        case,
        shown.key,
        plan.key,
        item_list.key,
        problem.object.code,
        _addresses(case, shown.key, hidden.key, plan.key, item_list.key, problem.object.code),
    )


def publish_plans(county: County, item):
    """Two versions of the market bureau's plan."""
    from mingcha.plans.actions.lines import write_line
    from mingcha.plans.actions.plans import change_plan, create_plan
    from mingcha.plans.models import PlanVersion
    from mingcha.publication.actions.lists import publish_plan
    from mingcha.registers.models import RiskScheme

    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    draft = create_plan(by=county.lead, year=2026, title="2026年度随机抽查工作计划")
    narrow = {"kinds": ["enterprise"], "risk_levels": ["C", "D"]}
    by_class = LINE | {"object_filter": narrow, "joint_scope": "cross_department"}
    write_line(
        by=county.lead, version=draft, values=by_class, items=[item], cooperating=[county.fire]
    )
    PlanVersion.objects.filter(pk=draft.pk).update(state="published")
    publish_plan(by=county.lead, version=PlanVersion.objects.get(pk=draft.pk))
    second = change_plan(by=county.lead, plan=draft.plan, reason="上级部署专项检查")
    values = by_class | {"period_to": date(2026, 12, 20), "joint_scope": "internal"}
    line = second.lines.get()
    write_line(
        by=county.lead, version=second, values=values, items=[item], cooperating=[], line=line
    )
    for_all = LINE | {"name": "产品质量抽查", "ratios": {"ALL": "5%"}, "object_filter": {}}
    write_line(by=county.lead, version=second, values=for_all, items=[item], cooperating=[])
    PlanVersion.objects.filter(pk=draft.pk).update(state="superseded")
    PlanVersion.objects.filter(pk=second.pk).update(state="published")
    return publish_plan(by=county.lead, version=PlanVersion.objects.get(pk=second.pk))


def _of_the_market_alone(case: Case) -> list[ObjectTask]:
    """The market bureau's objects, those first that the fire brigade does not go to."""
    from django.db.models import Exists, OuterRef

    rows, county = case.task.object_tasks, case.county
    shared = Exists(rows.filter(sub_task__department=county.fire, object=OuterRef("object")))
    own = rows.filter(sub_task__department=county.market).annotate(is_shared=shared)
    return list(own.order_by("is_shared", "object__code"))


def _join_industry(county: County, lead: InspectionItem) -> None:
    from mingcha.registers.actions.industry_checks import write_industry_check

    values = {"industry": "餐饮", "title": "餐饮行业联合抽查", "object_industries": [], "note": ""}
    write_industry_check(
        by=county.lead, values=values, lead_item=lead, items=[], cooperating=[county.fire]
    )


def _mask(county: County, row: ObjectTask) -> None:
    from mingcha.publication.actions import exemptions

    asked = exemptions.request_exemption(
        by=county.lead, object_task=row, masked=["object", "findings"], basis="商业秘密"
    )
    exemptions.approve_exemption(by=county.head, exemption=asked)


def _correct(row: ObjectTask) -> None:
    row.refresh_from_db()
    row.record.methods = ["on_site", "written"]
    row.record.save()
    row.state = "corrected"
    row.save()


def _log(case: Case) -> None:
    from mingcha.core.draw.log import FIRST_PREV
    from mingcha.tasks.models import LogEntry

    for seq, kind in enumerate(("REGISTER", "PLAN", "RESULT")):
        LogEntry.objects.create(
            seq=seq,
            prev=FIRST_PREV,
            type=kind,
            time="2026-11-02T09:30:00+08:00",
            draw_id=case.draw.draw_id,
            body={"secret": "never shown"},
            body_hash=f"{seq}" * 64,
            head=f"{seq + 5}" * 64,
        )


def _addresses(case: Case, *keys: str) -> list[str]:
    from django.urls import reverse

    from mingcha.publication.models import Publication

    result, hidden, plan, item_list, code = keys
    number, draw_id = case.task.number, case.draw.draw_id
    names = "home search items industries staff registers plans announcements results draws statistics log".split()
    found = [reverse(f"public-{name}") for name in names]
    found += [
        reverse("public-search") + "?q=澄川",
        reverse("public-object", args=[code]),
        reverse("public-industry-list", args=[item_list]),
        reverse("public-item-list", args=[item_list]),
        reverse("public-item-list", args=[item_list]) + "?v=1",
        reverse("public-item", args=[item_list, "01"]),
        reverse("public-plan", args=[plan]),
        reverse("public-plan", args=[plan]) + "?v=1",
        reverse("public-plan-changes", args=[plan, 2]),
        reverse("public-announcement", args=[number]),
        reverse("public-results") + f"?result=rectified&year=2026&task={number}",
        reverse("public-result", args=[result]),
        reverse("public-result", args=[result]) + "?v=1",
        reverse("public-result", args=[hidden]),
        reverse("public-draw", args=[draw_id]),
        reverse("public-draw", args=[draw_id]) + f"?code={code}",
        reverse("public-verify", args=[draw_id]),
    ]
    of_files = {
        "draw": "public-draw-file",
        "item_list": "public-list-file",
        "industry_list": "public-industry-file",
        "object_list": "public-register-file",
    }
    for row in Publication.objects.filter(kind__in=of_files):
        for path in row.files.values_list("path", flat=True):
            found.append(reverse(of_files[row.kind], args=[row.key, row.version, path]))
        if row.kind == "draw":
            found.append(reverse("public-draw-folder", args=[row.key, row.version]))
    return found


__all__ = ["Published", "frozen_case", "make_task", "publish_everything"]
