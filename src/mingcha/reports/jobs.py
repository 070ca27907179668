"""Jobs of the reports: checking that what is stored is still what was recorded."""

from __future__ import annotations

from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import Progress, job
from mingcha.foundation.models import JobState
from mingcha.reports.selectors.soundness import unsound

SOUND = "审计链、抽取日志、抽取、公开快照、照片和附件都与记录一致"


@job("reports.soundness")
def check_soundness(progress: Progress) -> None:
    """Check everything; what was found is the job's message."""
    progress.state(JobState.RUNNING, "正在核对全部记录")
    faults = list(unsound())
    if faults:
        raise DomainError("unsound", "；".join(faults))
