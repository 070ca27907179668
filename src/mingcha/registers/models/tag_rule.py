"""Tags put on by rule, and what each change of tags in bulk did, so that it can be undone (R-017)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.inspection_object import InspectionObject
from mingcha.registers.models.tag import Tag


class TagRule(Timed):
    """Which objects of a department bear a tag; ``expression``: ``registers.tag_expressions``."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="tag_rules", verbose_name="部门"
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="rules", verbose_name="标签")
    expression = models.JSONField("规则")
    is_active = models.BooleanField("自动执行", default=True)
    written_by = models.CharField("编写人", max_length=40)

    class Meta:
        verbose_name = "标签规则"
        ordering: ClassVar = ["tag__name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "tag"], name="tag_rule_once")
        ]

    class Disclosure(Undisclosed):
        """Internal: how departments choose is theirs."""

    def __str__(self) -> str:
        """Return the tag's name."""
        return f"“{self.tag.name}”的规则"


class RuleTag(models.Model):
    """That a rule put its tag on an object: a tag set by hand has no such row, and is left alone."""

    rule = models.ForeignKey(
        TagRule, models.CASCADE, related_name="put", verbose_name="规则", db_index=False
    )
    object = models.ForeignKey(
        InspectionObject, models.CASCADE, related_name="+", verbose_name="检查对象"
    )

    class Meta:
        verbose_name = "按规则加上的标签"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "object"], name="rule_tag_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return rule and object."""
        return f"{self.rule_id}/{self.object_id}"


class TagRun(models.Model):
    """One change of a tag in bulk: by a rule, or by hand on all that a list found."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="runs", verbose_name="标签")
    rule = models.ForeignKey(
        TagRule, models.PROTECT, null=True, related_name="runs", verbose_name="规则"
    )
    added = models.PositiveIntegerField("加上", default=0)
    removed = models.PositiveIntegerField("去掉", default=0)
    by = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")
    undone_by = models.CharField("撤销人", max_length=40, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_reason = models.CharField("撤销的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "批量改标签"
        ordering: ClassVar = ["-id"]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the tag's name."""
        return self.tag.name


class TagChange(models.Model):
    """One object of a run: the tag was put on it, or taken off."""

    run = models.ForeignKey(
        TagRun, models.CASCADE, related_name="changes", verbose_name="批次", db_index=False
    )
    object = models.ForeignKey(
        InspectionObject, models.CASCADE, related_name="tag_changes", verbose_name="检查对象"
    )
    was_added = models.BooleanField("加上")

    class Meta:
        verbose_name = "标签的一处改动"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "object"], name="tag_change_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return run and object."""
        return f"{self.run_id}/{self.object_id}"
