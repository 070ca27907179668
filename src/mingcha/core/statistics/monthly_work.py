"""The rows of form B (S1 annex 2). The notice numbers 1 to 5; the letters are ours."""

from __future__ import annotations

from mingcha.core.statistics import wanted
from mingcha.core.statistics.form import ALL_MEASURES, Column, RowTemplate
from mingcha.core.statistics.period import PeriodMode
from mingcha.core.statistics.triple import Measure
from mingcha.core.statistics.wanted import Wanted

_ARRANGED = "一、“双随机、一公开”监管工作安排部署情况"
_DONE = "二、“双随机、一公开”监管工作开展情况"
_COMPLETED = "三、市本级开展“双随机、一公开”监管工作完成情况"


def _text(code: str, block: str, label: str, short: str) -> RowTemplate:
    return RowTemplate(code, block, label, short)


def _planned(code: str, label: str, short: str, *measures: Measure) -> RowTemplate:
    columns = (Column("", wanted.planned),)
    return RowTemplate(code, _DONE, label, short, PeriodMode.MONTHLY, columns, measures)


def _cumulative(code: str, label: str, short: str, condition: Wanted) -> RowTemplate:
    columns = (Column("", condition),)
    return RowTemplate(code, _COMPLETED, label, short, PeriodMode.CUMULATIVE, columns, ALL_MEASURES)


MONTHLY_WORK_ROWS: tuple[RowTemplate, ...] = (
    _text("B1", _ARRANGED, "本月召开会议部署随机抽查工作情况", "部署会议"),
    _text("B2", _ARRANGED, "本月印发双随机工作文件情况", "印发文件"),
    _text("B3", _ARRANGED, "本月组织随机抽查业务培训情况", "业务培训"),
    RowTemplate(
        "B4",
        _DONE,
        "本月按年度随机抽查工作计划市本级开展随机抽查情况",
        "本月开展情况",
        is_heading=True,
    ),
    _text("B4a", _DONE, "本月组织随机抽查的文件", "组织文件"),
    _planned(
        "B4b",
        "本月随机抽查次数、数量",
        "本月抽查",
        Measure.DRAW_COUNT,
        Measure.OBJECT_COUNT,
    ),
    _planned(
        "B4c",
        "发现问题的检查主体数量",
        "本月发现问题",
        Measure.PROBLEM_OBJECT_COUNT,
    ),
    _text("B4d", _DONE, "随机抽查的检查事项", "检查事项"),
    _text("B4e", _DONE, "随机抽查结果公示情况", "公示情况"),
    _cumulative(
        "B5a",
        "本部门累计完成部门内部抽查次数、总户数及发现问题总户数",
        "部门内部",
        wanted.internal,
    ),
    _cumulative(
        "B5b",
        "本部门累计牵头完成跨部门抽查次数、户数及发现问题户数",
        "牵头跨部门",
        wanted.joint_and_led,
    ),
    _cumulative(
        "B5c", "本部门累计完成省派抽查次数、户数及发现问题户数", "省派", wanted.from_province
    ),
    _cumulative(
        "B5d",
        "本部门完成涉及企业的随机抽查次数、户数及发现问题户数（抽查对象为企业）",
        "涉及企业",
        wanted.enterprise,
    ),
    _cumulative(
        "B5e",
        "本部门利用企业信用风险分级分类完成随机抽查的次数、户数及发现问题户数",
        "利用信用风险分类",
        wanted.class_applied,
    ),
)
