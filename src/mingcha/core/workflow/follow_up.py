"""后续处置, what is done about one problem found (R-089 to R-096; dossier C.3)."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

FOLLOW_UP = Machine(
    name="follow_up",
    title="后续处置",
    initial="open",
    states={
        "open": "待处置",
        "rectifying": "整改中",
        "evidence_submitted": "已提交整改材料",
        "re_check": "复核中",
        "closed": "已办结",
        "transferred": "已移送",
    },
    verbs={
        "order": "责令改正",
        "extend": "延长整改期限",
        "submit_evidence": "提交整改材料",
        "start_re_check": "开始复核",
        "pass": "复核通过",
        "fail": "复核未通过",
        "transfer": "移送",
        "take_back": "退回重新处置",
        "close": "办结",
        "lapse": "随更正办结",
        "reopen": "重新处置",
    },
    transitions=(
        Transition("open", "order", "rectifying", "followup.handle", ("deadline_set",)),
        Transition(
            "rectifying",
            "extend",
            "rectifying",
            "followup.handle",
            ("deadline_set", "reason_given"),
        ),
        Transition(
            "rectifying",
            "submit_evidence",
            "evidence_submitted",
            "followup.handle",
            ("evidence_attached",),
        ),
        Transition(
            "evidence_submitted", "start_re_check", "re_check", "followup.recheck", ("not_handler",)
        ),
        Transition(
            "re_check",
            "pass",
            "closed",
            "followup.recheck",
            ("not_handler", "closing_note_given"),
        ),
        Transition(
            "re_check", "fail", "rectifying", "followup.recheck", ("not_handler", "reason_given")
        ),
        *from_each(
            ("open", "rectifying", "re_check"),
            "transfer",
            "transferred",
            "followup.handle",
            ("recipient_named", "document_numbered"),
        ),
        Transition("transferred", "take_back", "open", "followup.handle", ("reason_given",)),
        Transition("open", "close", "closed", "followup.handle", ("closing_note_given",)),
        Transition(
            "transferred",
            "close",
            "closed",
            "followup.handle",
            ("feedback_received", "closing_note_given"),
        ),
        *from_each(
            ("open", "rectifying", "evidence_submitted", "re_check", "transferred"),
            "lapse",
            "closed",
            SYSTEM,
            ("no_problem_left",),
        ),
        Transition("closed", "reopen", "open", SYSTEM, ("problem_after_all",)),
    ),
    main_line=("open", "rectifying", "evidence_submitted", "re_check", "closed"),
)
