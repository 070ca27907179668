"""抽取, one run of the protocol SSJ-DRAW/1 (R-058; its section 11 fixes the order).

Before the first value is shown a draw may be voided; afterwards only an incident ends it, so
that nobody can drop a draw because of what it would give. Once the seed is known, the result
follows.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

DRAW = Machine(
    name="draw",
    title="抽取",
    initial="frozen",
    states={
        "frozen": "名单已冻结",
        "committing": "承诺中",
        "sealed": "方案已封存",
        "revealing": "揭示中",
        "ready": "种子已确定",
        "drawn": "已抽取",
        "voided": "已作废",
        "incident": "抽取事故",
    },
    verbs={
        "open": "开始承诺",
        "commit": "提交承诺",
        "commit_as_witness": "见证方提交承诺",
        "seal": "封存方案",
        "reveal": "揭示",
        "reveal_as_witness": "见证方揭示",
        "fix_seed": "确定种子",
        "draw": "抽取",
        "void": "作废",
        "report_incident": "登记事故",
    },
    transitions=(
        Transition("frozen", "open", "committing", "draw.operate", ("digests_published",)),
        Transition("committing", "commit", "committing", "draw.operate", ("not_committed_yet",)),
        Transition(
            "committing",
            "commit_as_witness",
            "committing",
            "draw.witness",
            ("not_committed_yet", "of_another_unit"),
        ),
        Transition(
            "committing",
            "seal",
            "sealed",
            "draw.operate",
            ("all_committed", "witnessed_by_another"),
        ),
        Transition(
            "sealed",
            "reveal",
            "revealing",
            "draw.operate",
            ("plan_published", "reveal_matches", "before_reveal_deadline"),
        ),
        Transition(
            "sealed",
            "reveal_as_witness",
            "revealing",
            "draw.witness",
            ("plan_published", "organiser_not_awaited", "reveal_matches", "before_reveal_deadline"),
        ),
        Transition(
            "revealing",
            "reveal",
            "revealing",
            "draw.operate",
            ("reveal_matches", "before_reveal_deadline"),
        ),
        Transition(
            "revealing",
            "reveal_as_witness",
            "revealing",
            "draw.witness",
            ("reveal_matches", "before_reveal_deadline"),
        ),
        Transition(
            "revealing",
            "fix_seed",
            "ready",
            "draw.operate",
            ("all_revealed", "public_values_known"),
        ),
        Transition("ready", "draw", "drawn", "draw.operate", ("registers_unchanged",)),
        *from_each(
            ("frozen", "committing", "sealed"),
            "void",
            "voided",
            "task.void",
            ("reason_given", "nothing_revealed"),
        ),
        *from_each(
            ("sealed", "revealing"),
            "report_incident",
            "incident",
            "draw.operate",
            ("reason_given", "draw_cannot_go_on"),
        ),
    ),
    main_line=("frozen", "committing", "sealed", "revealing", "ready", "drawn"),
)
