"""Asking for the check of everything that must not change."""

from __future__ import annotations

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job
from mingcha.reports.events import SoundnessChecked
from mingcha.reports.jobs import check_soundness

KEY = "soundness"


@action
def begin_check(*, by: User) -> Job:
    """Begin the check as a job; the chain keeps that it was asked for."""
    require(by, Permission.AUDIT_VIEW)
    record(SoundnessChecked(subject="全部记录"), by=by)
    return enqueue(
        check_soundness,
        key=KEY,
        title="核对审计链、抽取和公开快照",
        page=reverse("audit-check"),
        by=by.username,
    )
