"""The tag library (分类标签库) for objects and inspectors (R-017, R-021)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models import Department


class TagKind(models.TextChoices):
    """What a tag is put on."""

    OBJECT = "object", "检查对象"
    EXPERTISE = "expertise", "业务专长"
    QUALIFICATION = "qualification", "执法资质"


class Tag(models.Model):
    """A tag; ``code`` is what frozen files call it (protocol section 1).

    All departments use it; who made it keeps it. Those of everybody, as a standard list brings
    them, have no keeper.
    """

    code = models.SlugField("代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=30)
    kind = models.CharField("用于", max_length=16, choices=TagKind.choices)
    keeper = models.ForeignKey(
        Department,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="维护部门",
        db_index=False,
    )
    is_retired = models.BooleanField("停用", default=False)

    class Meta:
        verbose_name = "标签"
        ordering: ClassVar = ["kind", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "name"], name="tag_name_once_in_kind")
        ]

    class Disclosure(Undisclosed):
        """Names of expertise stand on item lists."""

        public = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
