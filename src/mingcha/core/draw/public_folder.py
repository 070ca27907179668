"""What the disclosure mode lets out of a bundle (protocol section 9), never a byte more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.entropy import SEALED, Entropy
from mingcha.core.draw.plan import Mode, Plan
from mingcha.core.draw.selection import RESERVE
from mingcha.core.draw.suites import SPEC

PUBLIC_FILE = "public.json"


def is_open(plan: Plan, now: datetime) -> bool:
    """Tell whether the whole bundle is public at this time."""
    disclosure = plan.disclosure
    if disclosure.mode is Mode.DEFERRED:
        return now >= datetime.fromisoformat(disclosure.disclose_by)
    return disclosure.mode is Mode.IMMEDIATE


def public_json(
    plan: Plan,
    entropy: Entropy,
    transcript: Mapping[str, Json],
    result_lines: Sequence[str],
    *,
    with_drawn_ids: bool,
) -> bytes:
    """Return ``public.json`` of a sealed draw; the drawn ids only where they may be disclosed."""
    drawn = _drawn_ids(result_lines)
    content: dict[str, Json] = {
        "spec": SPEC,
        "suite": plan.suite.name,
        "draw_id": plan.draw_id,
        "task": plan.task,
        "plan_hash": plan.hash,
        "disclosure": {"mode": plan.disclosure.mode, "disclose_by": plan.disclosure.disclose_by},
        "reveals": _public_reveals(plan, entropy),
        "public": list(entropy.public),
        "frames": [
            {
                "code": frame.code,
                "root": frame.register.root,
                "size": frame.register.size,
                "drawn": len(drawn.get(frame.code, ())),
            }
            for frame in plan.frames
        ],
        "departments": sorted({slot.rule.unit for slot in plan.assignment.slots}),
        "slots": plan.document["assignment"]["slots"],
        "result": transcript["result"],
        "tickets": transcript["tickets"],
        "assignment": {
            "root": transcript["assignment"]["root"],
            "size": transcript["assignment"]["placed"],
        },
        "log_head": transcript["log_head"],
    }
    if with_drawn_ids:
        content["drawn"] = [
            {"frame": frame.code, "ids": sorted(drawn.get(frame.code, ()))} for frame in plan.frames
        ]
    return jcs(content)


def _public_reveals(plan: Plan, entropy: Entropy) -> Json:
    return [
        {"party": reveal.party, "r": SEALED if _is_sealed(plan, reveal.party) else reveal.r}
        for reveal in entropy.reveals
    ]


def _is_sealed(plan: Plan, party: str) -> bool:
    return party == plan.disclosure.sealed


def _drawn_ids(result_lines: Iterable[str]) -> dict[str, list[str]]:
    drawn: dict[str, list[str]] = {}
    for line in result_lines:
        frame, _, _, object_id, _, status, *_ = line.split("\t")
        if status != RESERVE:
            drawn.setdefault(frame, []).append(object_id)
    return drawn
