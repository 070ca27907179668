"""Formed teams (固定检查组): officers of one department who are always sent together (R-060)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.registers.models.inspector import Inspector


@pghistory.track()
class FormedTeam(Timed):
    """A team of two or more that a draw places as one; it answers for its own region.

    ``valid_to`` is its last day; a team that was dissolved says why.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="formed_teams", verbose_name="部门"
    )
    name = models.CharField("检查组名称", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="执法区域")
    valid_from = models.DateField("组建日期")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    dissolved_reason = models.CharField("解散的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "固定检查组"
        ordering: ClassVar = ["department_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "name"],
                condition=models.Q(dissolved_reason=""),
                name="formed_team_once",
            ),
            models.CheckConstraint(
                condition=models.Q(dissolved_reason="") | models.Q(valid_to__isnull=False),
                name="formed_team_dissolved_on_a_day",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal; a plan knows a team by its pseudonym alone."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def is_dissolved(self) -> bool:
        """Tell whether the team was dissolved."""
        return bool(self.dissolved_reason)


@pghistory.track()
class FormedTeamMember(models.Model):
    """That an officer is of a team from a day on; nobody is of two teams at one time.

    Whoever comes back has another row. ``left_on`` is the first day without them.
    """

    team = models.ForeignKey(
        FormedTeam, models.PROTECT, related_name="members", verbose_name="检查组"
    )
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="formed_teams", verbose_name="检查人员"
    )
    is_leader = models.BooleanField("组长", default=False)
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("离开日期", null=True, blank=True)

    class Meta:
        verbose_name = "固定检查组成员"
        ordering: ClassVar = ["team_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspector"], condition=models.Q(left_on=None), name="of_one_formed_team"
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(left_on=None, is_leader=True),
                name="formed_team_has_one_leader",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return team and person."""
        return f"{self.team_id}/{self.inspector_id}"
