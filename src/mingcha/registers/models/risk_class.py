"""Credit-risk classes (信用风险分类): schemes as data, a class per object and day (R-054, G-4)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models import BusinessLine
from mingcha.registers.models.inspection_object import InspectionObject, ObjectKind

GENERIC = "generic"
"""The scheme of the national credit-risk classes (国市监信发〔2022〕6号)."""

GENERIC_LEVELS = ("A", "B", "C", "D")


class RiskScheme(models.Model):
    """A way of classifying; ``levels`` ascend from low risk to high.

    A professional one is of a business line; ``object_kinds`` says for which objects it is made,
    such as self-employed households (R-103), empty for all.
    """

    code = models.SlugField("代码", max_length=32, primary_key=True)
    name = models.CharField("名称", max_length=60)
    levels = ArrayField(models.CharField(max_length=4), verbose_name="等级（由低到高）")
    is_generic = models.BooleanField("通用型", default=True)
    line = models.ForeignKey(
        BusinessLine, models.PROTECT, null=True, blank=True, verbose_name="业务条线"
    )
    object_kinds = ArrayField(
        models.CharField(max_length=20, choices=ObjectKind.choices),
        verbose_name="适用的对象类型",
        default=list,
        blank=True,
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "风险分类方案"
        ordering: ClassVar = ["code"]

    class Disclosure(Undisclosed):
        """Internal: classes are an internal reference (D.7)."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @classmethod
    def generic(cls) -> RiskScheme:
        """Return the generic scheme, made where it is missing."""
        made = {"name": "通用型企业信用风险分类", "levels": list(GENERIC_LEVELS)}
        return cls.objects.get_or_create(code=GENERIC, defaults=made)[0]


class RiskCombination(models.Model):
    """What a generic and a professional level make together, where it is not the higher one (D.7)."""

    scheme = models.ForeignKey(
        RiskScheme, models.CASCADE, related_name="combinations", verbose_name="专业型方案"
    )
    generic_level = models.CharField("通用类别", max_length=4)
    level = models.CharField("专业类别", max_length=4)
    combined = models.CharField("组合后的类别", max_length=4)

    class Meta:
        verbose_name = "风险类别组合"
        ordering: ClassVar = ["scheme_id", "generic_level", "level"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "generic_level", "level"], name="risk_combination_once"
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the pair and what it makes."""
        return f"{self.generic_level} × {self.level} = {self.combined}"


class RiskClass(models.Model):
    """The class of an object from a day on; an earlier one stays as it was."""

    object = models.ForeignKey(
        InspectionObject,
        models.CASCADE,
        related_name="risk_classes",
        verbose_name="检查对象",
        db_index=False,
    )
    scheme = models.ForeignKey(RiskScheme, models.PROTECT, verbose_name="方案", db_index=False)
    level = models.CharField("等级", max_length=4)
    as_of = models.DateField("起始日期")
    given_by = models.CharField("经办人", max_length=40, blank=True, db_default="")
    given_at = models.DateTimeField("登记时间", db_default=Now())
    reason = models.CharField("理由", max_length=200, blank=True, db_default="")

    class Meta:
        verbose_name = "风险类别"
        ordering: ClassVar = ["object_id", "scheme_id", "-as_of"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object", "scheme", "as_of"], name="risk_class_once")
        ]

    class Disclosure(Undisclosed):
        """Internal: never public, in no form (protocol section 9)."""

    def __str__(self) -> str:
        """Return scheme and level."""
        return f"{self.scheme_id} {self.level}"
