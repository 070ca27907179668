"""报表, one filled-in form of one unit and period (R-133 to R-141; dossier C.3).

From submission on the figures are frozen: they change only after the form was returned.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

REPORT = Machine(
    name="report",
    title="报表",
    initial="computed",
    states={
        "computed": "已生成",
        "checked": "已核对",
        "submitted": "已报送",
        "returned": "已退回",
        "accepted": "已接收",
    },
    verbs={
        "recompute": "重新生成",
        "check": "核对",
        "submit": "报送",
        "return": "退回",
        "accept": "接收",
    },
    transitions=(
        *from_each(("computed", "checked", "returned"), "recompute", "computed", "report.compute"),
        Transition(
            "computed",
            "check",
            "checked",
            "report.compute",
            ("figures_consistent", "other_platforms_entered"),
        ),
        Transition(
            "checked",
            "submit",
            "submitted",
            "report.submit",
            ("header_complete", "facts_unchanged"),
        ),
        Transition("submitted", "return", "returned", "report.accept", ("reason_given",)),
        Transition("submitted", "accept", "accepted", "report.accept"),
    ),
    main_line=("computed", "checked", "submitted", "accepted"),
)
