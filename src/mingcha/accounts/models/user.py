"""People who sign in."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from mingcha.accounts.permissions import Permission
from mingcha.accounts.roles import permissions_of
from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models import Department, Region, Unit


class UserManager(BaseUserManager["User"]):
    """Finds users by the name under which they sign in."""


class User(AbstractBaseUser):
    """A person with an account; ``region`` is the root of the subtree that they may see."""

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=40, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划范围")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="部门"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="机构"
    )
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改口令", default=True)
    password_changed_at = models.DateTimeField("口令修改时间", default=clock.now)
    created_at = models.DateTimeField("建立时间", default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "用户"
        ordering: ClassVar = ["username"]

    class Disclosure(Undisclosed):
        """Never public."""

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """Return the keys of the roles held now."""
        return frozenset(self.grants.filter(revoked_at=None).values_list("role", flat=True))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Return what the roles allow."""
        return permissions_of(self.role_keys)

    def may(self, *permissions: str) -> bool:
        """Tell whether one of the permissions is held."""
        return any(permission in self.permissions for permission in permissions)
