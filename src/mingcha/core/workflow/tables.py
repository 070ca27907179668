"""All state tables."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.core.workflow.annual_scheme import ANNUAL_SCHEME
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.follow_up import FOLLOW_UP
from mingcha.core.workflow.import_batch import IMPORT_BATCH
from mingcha.core.workflow.item import ITEM
from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.core.workflow.occurrence import OCCURRENCE
from mingcha.core.workflow.plan import PLAN
from mingcha.core.workflow.plan_filing import PLAN_FILING
from mingcha.core.workflow.plan_line import PLAN_LINE
from mingcha.core.workflow.report import REPORT
from mingcha.core.workflow.sampling_rules import SAMPLING_RULES
from mingcha.core.workflow.sub_task import SUB_TASK
from mingcha.core.workflow.task import TASK

MACHINES: Mapping[str, Machine] = {
    machine.name: machine
    for machine in (
        IMPORT_BATCH,
        ITEM,
        ANNUAL_SCHEME,
        SAMPLING_RULES,
        PLAN,
        PLAN_FILING,
        PLAN_LINE,
        OCCURRENCE,
        TASK,
        SUB_TASK,
        DRAW,
        OBJECT_TASK,
        FOLLOW_UP,
        REPORT,
    )
}
