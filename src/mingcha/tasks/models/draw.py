"""The draw of a task, kept byte for byte (SSJ-DRAW/1)."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import (
    FilePart,
    KeptFile,
    Timed,
    Undisclosed,
    append_only,
    part_fits,
)
from mingcha.orgs.models import Unit
from mingcha.registers.models import InspectionObject, TrainingSession
from mingcha.tasks.models.task import Task


class Profile(models.TextChoices):
    """How chance comes into a draw (protocol section 4)."""

    WITNESSED = "witnessed", "当场见证"
    PUBLIC = "public", "公开彩票号码参与"


class Draw(Timed):
    """A task's only draw. States: ``core.workflow.draw``; serials have no gaps in a region and year.

    Where the pool is reopened, the draw that was void or failed leaves ``task`` for ``ended_of``:
    it keeps its id, its serial and its files, and the task may be frozen anew.
    """

    task = models.OneToOneField(
        Task, models.PROTECT, null=True, related_name="draw", verbose_name="任务"
    )
    ended_of = models.ForeignKey(
        Task,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_draws",
        verbose_name="已终止抽取的任务",
    )
    ended_reason = models.CharField("终止原因", max_length=300, blank=True)
    draw_id = models.CharField("抽取编号", max_length=30, unique=True)
    state = models.CharField("状态", max_length=12, default="frozen")
    suite = models.CharField("算法", max_length=2, default="S1")
    plan_hash = models.CharField("方案指纹", max_length=64, blank=True)
    profile = models.CharField(
        "随机数来源", max_length=10, choices=Profile.choices, default=Profile.WITNESSED
    )
    public_sources = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, verbose_name="公共随机源"
    )
    reveal_by = models.DateTimeField("揭示期限")
    public_after = models.DateTimeField("公共随机数产生时间", null=True, blank=True)
    frozen_at = models.DateTimeField("冻结时间", default=clock.now)
    frozen_by = models.CharField("冻结人", max_length=40)
    sealed_at = models.DateTimeField("封存时间", null=True, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    drawn_by = models.CharField("抽取人", max_length=40, blank=True)
    result_root = models.CharField("结果指纹", max_length=64, blank=True)
    assignment_root = models.CharField("人员匹配指纹", max_length=64, blank=True)
    log_head = models.CharField("日志链头", max_length=64, blank=True)
    shortages = models.JSONField("人员不足", default=list)
    census_basis = models.CharField("只有一户的层全数检查的依据", max_length=200, blank=True)
    training = models.ForeignKey(
        TrainingSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="draws",
        verbose_name="抽取前的培训",
    )

    class Meta:
        verbose_name = "抽取"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(task__isnull=False, ended_of=None)
                | models.Q(task=None, ended_of__isnull=False),
                name="draw_is_of_one_task",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_of=None) | models.Q(state__in=["voided", "incident"]),
                name="draw_left_its_task_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(profile="witnessed", public_sources=[], public_after=None)
                | models.Q(
                    ~models.Q(public_sources=[]),
                    profile="public",
                    public_after__gt=models.F("reveal_by"),
                ),
                name="draw_profile_is_whole",
            ),
        ]

    class Disclosure(Undisclosed):
        """What protocol section 9 lets out at draw time."""

        public = (
            "draw_id",
            "plan_hash",
            "result_root",
            "assignment_root",
            "log_head",
            "drawn_at",
            "ended_reason",
        )

    def __str__(self) -> str:
        """Return the draw's id."""
        return self.draw_id

    @property
    def is_public_profile(self) -> bool:
        """Tell whether public values decide too: the draw goes on without who does not reveal."""
        return self.profile == Profile.PUBLIC

    @property
    def own_task(self) -> Task:
        """Return the task; only a draw that ended and left its task has none any more."""
        if self.task is None:
            raise RuntimeError(f"the draw {self.draw_id} has left its task")
        return self.task


class DrawParty(models.Model):
    """A party of the ceremony: commits on its own device, reveals after the plan is published.

    A party without ``user`` comes by its ``invitation``.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="parties", verbose_name="抽取")
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("参与方", max_length=32)
    title = models.CharField("身份", max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="人员"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="单位")
    commitment = models.CharField("承诺", max_length=64, blank=True)
    committed_at = models.DateTimeField("承诺时间", null=True, blank=True)
    reveal = models.CharField("揭示值", max_length=64, blank=True)
    revealed_at = models.DateTimeField("揭示时间", null=True, blank=True)

    class Meta:
        verbose_name = "抽取参与方"
        ordering: ClassVar = ["draw_id", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "code"], name="party_once"),
            models.UniqueConstraint(fields=["draw", "user"], name="party_is_one_person"),
        ]

    class Disclosure(Undisclosed):
        """Commitments and times are public."""

        public = ("code", "title", "commitment", "committed_at", "revealed_at")

    def __str__(self) -> str:
        """Return the party's code."""
        return self.code

    @property
    def person_name(self) -> str:
        """Return who it is; a guest says so on entering, and is nobody before."""
        return self.user.name if self.user else self.invitation.name

    @property
    def unit_name(self) -> str:
        """Return the unit, with its department in front."""
        if not self.user:
            return self.invitation.unit
        if self.unit is None:
            return self.user.department.short_name if self.user.department else ""
        return f"{self.unit.department.short_name} {self.unit.name}"


def _sealed_stays(file: str) -> pgtrigger.Trigger:
    """Return the trigger under which a sealed draw's inputs stay, and a drawn one's every file.

    Until the draw values come in one by one: ``entropy.json``, and ``sealed.json`` for auditors.
    ``file`` is the column that names the file.
    """
    return pgtrigger.Trigger(
        name="sealed_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF EXISTS (
                SELECT FROM tasks_bundlefile AS kept
                JOIN tasks_bundlefile AS decisive ON decisive.draw_id = kept.draw_id
                WHERE kept.id = OLD.{file} AND kept.path <> 'draft.json'
                AND (decisive.path = 'result.tsv' OR decisive.path = 'plan.json'
                     AND kept.path NOT IN ('entropy.json', 'sealed.json'))
            ) THEN
                RAISE EXCEPTION 'file % of a sealed draw stays as it is', OLD.{file};
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


class BundleFile(KeptFile):
    """A file of the draw's bundle (protocol section 12)."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="files", verbose_name="抽取")
    path = models.CharField("路径", max_length=80)
    is_private = models.BooleanField("不进入数据包", default=False)
    written_at = models.DateTimeField("写入时间", default=clock.now)

    class Meta:
        verbose_name = "数据包文件"
        ordering: ClassVar = ["draw_id", "path"]
        triggers: ClassVar = [_sealed_stays("id")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "path"], name="bundle_file_once")
        ]

    class Disclosure(Undisclosed):
        """Published as protocol section 9 says, never directly."""

    def __str__(self) -> str:
        """Return the path."""
        return self.path


class BundlePart(FilePart):
    """A part of a file of the bundle."""

    file = models.ForeignKey(
        BundleFile, models.CASCADE, related_name="parts", db_index=False, verbose_name="文件"
    )

    class Meta:
        verbose_name = "数据包文件的一段"
        triggers: ClassVar = [_sealed_stays("file_id"), part_fits("tasks_bundlefile")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="bundle_part_once")
        ]

    class Disclosure(Undisclosed):
        """As the file."""


class DrawnObject(models.Model):
    """A line of the result; the task's object tasks are made from these."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="drawn", verbose_name="抽取")
    frame = models.CharField("抽样框", max_length=16)
    stratum = models.CharField("层", max_length=32)
    rank = models.PositiveIntegerField("次序")
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    key = models.CharField("抽取用代码", max_length=22)
    ticket = models.CharField("签号", max_length=64)
    status = models.CharField("结果", max_length=8)

    class Meta:
        verbose_name = "抽中的对象"
        ordering: ClassVar = ["draw_id", "id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "frame", "key"], name="drawn_once_in_frame"),
            models.UniqueConstraint(
                fields=["draw", "frame", "stratum", "rank"], name="drawn_rank_once"
            ),
        ]

    class Disclosure(Undisclosed):
        """Only through snapshots, whose order tells no stratum."""

    def __str__(self) -> str:
        """Return key and status."""
        return f"{self.key} {self.status}"
