"""An invitation to take part in a draw without an account: a link, and a one-time code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.tasks.models.draw import Draw, DrawParty


class PartyInvitation(models.Model):
    """Invites one party; of link and code only digests are kept.

    The code opens the link once, up to the commitment: it is gone afterwards, as the value that is
    revealed proves itself. A withdrawn invitation has no party any more.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="invitations", verbose_name="抽取")
    party = models.OneToOneField(
        DrawParty,
        models.SET_NULL,
        null=True,
        related_name="invitation",
        verbose_name="参与方",
    )
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("身份", max_length=20)
    token_digest = models.CharField("链接摘要", max_length=64, unique=True)
    code_digest = models.CharField("验证码摘要", max_length=128, blank=True)
    wrong_codes = models.PositiveSmallIntegerField("输错次数", default=0)
    expires_at = models.DateTimeField("验证码有效期至")
    created_by = models.CharField("邀请人", max_length=40)
    created_at = models.DateTimeField("邀请时间", default=clock.now)
    name = models.CharField("姓名", max_length=40, blank=True)
    unit = models.CharField("单位", max_length=80, blank=True)
    entered_at = models.DateTimeField("首次进入时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤回人", max_length=40, blank=True)

    class Meta:
        verbose_name = "抽取邀请"
        ordering: ClassVar = ["draw_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "number"], name="invitation_number_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(party=None),
                name="withdrawn_invitation_has_no_party",
            ),
        ]

    class Disclosure(Undisclosed):
        """Never public: a guest's name is a person's."""

    def __str__(self) -> str:
        """Return draw and number."""
        return f"{self.draw_id}/{self.number}"
