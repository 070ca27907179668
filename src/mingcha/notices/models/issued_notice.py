"""A document as it was made out for an enterprise; printed again it is the same."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.core.notices.kinds import KINDS
from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.notices.models.notice_text import NoticeText
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Task


class IssuedNotice(models.Model):
    """One document: of a kind, for an object of a task, by a department.

    ``text_version`` is the version that it was made from, None for the platform's standard text;
    ``parts`` is what was printed, ``values`` what was filled in. What was made out again for a
    ``reason`` gets the next ``serial`` and takes the place of the one before, which stays.
    """

    kind = models.CharField(
        "文书", max_length=24, choices=[(key, kind.title) for key, kind in KINDS.items()]
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="notices", verbose_name="任务")
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="出具部门")
    serial = models.PositiveSmallIntegerField("第几次出具", default=1)
    reason = models.CharField("重新出具的理由", max_length=200, blank=True)
    text_version = models.ForeignKey(
        NoticeText, models.PROTECT, null=True, blank=True, verbose_name="文本版本"
    )
    title = models.CharField("标题", max_length=60)
    values = models.JSONField("填入的内容")
    parts = models.JSONField("正文")
    issued_at = models.DateTimeField("出具时间", default=clock.now)
    issued_by = models.CharField("出具人", max_length=40)

    class Meta:
        verbose_name = "已出具的文书"
        ordering: ClassVar = ["task_id", "object_id", "kind", "-serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "object", "kind", "department", "serial"],
                name="issued_notice_serial_once",
            ),
            models.CheckConstraint(
                condition=models.Q(serial=1) | ~models.Q(reason=""),
                name="issued_notice_again_for_a_reason",
            ),
        ]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """It names inspectors: between the department and the enterprise."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title
