"""``draft.json``: a frozen draw's plan before it is sealed, collecting commitments."""

from __future__ import annotations

from mingcha.bundles.folder import Folder
from mingcha.core.draw.canonical import Json, jcs, parse_json
from mingcha.core.draw.plan import PLAN_FILE, Plan
from mingcha.core.draw.plan_schema import read_plan
from mingcha.core.errors import InvalidFile, Refusal

DRAFT_FILE = "draft.json"
_LIMIT = 4 << 20
_PRETENDED = "0" * 64


def read_draft(folder: Folder) -> Json:
    """Return the draft: ``{"parties": [...], "profile": ..., "plan": {...}}``."""
    if folder.has(PLAN_FILE):
        raise Refusal("计划已经封存，不能再改")
    if not folder.has(DRAFT_FILE):
        raise Refusal("这里还没有冻结的名录，请先运行 mingcha draw freeze")
    draft = parse_json(folder.read(DRAFT_FILE, _LIMIT), DRAFT_FILE)
    if not isinstance(draft, dict) or draft.keys() != {"parties", "profile", "plan"}:
        raise InvalidFile(DRAFT_FILE, "不是 mingcha draw freeze 写出的草稿")
    return draft


def write_draft(folder: Folder, draft: Json) -> None:
    """Write the draft."""
    folder.write(DRAFT_FILE, jcs(draft))


def plan_in_prospect(draft: Json) -> Plan:
    """Return the plan as if every party had committed, to look for its faults beforehand."""
    plan = draft["plan"]
    pretended = [{"party": party, "c": _PRETENDED} for party in draft["parties"]]
    return read_plan(plan | {"entropy": plan["entropy"] | {"commits": pretended}})
