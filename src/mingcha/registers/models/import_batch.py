"""Imports of a register from a spreadsheet: looked at first, then confirmed (R-018)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department


class ImportKind(models.TextChoices):
    """Which register a file is for; the same words as ``registers check --kind``."""

    OBJECTS = "objects", "检查对象名录"
    NON_ENTITIES = "non_entities", "产品、项目、行为名录"
    INSPECTORS = "inspectors", "执法检查人员名录"
    ITEMS = "items", "抽查事项清单"
    JOINT_ITEMS = "joint_items", "部门联合抽查事项清单"
    MEMBERS = "members", "专项库成员和许可证"
    FLAGS = "flags", "名单和标记"
    CLASSES = "classes", "信用风险类别"
    EXPERTS = "experts", "专家库"
    BODIES = "bodies", "专业机构库"


class ImportSource(models.TextChoices):
    """Where a file comes from: full coverage is held against each source by itself (R-015)."""

    REGISTRY = "registry", "市场主体登记系统"
    LICENSING = "licensing", "许可审批系统"
    OWN = "own", "本部门台账"
    OTHER = "other", "其他来源"


class RowOutcome(models.TextChoices):
    """What a row would do to the register."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    SAME = "same", "不变"
    GONE = "gone", "库中有、表中没有"
    REFUSED = "refused", "退回"
    REPEATED = "repeated", "重复"


class ImportBatch(Timed):
    """One file of one department, or what one sender pushed in a day. States: ``core.workflow.import_batch``.

    The same file of the same department and kind is one batch until it is written; sent after that it
    is compared with the register anew. Of what was pushed row by row (``is_pushed``) ``file_hash`` is the digest of sender and day.
    """

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    kind = models.CharField("名录", max_length=12, choices=ImportKind.choices)
    source = models.CharField(
        "数据来源",
        max_length=12,
        choices=ImportSource.choices,
        default=ImportSource.OTHER,
        db_default=ImportSource.OTHER,
    )
    is_pushed = models.BooleanField("接口逐行推送", default=False, db_default=False)
    state = models.CharField("状态", max_length=12, default="uploaded")
    file_name = models.CharField("文件名", max_length=200)
    file_hash = models.CharField("文件摘要", max_length=64)
    annotated = models.BinaryField("批注后的文件", null=True)
    counts = models.JSONField("行数", default=dict)
    findings = models.JSONField("发现的问题", default=list)
    columns = models.JSONField("各列", default=list)
    stamp = models.CharField("校验时名录的指纹", max_length=64, blank=True)
    removes_gone = models.BooleanField("表中没有的移出名录", default=False)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    failure = models.CharField("失败原因", max_length=300, blank=True)
    uploaded_by = models.CharField("上传人", max_length=40)
    confirmed_by = models.CharField("确认人", max_length=40, blank=True)
    undone_by = models.CharField("撤销人", max_length=40, blank=True)
    undone_reason = models.CharField("撤销的理由", max_length=200, blank=True)
    applied_at = models.DateTimeField("写入时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "kind", "file_hash"],
                condition=models.Q(state__in=["uploaded", "checked", "confirmed"])
                | models.Q(state="applied", is_pushed=True),
                name="import_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file_name

    @property
    def is_of_objects(self) -> bool:
        """Tell whether it writes objects themselves."""
        return self.kind in (ImportKind.OBJECTS, ImportKind.NON_ENTITIES)

    @property
    def is_of_helpers(self) -> bool:
        """Tell whether it writes experts or professional bodies."""
        return self.kind in (ImportKind.EXPERTS, ImportKind.BODIES)

    @property
    def written_at(self) -> datetime:
        """The moment that all it wrote carries; now, where nothing is written yet."""
        return self.applied_at or clock.now()

    @classmethod
    def held(cls, pk: int) -> ImportBatch:
        """Return the batch locked, without its workbook, which is large and seldom needed."""
        held = cls.objects.select_for_update(of=("self",)).select_related("department")
        return held.defer("annotated").get(pk=pk)


class ImportPart(models.Model):
    """A piece of an import's file: a register of a million rows never lies in memory as a whole."""

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="parts", verbose_name="批次", db_index=False
    )
    number = models.PositiveIntegerField("次序")
    content = models.BinaryField("内容")

    class Meta:
        verbose_name = "导入文件的一段"
        ordering: ClassVar = ["batch_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_part_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the part's number."""
        return str(self.number)


class ImportRow(models.Model):
    """One row of the file and what it would do; ``before`` and ``after`` hold changed fields.

    What was pushed has no row numbers: an object is one row, however often it was pushed.
    """

    batch = models.ForeignKey(
        ImportBatch,
        models.CASCADE,
        related_name="rows",
        verbose_name="批次",
        db_index=False,
        db_constraint=False,  # written by the million, and only ever beside their batch
    )
    row = models.PositiveIntegerField("行号", null=True)
    outcome = models.CharField("结果", max_length=10, choices=RowOutcome.choices)
    key = models.CharField("代码", max_length=64, blank=True)
    name = models.CharField("名称", max_length=200, blank=True)
    before = models.JSONField("原值", default=dict)
    after = models.JSONField("新值", default=dict)
    message = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = "导入行"
        ordering: ClassVar = ["batch_id", "id"]
        indexes: ClassVar = [models.Index(fields=["batch", "outcome", "id"], name="row_by_outcome")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "key"],
                condition=models.Q(row=None, outcome__in=["new", "changed"]),
                name="pushed_row_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the row's number."""
        return str(self.row)
