"""Sampling rules (抽查规则) of a department, in five parts and in versions (R-028)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models import Department
from mingcha.plans.models.signed_document import SignedDocument


@pghistory.track()
class SamplingRules(SignedDocument):
    """A version of a department's rules. States: ``core.workflow.sampling_rules``.

    An issued version is in force from its day until the next one's; all stay. A later one says
    why it was made.
    """

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    version = models.PositiveSmallIntegerField("版本")
    effective_from = models.DateField("施行日期", null=True, blank=True)
    principles = models.TextField("抽查原则", blank=True)
    tasks = models.TextField("抽查任务", blank=True)
    methods = models.TextField("抽查方式", blank=True)
    publicity = models.TextField("抽查结果公示", blank=True)
    supervision = models.TextField("监督和考核", blank=True)
    reason = models.CharField("修订原因", max_length=200, blank=True)

    class Meta(SignedDocument.Meta):
        verbose_name = "抽查规则"
        ordering: ClassVar = ["department_id", "-version"]
        constraints: ClassVar = [
            *SignedDocument.Meta.constraints,
            models.UniqueConstraint(fields=["department", "version"], name="rules_version_once"),
            models.UniqueConstraint(
                fields=["department"],
                condition=~models.Q(state="issued"),
                name="rules_one_in_work",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""),
                name="rules_changed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | models.Q(effective_from__isnull=False),
                name="rules_issued_with_their_day",
            ),
        ]

    class Disclosure(Undisclosed):
        """Rules are public once issued."""

        public = (
            "version",
            "effective_from",
            "principles",
            "tasks",
            "methods",
            "publicity",
            "supervision",
        )

    def __str__(self) -> str:
        """Return department and version."""
        return f"{self.department.short_name}抽查规则第{self.version}版"

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Return the five parts with their titles."""
        return [(title, getattr(self, name)) for name, title in PARTS.items()]


PARTS = {
    "principles": "抽查原则",
    "tasks": "抽查任务",
    "methods": "抽查方式",
    "publicity": "抽查结果公示",
    "supervision": "监督和考核",
}
"""The five parts that the rules must have: field and title."""
