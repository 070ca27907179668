"""One industry, one check (一业一查, R-007): an initiating item and the items of others joined to it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.registers.models.inspection_item import InspectionItem


@pghistory.track()
class IndustryCheck(Timed):
    """A row of a region's list, 1+X: the lead's item and X items, whose departments cooperate.

    ``items`` may hold further items of the lead's own. ``cooperating`` are departments that a list
    names, with items here or without. ``object_industries`` are the industries as the registers
    write them, which the draw is from. ``listed`` are the rows of the list that it came with, word
    for word, with the keys of what they meant then; such a row has no lead's item as long as none of that name is in force.
    """

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    industry = models.CharField("行业", max_length=60)
    title = models.CharField("任务名称", max_length=120)
    object_industries = ArrayField(
        models.CharField(max_length=60), verbose_name="名录中的行业", default=list, blank=True
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="牵头部门")
    lead_item = models.ForeignKey(
        InspectionItem,
        models.PROTECT,
        related_name="leads",
        null=True,
        blank=True,
        verbose_name="发起事项",
    )
    items = models.ManyToManyField(
        InspectionItem, related_name="joined", verbose_name="一并检查的事项"
    )
    cooperating = models.ManyToManyField(
        Department, related_name="cooperates_in", verbose_name="配合部门"
    )
    listed = models.JSONField("清单原文", default=list, blank=True)
    note = models.CharField("部门分工和备注", max_length=300, blank=True)
    drafted_by = models.CharField("编制人", max_length=40)
    retired_on = models.DateField("停用日期", null=True, blank=True)
    retired_reason = models.CharField("停用原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "一业一查"
        ordering: ClassVar = ["region_id", "industry"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "industry"],
                condition=models.Q(retired_on=None),
                name="industry_check_once_in_region",
            )
        ]

    class Disclosure(Undisclosed):
        """What is checked together, and by whom, is public; how the row came about is not."""

        public = ("industry", "title", "note")

    def __str__(self) -> str:
        """Return the industry."""
        return self.industry
