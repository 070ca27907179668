"""Background jobs as people see them: what runs, how far it is, what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models.base import Timed, Undisclosed


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"


class Job(Timed):
    """A job. ``key`` says what it works on: there is one at a time; ``page`` shows its outcome."""

    key = models.CharField("工作对象", max_length=80, unique=True)
    title = models.CharField("名称", max_length=120)
    state = models.CharField(
        "状态", max_length=8, choices=JobState.choices, default=JobState.WAITING
    )
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("共", default=0)
    message = models.CharField("说明", max_length=400, blank=True)
    stop_asked = models.BooleanField("要求停止", default=False)
    page = models.CharField("结果页面", max_length=200)
    started_by = models.CharField("发起人", max_length=40)

    class Meta:
        verbose_name = "后台作业"
        ordering: ClassVar = ["-id"]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def percent(self) -> int:
        """Return how much is done, in percent."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will come of it by itself."""
        return self.state in {JobState.DONE, JobState.FAILED}
