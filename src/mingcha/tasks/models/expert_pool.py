"""The experts who may be drawn for a part of a draw, frozen before the seed is known (ADR 0018)."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.tasks.models.draw import Draw
from mingcha.tasks.models.sub_task import SubTask


def _frozen_stays() -> pgtrigger.Trigger:
    """Return the trigger under which a frozen pool stays as it is, and gets its key once."""
    return pgtrigger.Trigger(
        name="frozen_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' OR OLD.key <> '' OR (OLD.draw_id, OLD.sub_task_id, OLD.content,
                OLD.digest, OLD.frozen_at) IS DISTINCT FROM (NEW.draw_id, NEW.sub_task_id,
                NEW.content, NEW.digest, NEW.frozen_at)
            THEN
                RAISE EXCEPTION 'the frozen pool of experts % stays as it is', OLD.id;
            END IF;
            RETURN NEW;
        """,
    )


class ExpertPool(models.Model):
    """A part's pool as the draw froze it: ``content`` is the text of ``core.assisting.pool``.

    ``key`` follows from the draw's seed, and the order of the experts for every object from it.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="expert_pools", verbose_name="抽取")
    sub_task = models.ForeignKey(
        SubTask, models.PROTECT, related_name="expert_pools", verbose_name="部门分任务"
    )
    content = models.TextField("冻结的专家池")
    digest = models.CharField("指纹", max_length=64)
    frozen_at = models.DateTimeField("冻结时间", default=clock.now)
    key = models.CharField("排序密钥", max_length=64, blank=True)

    class Meta:
        verbose_name = "专家池"
        ordering: ClassVar = ["draw_id", "sub_task_id"]
        triggers: ClassVar = [_frozen_stays()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "sub_task"], name="expert_pool_once")
        ]

    class Disclosure(Undisclosed):
        """Internal: it tells who has an interest where."""

    def __str__(self) -> str:
        """Return the digest."""
        return self.digest
