"""Inspection objects (检查对象) and the departments' registers of them (R-011 to R-017)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.foundation.search import BigramsField, NameHashField
from mingcha.orgs.models import Department, Region
from mingcha.registers.models.tag import Tag


class ObjectKind(models.TextChoices):
    """What kind of thing may be inspected (D.4)."""

    ENTERPRISE = "enterprise", "企业"
    SELF_EMPLOYED = "self_employed", "个体工商户"
    COOPERATIVE = "farmer_cooperative", "农民专业合作社"
    FOREIGN_OFFICE = "foreign_rep_office", "外国企业常驻代表机构"
    PRODUCT = "product", "产品"
    PROJECT = "project", "项目"
    BEHAVIOUR = "behaviour", "行为"
    OTHER = "other", "其他"


NON_ENTITY_KINDS = (ObjectKind.PRODUCT, ObjectKind.PROJECT, ObjectKind.BEHAVIOUR)
"""What has a key of its own instead of a code that an authority gave it (R-014)."""


OWN_FIELDS = ("owner_name", "owner_code", "specification", "approval_no")
"""What products, projects and behaviours have of their own (R-014)."""


class RegistrationStatus(models.TextChoices):
    """How a market entity stands; only existing ones may be drawn (R-013)."""

    EXISTING = "existing", "存续"
    DEREGISTERED = "deregistered", "注销"
    REVOKED = "revoked", "吊销"
    CANCELLED = "cancelled", "撤销"
    MOVED_OUT = "moved_out", "迁出"
    CLOSED = "closed", "停业、歇业或清算"
    MERGED = "merged", "已合并"


STATED_STATUSES = [each for each in RegistrationStatus.choices if each[0] != "merged"]
"""What people, files and other systems may say; ``MERGED`` comes of a merge alone."""


@pghistory.track(exclude=["name_words", "name_hash"])
class InspectionObject(Timed):
    """A thing that may be inspected. One object has one code in all registers (protocol 2).

    ``code`` is what people know it by, ``key`` its id in frozen files; they differ where the code
    is not of the protocol's form. ``name_words`` holds the name's bigrams for searching, ``name_hash``
    finds the same name again however its width, brackets and blanks are written. The index of names
    knows the region, so that a list of a small region by name passes over the others without
    fetching them. Every index is paid for by the load of a province: there is none that another
    one answers as well.

    ``owner_name`` to ``approval_no`` are the own fields of products, projects and behaviours: who
    answers for them, what a product is, by which paper a project or behaviour is allowed (R-014).
    """

    code = models.CharField("代码", max_length=64)
    key = models.CharField("抽取用代码", max_length=22)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=20, choices=ObjectKind.choices)
    status = models.CharField(
        "登记状态",
        max_length=16,
        choices=RegistrationStatus.choices,
        default=RegistrationStatus.EXISTING,
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="行政区划", db_index=False)
    address = models.CharField("住所（经营场所）", max_length=300, blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    business_scope = models.TextField("经营范围", blank=True, max_length=2000)
    owner_name = models.CharField("责任主体", max_length=200, blank=True, db_default="")
    owner_code = models.CharField("责任主体代码", max_length=18, blank=True, db_default="")
    specification = models.CharField("规格型号", max_length=200, blank=True, db_default="")
    approval_no = models.CharField("批准或备案文号", max_length=60, blank=True, db_default="")
    established_on = models.DateField("成立日期", null=True, blank=True)
    risk_level = models.CharField("现行通用风险类别", max_length=4, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, verbose_name="标签")
    name_words = BigramsField("name")
    name_hash = NameHashField("name")

    class Meta:
        verbose_name = "检查对象"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="object_code_once"),
            models.UniqueConstraint(fields=["key"], name="object_key_once"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name_words"], name="object_by_words"),
            models.Index(fields=["region", "kind"], name="object_by_region"),
            models.Index(fields=["name", "region"], name="object_by_name"),
            models.Index(fields=["risk_level"], name="object_by_class"),
            models.Index(fields=["name_hash"], name="object_by_name_hash"),
            models.Index(
                fields=["id"], condition=models.Q(risk_level__gt=""), name="object_classed"
            ),
            models.Index(
                fields=["code"], name="object_by_code_prefix", opclasses=["varchar_pattern_ops"]
            ),
        ]

    class Disclosure(Undisclosed):
        """Name and code stand on published results; class, tags and address never do (G-10)."""

        public = ("code", "name", "kind")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@pghistory.track()
class RegisterEntry(Timed):
    """That a department keeps an object in its register (谁建立、谁管理)."""

    department = models.ForeignKey(
        Department,
        models.PROTECT,
        related_name="register",
        verbose_name="部门",
        db_index=False,
    )
    object = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="entries", verbose_name="检查对象"
    )
    is_active = models.BooleanField("在库", default=True)
    exclusion = models.CharField("不参加抽查的原因", max_length=60, blank=True)
    left_on = models.DateField("移出日期", null=True, blank=True)
    left_reason = models.CharField("移出原因", max_length=100, blank=True)

    class Meta:
        verbose_name = "名录登记"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "object"], name="entry_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["department", "object"],
                condition=models.Q(is_active=True),
                name="entry_active",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the object's id in the register."""
        return f"{self.department_id}/{self.object_id}"
