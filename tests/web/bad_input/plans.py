"""Forms of the year: plans and their lines, and targets."""

from __future__ import annotations

from typing import Any

from county import County
from django.urls import reverse
from plan_lines import LINE
from task_station import LEVELS, make_item

from bad_input.stations import Stand, Wrong, station
from mingcha.plans.actions import lines, plans
from mingcha.plans.actions.filings import file_plan
from mingcha.plans.actions.merging import JointDraw, propose_merge
from mingcha.plans.models import PlanVersion
from mingcha.registers.models import InspectionItem, RiskScheme
from mingcha.web.plans.caps import CapForm
from mingcha.web.plans.class_tables import ClassTableForm
from mingcha.web.plans.forms import LineForm, PlanForm
from mingcha.web.year import TargetForm


def _item(county: County) -> InspectionItem:
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用", "levels": list(LEVELS)}
    )
    item = make_item(county.market, "SCJG-03", "年报检查")
    item.versions.update(item_class="general", ratio_limit_bp=2000)
    return item


def _plan(county: County) -> PlanVersion:
    return plans.create_plan(by=county.lead, year=2026, title="2026年度计划")


def _with_line(county: County) -> PlanVersion:
    version, item = _plan(county), _item(county)
    lines.write_line(
        by=county.lead, version=version, line=None, values=LINE, items=[item], cooperating=[]
    )
    return version


@station("plan-new", "lead", PlanForm)
def plan_new(county: County) -> Stand:
    _plan(county)
    taken = Wrong("a year that has its plan", {"year": "2026"}, "year")
    good = {"year": "2027", "title": "2027年度计划"}
    return Stand(reverse("plan-new"), good, wrong=(taken,))


_RATIOS = {"ratio_A": "1%", "ratio_B": "3%", "ratio_C": "10%", "ratio_D": "50%"}
_WRONG_LINES = (
    Wrong("ends before it begins", {"period_to": "2026-01-01"}, "period_to"),
    Wrong("a ratio in words", {"ratio_C": "三成"}, "ratio_C"),
    Wrong("no ratio of a class", {"ratio_C": ""}, "ratio_C"),
    Wrong("a ratio over all", {"ratio_C": "300%"}, "ratio_C"),
    Wrong(
        "a higher risk less often",
        {"frequency_B": "每季度1次", "frequency_D": "每年1次"},
        "frequency_D",
    ),
    Wrong("no ratio for all", {"by_class": [], "no_class_reason": "专项"}, "ratio_all"),
    Wrong(
        "a ratio for all in words",
        {"by_class": [], "no_class_reason": "专项", "ratio_all": "三成"},
        "ratio_all",
    ),
    Wrong(
        "ratios by class and by label",
        {"label_ratios": "投诉举报 50%\n其他 3%"},
        "label_ratios",
    ),
    *(
        Wrong(
            told, {"by_class": [], "no_class_reason": "专项", "label_ratios": text}, "label_ratios"
        )
        for told, text in (
            ("a label that there is not", "三级医院 50%\n其他 3%"),
            ("no ratio for the rest", "投诉举报 50%"),
            ("a ratio of a label in words", "投诉举报 五成\n其他 3%"),
            ("a label without a ratio", "投诉举报\n其他 3%"),
            ("a label's ratio over all", "投诉举报 300%\n其他 3%"),
        )
    ),
    Wrong(
        "one ratio for all beside those by label",
        {
            "by_class": [],
            "no_class_reason": "专项",
            "ratio_all": "3%",
            "label_ratios": "投诉举报 50%\n其他 3%",
        },
        "ratio_all",
    ),
    Wrong(
        "more than a general item's highest ratio",
        {"by_class": [], "no_class_reason": "专项", "ratio_all": "21%"},
        "ratio_all",
    ),
    Wrong(
        "joint with nobody", {"joint_scope": "cross_department", "cooperating": []}, "cooperating"
    ),
)


def _line(county: County, item: InspectionItem) -> dict[str, Any]:
    return {
        "name": "公示信息抽查",
        "items": [str(item.pk)],
        "kinds": ["enterprise"],
        "regions": [str(county.towns[0].pk)],
        "industries": "餐饮、零售",
        "by_class": ["on"],
        "frequency": "每年1次",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        **_RATIOS,
    }


@station("plan-line-new", "lead", LineForm)
def line_new(county: County) -> Stand:
    version, item = _plan(county), _item(county)
    foreign = make_item(county.fire, "XF-01", "疏散通道检查")
    return Stand(
        reverse("plan-line-new", args=[version.plan_id]),
        _line(county, item),
        elsewhere={
            "items": foreign.pk,
            "regions": county.outsider.region_id,
            "cooperating": county.outsider.department_id,
        },
        wrong=_WRONG_LINES,
    )


@station("plan-line", "lead", LineForm)
def line_edit(county: County) -> Stand:
    version = _with_line(county)
    foreign = make_item(county.fire, "XF-01", "疏散通道检查")
    page = reverse("plan-line", args=[version.plan_id, 1])
    return Stand(page, {}, elsewhere={"items": foreign.pk}, wrong=_WRONG_LINES)


@station("plan-step return", "head")
def plan_return(county: County) -> Stand:
    version = _with_line(county)
    plans.submit_plan(by=county.lead, version=version)
    action = reverse("plan-step", args=[version.plan_id, "return"])
    return Stand(reverse("plan", args=[version.plan_id]), {"reason": "比例偏低"}, action)


@station("plan-step change", "lead")
def plan_change(county: County) -> Stand:
    version = _with_line(county)
    plans.submit_plan(by=county.lead, version=version)
    plans.approve_plan(by=county.head, version=version)
    plans.publish_plan(by=county.lead, version=version)
    action = reverse("plan-step", args=[version.plan_id, "change"])
    return Stand(reverse("plan", args=[version.plan_id]), {"reason": "增加任务"}, action)


@station("plan-merge-step decline", "fire_lead")
def merge_decline(county: County) -> Stand:
    own = _with_line(county).lines.get()
    theirs = plans.create_plan(by=county.fire_lead, year=2026, title="2026年度消防计划")
    other = lines.write_line(
        by=county.fire_lead,
        version=theirs,
        line=None,
        values=LINE,
        items=[make_item(county.fire, "XF-01", "疏散通道检查")],
        cooperating=[],
    )
    joint = JointDraw({"ALL": "3%"}, 20, 10)
    proposal = propose_merge(by=county.lead, lead=own, joining=other, joint=joint)
    action = reverse("plan-merge-step", args=[proposal.pk, "decline"])
    return Stand(reverse("plan-merges", args=[2026]), {"reason": "时间不合"}, action)


@station("cap-new", "office", CapForm)
def cap_new(county: County) -> Stand:
    good = {
        "title": "一般企业上限",
        "max_visits": "2",
        "window": "year",
        "industries": "餐饮、零售",
        "basis": "澄双随办〔2026〕3号",
        "since": "2026-01-01",
    }
    elsewhere = {"department": county.outsider.department_id}
    wrong = (
        Wrong("fewer than none", {"max_visits": "-1"}, "max_visits"),
        Wrong("no ground", {"basis": " "}, "basis"),
        Wrong("an interval of no day", {"min_interval_days": "0"}, "min_interval_days"),
    )
    return Stand(reverse("cap-new"), good, elsewhere=elsewhere, wrong=wrong)


@station("class-table-new", "office", ClassTableForm)
def class_table_new(county: County) -> Stand:
    RiskScheme.generic()
    good = {"name": "一般企业", "basis": "澄双随办〔2026〕3号", **_RATIOS}
    wrong = (
        Wrong("a ratio in words", {"ratio_C": "三成"}, "ratio_C"),
        Wrong("a higher risk drawn less", {"ratio_A": "60%"}, "ratio_D"),
        Wrong(
            "a higher risk less often",
            {"frequency_B": "每季度1次", "frequency_D": "每年1次"},
            "frequency_D",
        ),
        Wrong("no ground", {"basis": " "}, "basis"),
    )
    return Stand(reverse("class-table-new"), good, wrong=wrong)


@station("year", "office", TargetForm)
def target(county: County) -> Stand:
    good = {"year": "2026", "value": "5%", "base_count": "1200", "note": "通知"}
    return Stand(
        reverse("year"),
        good,
        elsewhere={"department": county.outsider.department_id},
        wrong=(
            Wrong("a share in words", {"value": "百分之五"}, "value"),
            Wrong("a share over all", {"value": "500%"}, "value"),
        ),
    )


@station("plan-filing-step return", "office")
def filing_return(county: County) -> Stand:
    version = _with_line(county)
    plans.submit_plan(by=county.lead, version=version)
    plans.approve_plan(by=county.head, version=version)
    plans.publish_plan(by=county.lead, version=version)
    filing = file_plan(by=county.lead, version=PlanVersion.objects.get(pk=version.pk))
    action = reverse("plan-filing-step", args=[filing.pk, "return"])
    return Stand(reverse("plan-filing", args=[filing.pk]), {"reason": "缺少配合部门"}, action)
