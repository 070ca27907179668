"""The text of a kind of document, as an office or a department writes it, in versions."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from mingcha.core.notices.kinds import KINDS
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region


class NoticeText(Timed):
    """A version: a draft until ``since`` is set; from that day it holds, and never changes again.

    Without a ``department`` it is the coordination office's, for all departments of the region and
    below. A department's own with ``for_subordinates`` holds in its line below it too. One that
    ``is_own`` no longer gives back: from its day the text from above, or the standard one, holds.
    """

    kind = models.CharField(
        "文书", max_length=24, choices=[(key, kind.title) for key, kind in KINDS.items()]
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="部门"
    )
    number = models.PositiveIntegerField("版本")
    is_own = models.BooleanField("自定文本", default=True)
    title = models.CharField("标题", max_length=60, blank=True)
    text = models.TextField("正文", max_length=6000, blank=True)
    for_subordinates = models.BooleanField("下级部门也使用", default=False)
    reason = models.CharField("修改说明", max_length=200)
    written_by = models.CharField("编写人", max_length=40)
    since = models.DateField("启用日期", null=True, blank=True)
    set_by = models.CharField("启用人", max_length=40, blank=True)

    class Meta:
        verbose_name = "文书文本"
        ordering: ClassVar = ["kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "region", "department", "number"],
                name="notice_text_number_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["kind", "region", "department"],
                condition=models.Q(since=None),
                name="notice_text_one_draft",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(is_own=False) | (~models.Q(title="") & ~models.Q(text="")),
                name="notice_text_is_written",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="in_force_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__since__isnull=False),
            )
        ]

    class Disclosure(Undisclosed):
        """What an enterprise is sent is no secret; drafts are."""

    def __str__(self) -> str:
        """Return kind and version."""
        return f"{self.get_kind_display()} 第{self.number}版"
