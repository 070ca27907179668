"""备案 of a version of a plan with the region's office (R-042): received, or sent back to be mended."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition

PLAN_FILING = Machine(
    name="plan_filing",
    title="计划备案",
    initial="filed",
    states={"filed": "待接收", "returned": "已退回", "received": "已备案"},
    verbs={"receive": "接收备案", "return": "退回补正", "refile": "重新报送"},
    transitions=(
        Transition("filed", "receive", "received", "plan.receive"),
        Transition("filed", "return", "returned", "plan.receive", ("reason_given",)),
        Transition("returned", "refile", "filed", "plan.submit"),
    ),
    main_line=("filed", "received"),
)
