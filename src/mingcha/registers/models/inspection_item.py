"""Inspection items (抽查事项) with versions and checklists (R-001 to R-008)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.guide import Guide
from mingcha.registers.models.tag import Tag


class ItemClass(models.TextChoices):
    """General items have a limited ratio, key items none (D.6)."""

    GENERAL = "general", "一般检查事项"
    KEY = "key", "重点检查事项"


class CheckMethod(models.TextChoices):
    """How an item is checked (D.3)."""

    ON_SITE = "on_site", "现场检查"
    WRITTEN = "written", "书面检查"
    OTHER_RESULTS = "other_results", "采用其他部门结果或专家意见"
    TESTING = "testing", "抽样检验"
    ONLINE = "online", "网络监测"
    COMMISSIONED = "commissioned", "委托专业机构"


@pghistory.track()
class InspectionItem(Timed):
    """An item of one department's list; its text stands in versions, of which one is in force."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    code = models.CharField("事项编码", max_length=32)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name="上级事项",
    )
    claimed_version = models.ForeignKey(
        "ItemVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claimed_as",
        verbose_name="认领的上级版本",
    )
    retired_on = models.DateField("停用日期", null=True, blank=True)
    retired_reason = models.CharField("停用原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "抽查事项"
        ordering: ClassVar = ["department_id", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "code"], name="item_code_once_in_list"),
            models.UniqueConstraint(
                fields=["department", "parent"],
                condition=models.Q(retired_on=None, parent__isnull=False),
                name="item_claimed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None, claimed_version=None)
                | models.Q(parent__isnull=False, claimed_version__isnull=False),
                name="item_claims_a_version",
            ),
        ]

    class Disclosure(Undisclosed):
        """Item lists are public (R-008)."""

        public = ("code", "retired_on")

    def __str__(self) -> str:
        """Return the code."""
        return self.code


@pghistory.track()
class ItemVersion(Timed):
    """An item's text from a day on. States: ``core.workflow.item``."""

    item = models.ForeignKey(
        InspectionItem, models.PROTECT, related_name="versions", verbose_name="事项"
    )
    number = models.PositiveSmallIntegerField("版本")
    state = models.CharField("状态", max_length=16, default="draft")
    effective_from = models.DateField("生效日期", null=True, blank=True)
    category = models.CharField("抽查类别", max_length=120)
    name = models.CharField("抽查事项", max_length=120)
    item_class = models.CharField(
        "事项类别", max_length=10, choices=ItemClass.choices, default=ItemClass.GENERAL
    )
    objects_text = models.CharField("检查对象", max_length=200, blank=True)
    basis = models.TextField("检查依据", blank=True)
    body = models.CharField("检查主体", max_length=120, blank=True)
    content = models.TextField("检查内容", blank=True)
    methods = ArrayField(
        models.CharField(max_length=16, choices=CheckMethod.choices),
        verbose_name="检查方式",
        default=list,
        blank=True,
    )
    ratio_text = models.CharField("抽查比例", max_length=120, blank=True)
    frequency_text = models.CharField("抽查频次", max_length=120, blank=True)
    ratio_limit_bp = models.PositiveSmallIntegerField("比例上限", null=True, blank=True)
    required_expertise = models.ManyToManyField(Tag, blank=True, verbose_name="所需专长")
    guide = models.TextField("工作指引", blank=True)
    guides = models.ManyToManyField(
        Guide, blank=True, related_name="versions", verbose_name="工作指引文件"
    )
    drafted_by = models.CharField("起草人", max_length=40)
    reviewed_by = models.CharField("审核人", max_length=40, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    review_note = models.CharField("审核意见", max_length=200, blank=True)
    scheduled_by = models.CharField("定期公布人", max_length=40, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "事项版本"
        ordering: ClassVar = ["item_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(
                    state__in=["draft", "in_review", "returned", "approved", "scheduled"]
                ),
                name="item_version_one_in_work",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(state="published"),
                name="item_version_one_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | (
                    ~models.Q(basis="")
                    & ~models.Q(body="")
                    & ~models.Q(content="")
                    & ~models.Q(methods=[])
                ),
                name="item_in_force_is_complete",
            ),
        ]

    class Disclosure(Undisclosed):
        """The whole text is public once in force."""

        public = (
            "number",
            "effective_from",
            "category",
            "name",
            "item_class",
            "objects_text",
            "basis",
            "body",
            "content",
            "methods",
            "ratio_text",
            "frequency_text",
            "ratio_limit_bp",
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def listed_guides(self) -> QuerySet[Guide]:
        """Return the guides without their bytes."""
        return self.guides.defer("content")


class CheckPoint(models.Model):
    """One question of an item's checklist (检查要点)."""

    version = models.ForeignKey(
        ItemVersion, models.CASCADE, related_name="check_points", verbose_name="事项版本"
    )
    order = models.PositiveSmallIntegerField("次序")
    question = models.CharField("检查要点", max_length=200)
    guidance = models.CharField("怎样检查", max_length=300, blank=True)
    phrases = ArrayField(
        models.CharField(max_length=100), verbose_name="常见问题表述", default=list, blank=True
    )

    class Meta:
        verbose_name = "检查要点"
        ordering: ClassVar = ["version_id", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "order"], name="check_point_order_once")
        ]

    class Disclosure(Undisclosed):
        """Checklists are public, so that enterprises can check themselves."""

        public = ("order", "question", "guidance")

    def __str__(self) -> str:
        """Return the question."""
        return self.question
