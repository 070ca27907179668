"""Yearly implementation schemes (年度实施方案) of offices and departments, with files (R-027)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import AttachedFile, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.plans.models.signed_document import SignedDocument


class SchemeIssuer(models.TextChoices):
    """For whom a scheme speaks."""

    REGION = "region", "双随办（全地区）"
    DEPARTMENT = "department", "本部门"


@pghistory.track()
class AnnualScheme(SignedDocument):
    """A scheme of one year. States: ``core.workflow.annual_scheme``.

    ``department`` is the issuing one, or the one at which the region's office sits. ``parent`` is
    the superior's scheme that it rests on. Drafted again after its issue, it says why.
    """

    issuer = models.CharField("发文主体", max_length=12, choices=SchemeIssuer.choices)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=120)
    number = models.CharField("文号", max_length=40, blank=True)
    goals = models.TextField("工作目标", blank=True)
    duties = models.TextField("任务分工", blank=True)
    deadlines = models.TextField("时间安排", blank=True)
    measures = models.TextField("工作要求", blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="依据的上级方案",
    )
    reason = models.CharField("修订原因", max_length=200, blank=True)

    class Meta(SignedDocument.Meta):
        verbose_name = "年度实施方案"
        ordering: ClassVar = ["-year", "region_id", "-issuer", "department_id"]
        constraints: ClassVar = [
            *SignedDocument.Meta.constraints,
            models.UniqueConstraint(
                fields=["department", "year"],
                condition=models.Q(issuer="department"),
                name="annual_scheme_once_in_department",
            ),
            models.UniqueConstraint(
                fields=["region", "year"],
                condition=models.Q(issuer="region"),
                name="annual_scheme_once_in_region",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | ~models.Q(number=""),
                name="annual_scheme_issued_with_number",
            ),
        ]

    class Disclosure(Undisclosed):
        """Schemes are public once issued."""

        public = ("year", "title", "number", "goals", "duties", "deadlines", "measures")

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def issuer_name(self) -> str:
        """Return who issues it: the region's office or the department."""
        if self.issuer == SchemeIssuer.REGION:
            return f"{self.region.name}双随办"
        return self.department.name

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Return the sections that are written, with their titles."""
        written = ((name, getattr(self, name)) for name in SECTIONS)
        return [(SECTIONS[name], text) for name, text in written if text]

    @property
    def listed_files(self) -> models.QuerySet[SchemeFile]:
        """Return the files without their bytes."""
        return self.files.defer("content")


SECTIONS = {
    "goals": "工作目标",
    "duties": "任务分工",
    "deadlines": "时间安排",
    "measures": "工作要求",
}
"""The text of a scheme: field and title."""


class SchemeFile(AttachedFile):
    """A file of a scheme."""

    scheme = models.ForeignKey(
        AnnualScheme, models.PROTECT, related_name="files", verbose_name="实施方案"
    )

    class Meta:
        verbose_name = "实施方案附件"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "sha256"], name="scheme_file_once"),
            models.UniqueConstraint(fields=["scheme", "file_name"], name="scheme_file_name_once"),
        ]

    class Disclosure(Undisclosed):
        """Public with the scheme."""

        public = ("file_name", "media_type", "content", "size", "sha256")
