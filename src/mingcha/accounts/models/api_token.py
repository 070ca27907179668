"""Tokens by which a department's own system acts as an account of its own."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.accounts.models.user import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed

GRANTABLE = (
    (Permission.REGISTER_IMPORT.value, "写入检查对象名录"),
    (Permission.VISIT_RECORD.value, "回传检查结果"),
)
"""What a token may be allowed; never more than its account may at the time of use."""


class ApiToken(models.Model):
    """A token; of the secret only the SHA-256 is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens", verbose_name="账号")
    purpose = models.CharField("用途", max_length=60)
    digest = models.CharField("令牌摘要", max_length=64, unique=True)
    permissions = ArrayField(
        models.CharField(max_length=40, choices=GRANTABLE), verbose_name="可以做什么"
    )
    expires_on = models.DateField("有效期至")
    created_by = models.CharField("发放人", max_length=40)
    created_at = models.DateTimeField("发放时间", default=clock.now)
    revoked_by = models.CharField("作废人", max_length=40, blank=True)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)
    used_on = models.DateField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
                name="token_revoked_by_somebody",
            )
        ]

    class Disclosure(Undisclosed):
        """Never public."""

    def __str__(self) -> str:
        """Return what it is for."""
        return self.purpose

    @property
    def is_usable(self) -> bool:
        """Tell whether it still opens anything."""
        return self.revoked_at is None and clock.today() <= self.expires_on
