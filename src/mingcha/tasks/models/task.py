"""抽查任务 and its scheme (R-029 to R-033, R-036, R-045)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.plans.models import PlanLine, SamplingRules
from mingcha.plans.models.annual_plan import DrawInspectMode, DrawKind, JointScope
from mingcha.registers.models.inspection_item import CheckMethod


class TaskSource(models.TextChoices):
    """Why there is a task (R-045)."""

    PLAN = "plan", "年度计划"
    AD_HOC = "ad_hoc", "临时任务"
    ASSIGNED = "assigned", "上级交办"
    CAMPAIGN = "campaign", "专项整治"
    COMPLAINT = "complaint", "投诉举报"
    TRIGGER = "trigger", "触发式监管"


UNANNOUNCED = (TaskSource.COMPLAINT, TaskSource.TRIGGER)
"""Sources of checks that the object is not told of beforehand."""


class Origin(models.TextChoices):
    """Who ordered it (R-067)."""

    OWN = "own", "本级"
    CITY = "assigned_from_city", "市级下派"
    PROVINCE = "assigned_from_province", "省级下派"


class Matching(models.TextChoices):
    """How inspectors come to objects (R-060); ADR 0015 says how each stands in the plan."""

    PERSON = "person", "按人随机匹配，只在负责该辖区的人员中"
    NEARBY = "nearby", "按人随机匹配，负责该辖区的人员不足时由邻近辖区人员补足"
    FORMED = "formed", "按固定检查组整组随机匹配，负责该辖区的组不足时由其他组补足"
    DIRECT = "direct", "不抽人员，由部门负责人依法直接委派"


class Disclosing(models.TextChoices):
    """When the draw's bundle is public (protocol section 9)."""

    IMMEDIATE = "immediate", "抽取后立即公开"
    DEFERRED = "deferred", "检查结束后公开"
    CONFIDENTIAL = "confidential", "按风险分类或标签抽取，只公开摘要"


@pghistory.track()
class Task(Timed):
    """One execution of a plan line, or a task beside the plan. States: ``core.workflow.task``.

    ``number`` is region (6) + year (4) + serial (4). ``ratios`` and ``object_filter`` are copied
    from the plan line, whose later versions do not change a task.
    """

    number = models.CharField("任务编号", max_length=20, unique=True)
    title = models.CharField("任务名称", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    lead_department = models.ForeignKey(
        Department, models.PROTECT, related_name="led_tasks", verbose_name="牵头部门"
    )
    plan_line = models.ForeignKey(
        PlanLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="计划任务",
    )
    source = models.CharField("任务来源", max_length=12, choices=TaskSource.choices)
    reason = models.CharField("计划外任务的理由", max_length=300, blank=True)
    origin = models.CharField("来源层级", max_length=24, choices=Origin.choices, default=Origin.OWN)
    mode = models.CharField("抽查模式", max_length=28, choices=DrawInspectMode.choices)
    joint_scope = models.CharField("抽查类型", max_length=16, choices=JointScope.choices)
    draw_kind = models.CharField("抽查方式", max_length=12, choices=DrawKind.choices)
    period_from = models.DateField("开始日期")
    period_to = models.DateField("截止日期")
    object_filter = models.JSONField("检查对象范围", default=dict)
    ratios = models.JSONField("抽查比例", default=dict)
    labels = models.JSONField("分层标签", default=list, blank=True)
    risk_scheme = models.CharField("采用的风险分类方案", max_length=32, blank=True)
    disclosing = models.CharField("公开方式", max_length=12, choices=Disclosing.choices)
    matching = models.CharField(
        "人员匹配方式", max_length=8, choices=Matching.choices, default=Matching.NEARBY
    )
    matching_basis = models.CharField("直接委派的法律依据", max_length=200, blank=True)
    state = models.CharField("状态", max_length=20, default="draft", db_index=True)
    drafted_by = models.CharField("起草人", max_length=40)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)
    issued_at = models.DateTimeField("下达时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    summary = models.TextField("总结", blank=True)

    class Meta:
        verbose_name = "抽查任务"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(plan_line__isnull=False) | ~models.Q(reason=""),
                name="task_has_plan_line_or_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="voided") | ~models.Q(void_reason=""),
                name="task_voided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(risk_scheme="") | models.Q(disclosing="confidential"),
                name="task_by_class_is_confidential",
            ),
            models.CheckConstraint(
                condition=models.Q(labels=[]) | models.Q(disclosing="confidential", risk_scheme=""),
                name="task_by_label_is_confidential",
            ),
            models.CheckConstraint(
                condition=models.Q(models.Q(matching="direct"), ~models.Q(matching_basis=""))
                | models.Q(~models.Q(matching="direct"), matching_basis=""),
                name="task_assigned_directly_on_a_basis",
            ),
        ]

    class Disclosure(Undisclosed):
        """Announcements carry these; ratios per class never."""

        public = (
            "number",
            "title",
            "year",
            "source",
            "mode",
            "joint_scope",
            "draw_kind",
            "matching",
            "matching_basis",
            "period_from",
            "period_to",
        )

    @property
    def is_unannounced(self) -> bool:
        """Tell whether the object is not to know of the visit beforehand."""
        return self.disclosing == Disclosing.DEFERRED or self.source in UNANNOUNCED

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def uses_class(self) -> bool:
        """Tell whether the draw rests on risk classes (R-117)."""
        return bool(self.risk_scheme)

    @property
    def is_stratified(self) -> bool:
        """Tell whether the draw has strata, by class or label, that nobody is to learn (section 9)."""
        return self.uses_class or bool(self.labels)


@pghistory.track()
class TaskScheme(Timed):
    """检查方案: what is checked, when, how, and who does which part."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="scheme", verbose_name="任务")
    content = models.TextField("检查内容")
    methods = ArrayField(
        models.CharField(max_length=16, choices=CheckMethod.choices), verbose_name="检查方式"
    )
    division = models.TextField("部门分工")
    frequency = models.CharField("抽查频次", max_length=40, blank=True)
    visit_note = models.CharField("告知企业的事项", max_length=300, blank=True)
    sampling_rules = models.ForeignKey(
        SamplingRules, models.PROTECT, null=True, blank=True, verbose_name="所依据的抽查规则"
    )
    drafted_by = models.CharField("起草人", max_length=40)

    class Meta:
        verbose_name = "检查方案"

    class Disclosure(Undisclosed):
        """Schemes are public (R-032)."""

        public = ("content", "methods", "division", "frequency")

    def __str__(self) -> str:
        """Return the task's id."""
        return str(self.task_id)
