"""How often an object may be visited (年度频次上限; dossier E.2, G-11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.registers.models import InspectionItem


class CapWindow(models.TextChoices):
    """Over what time visits are counted."""

    YEAR = "year", "自然年"
    TWELVE_MONTHS = "twelve_months", "连续十二个月"


class FrequencyCap(Timed):
    """At most ``max_visits`` of an object in the window; a joint visit counts once.

    It holds for tasks of the region and all below it: of one ``department`` or of all together, for
    one ``item`` (and what is claimed from it) or for all, for the objects of ``object_filter``; it
    knows of visits by officers of ``levels`` in tasks of ``sources`` alone, of all where none is named.
    ``exempt_sources`` are sources of tasks that it does not keep back; their visits count all the same.
    """

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="适用区划")
    title = models.CharField("名称", max_length=60)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="部门"
    )
    item = models.ForeignKey(
        InspectionItem, models.PROTECT, null=True, blank=True, verbose_name="抽查事项"
    )
    levels = models.JSONField("检查部门的层级", default=list, blank=True)
    sources = models.JSONField("任务来源", default=list, blank=True)
    object_filter = models.JSONField("适用对象", default=dict, blank=True)
    window = models.CharField(
        "计算期间", max_length=16, choices=CapWindow.choices, default=CapWindow.YEAR
    )
    max_visits = models.PositiveSmallIntegerField("最多检查次数")
    min_interval_days = models.PositiveSmallIntegerField(
        "两次检查至少间隔（日）", null=True, blank=True
    )
    exempt_sources = models.JSONField("不受限制的任务来源", default=list, blank=True)
    basis = models.CharField("依据", max_length=200)
    since = models.DateField("施行日期")
    ended_on = models.DateField("停止日期", null=True, blank=True)
    set_by = models.CharField("制定人", max_length=40)

    class Meta:
        verbose_name = "检查频次上限"
        ordering: ClassVar = ["region_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("since")),
                name="frequency_cap_ends_after_it_begins",
            )
        ]

    class Disclosure(Undisclosed):
        """Caps are announced by those who set them; classes in ``object_filter`` stay inside."""

        public = ("title", "max_visits", "basis", "since")

    def __str__(self) -> str:
        """Return the title."""
        return self.title
