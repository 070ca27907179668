"""Snapshots: what was published, as it was published. Public pages read these and nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import FilePart, KeptFile, Undisclosed, append_only, part_fits
from mingcha.foundation.search import BigramsField


class PublicationKind(models.TextChoices):
    """What is published."""

    ITEM_LIST = "item_list", "抽查事项清单"
    INDUSTRY_LIST = "industry_list", "一业一查清单"
    GUIDE = "guide", "工作指引"
    STAFF_LIST = "staff_list", "检查人员名录"
    OBJECT_LIST = "object_list", "检查对象名录"
    PLAN = "plan", "年度计划"
    SCHEME = "scheme", "年度实施方案"
    RULES = "rules", "抽查规则"
    ANNOUNCEMENT = "announcement", "抽查公告"
    DRAW = "draw", "抽取公开材料"
    DRAWN_LIST = "drawn_list", "抽查名单"
    RESULT = "result", "抽查结果"
    FOLLOW_UP = "follow_up", "后续处置"
    REPORT = "report", "统计公开"


class Publication(models.Model):
    """One snapshot. ``key`` names what it is of; a later ``version`` corrects, the earlier stays.

    ``content`` holds only fields that the models' ``Disclosure`` lets out. ``digest`` is the
    SHA-256 of its JCS bytes and stands in the audit chain too.
    """

    kind = models.CharField("类别", max_length=16, choices=PublicationKind.choices)
    key = models.CharField("编号", max_length=80)
    version = models.PositiveSmallIntegerField("版本", default=1)
    title = models.CharField("标题", max_length=200)
    region_prefix = models.CharField("区划", max_length=12)
    department = models.CharField("发布部门", max_length=80)
    task_number = models.CharField("任务编号", max_length=20, blank=True)
    object_code = models.CharField("对象代码", max_length=64, blank=True)
    object_name = models.CharField("对象名称", max_length=200, blank=True)
    name_words = BigramsField("object_name")
    content = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=64)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    published_by = models.CharField("发布人", max_length=40)
    published_at = models.DateTimeField("公布时间", default=clock.now)

    class Meta:
        verbose_name = "公开快照"
        ordering: ClassVar = ["-published_at", "-id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="published_once"),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""),
                name="published_again_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name_words"], name="published_by_words"),
            models.Index(fields=["kind", "-published_at"], name="published_by_kind"),
            models.Index(fields=["object_code", "kind"], name="published_by_object"),
            models.Index(fields=["task_number", "kind"], name="published_by_task"),
        ]

    class Disclosure(Undisclosed):
        """Public as a whole but for who pressed the button."""

        public = (
            "kind",
            "key",
            "version",
            "title",
            "department",
            "task_number",
            "object_code",
            "object_name",
            "content",
            "digest",
            "reason",
            "published_at",
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class PublishedFile(KeptFile):
    """A file of a snapshot: a list's workbook, or a file of a draw's public folder."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="files", verbose_name="公开快照"
    )
    path = models.CharField("路径", max_length=120)

    class Meta:
        verbose_name = "公开文件"
        ordering: ClassVar = ["publication_id", "path"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "path"], name="published_file_once")
        ]

    class Disclosure(Undisclosed):
        """Public as a whole."""

        public = ("path", "size", "sha256")

    def __str__(self) -> str:
        """Return the path."""
        return self.path


class PublishedPart(FilePart):
    """A part of a file of a snapshot."""

    file = models.ForeignKey(
        PublishedFile, models.PROTECT, related_name="parts", db_index=False, verbose_name="公开文件"
    )

    class Meta:
        verbose_name = "公开文件的一段"
        triggers: ClassVar = [append_only(), part_fits("publication_publishedfile")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="published_part_once")
        ]

    class Disclosure(Undisclosed):
        """Public as a whole."""

        public = ("number", "content")
