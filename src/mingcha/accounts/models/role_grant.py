"""A role given to a person, and taken back; never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.accounts.models.user import User
from mingcha.accounts.roles import ROLES
from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed


class RoleGrant(models.Model):
    """Who gave which role to whom, and when it ended."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="用户")
    role = models.CharField(
        "角色", max_length=40, choices=[(role.key, role.title) for role in ROLES.values()]
    )
    granted_by = models.CharField("授予人", max_length=40)
    granted_at = models.DateTimeField("授予时间", default=clock.now)
    revoked_by = models.CharField("收回人", max_length=40, blank=True)
    revoked_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "角色授予"
        ordering: ClassVar = ["user_id", "role"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at=None),
                name="role_once_held",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
                name="role_revoked_by_somebody",
            ),
        ]

    class Disclosure(Undisclosed):
        """Never public."""

    def __str__(self) -> str:
        """Return user and role."""
        return f"{self.user_id} {self.role}"
