"""One due day of an obligation, for one who answers, with what shows that it was done."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.urls import reverse

from mingcha.foundation import clock
from mingcha.foundation.models import AttachedFile, Timed, Undisclosed
from mingcha.orgs.models import Department, Region, Unit
from mingcha.plans.models.obligation import Obligation


@pghistory.track()
class Occurrence(Timed):
    """What one office, department or unit owes by a day. States: ``core.workflow.occurrence``.

    ``department`` is None where the region's office answers. ``done_on`` is the day on which it was
    done, ``done_at`` when that was entered: entered afterwards it says so. ``seen`` is what the
    platform saw, with the page's address.
    """

    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="occurrences", verbose_name="报送事项"
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="责任部门"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任机构"
    )
    opens_on = models.DateField("开始日期")
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=12, default="open")
    done_on = models.DateField("完成日期", null=True, blank=True)
    note = models.CharField("完成情况", max_length=500, blank=True)
    seen = models.CharField("平台查到的情况", max_length=200, blank=True)
    seen_url = models.CharField("页面", max_length=200, blank=True)
    done_by = models.CharField("登记人", max_length=40, blank=True)
    done_at = models.DateTimeField("登记时间", null=True, blank=True)
    return_note = models.CharField("退回意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "到期事项"
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["obligation", "region", "department", "unit", "due_on"],
                name="occurrence_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False, done_at__isnull=False)
                & ~models.Q(done_by="")
                | ~models.Q(state="done") & models.Q(done_on=None, done_at=None, done_by=""),
                name="occurrence_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(unit=None) | models.Q(department__isnull=False),
                name="occurrence_unit_of_a_department",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "due_on"], name="occurrence_by_place"),
            models.Index(fields=["department", "due_on"], name="occurrence_by_department"),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return title and day."""
        return f"{self.obligation_id} {self.due_on}"

    @property
    def answerer_name(self) -> str:
        """Return who answers for it."""
        if self.unit:
            return self.unit.name
        return self.department.short_name if self.department else f"{self.region.name}双随办"

    @property
    def page(self) -> str:
        """Return the address of its page."""
        return reverse("occurrence", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Tell whether it was done after its day, or is still to be done and the day is over."""
        return (self.done_on or clock.today()) > self.due_on

    @property
    def is_entered_late(self) -> bool:
        """Tell whether what was done in time was entered only after the day."""
        entered = clock.day_of(self.done_at) if self.done_at else None
        return entered is not None and not self.is_late and entered > self.due_on


class OccurrenceFile(AttachedFile):
    """A file that shows an occurrence as done; it stays when the occurrence is sent back."""

    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="files", verbose_name="到期事项"
    )

    class Meta:
        verbose_name = "到期事项附件"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "sha256"], name="occurrence_file_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""
