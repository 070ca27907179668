"""What a draw says about one object, in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingcha.bundles.drawn import DrawnBundle
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.keys import ticket
from mingcha.core.draw.plan import DrawingFrame, Frame
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.selection import FOLLOWS, RESERVE


@dataclass(frozen=True, slots=True)
class Lookup:
    """An object's ticket, what each frame did with it, its team, and the proof of all that."""

    object_id: str
    ticket: str
    to_type: str
    outcomes: tuple[str, ...]
    team: tuple[str, ...]
    proof: Json


def look_up(drawn: DrawnBundle, object_id: str) -> Lookup:
    """Tell one object's story; Refusal where no register lists it."""
    proof = drawn.prove(object_id)
    object_key = drawn.transcript["K_OBJ"]
    own_ticket = ticket(drawn.plan.suite, object_key, object_id)
    return Lookup(
        object_id=object_id,
        ticket=own_ticket,
        to_type=f"{object_key}:{object_id}",
        outcomes=tuple(_outcomes(drawn, object_id, own_ticket)),
        team=tuple(_team(drawn, object_id)),
        proof=proof,
    )


def _outcomes(drawn: DrawnBundle, object_id: str, own_ticket: str) -> Iterator[str]:
    rows = (line.split("\t") for line in drawn.result)
    placed = {row[0]: row for row in rows if row[3] == object_id}
    frames = zip(drawn.plan.frames, drawn.transcript["frames"], strict=True)
    for frame, facts in frames:
        row = _row(drawn.registers[frame.code], object_id)
        if row is None:
            yield f"抽样框 {frame.code}：名录中没有这一户"
        elif row[3] != ELIGIBLE:
            yield f"抽样框 {frame.code}：不参加本次抽取（原因代码 {row[3]}）"
        else:
            yield _standing(frame, facts, row[1], own_ticket, placed.get(frame.code))


def _row(lines: Iterable[str], object_id: str) -> list[str] | None:
    own = (line for line in lines if line.startswith(f"{object_id}\t"))
    line = next(own, None)
    return line.split("\t") if line else None


def _standing(
    frame: Frame, facts: Json, stratum: str, own_ticket: str, result: list[str] | None
) -> str:
    if not isinstance(frame, DrawingFrame):
        follows = result is not None and result[5] == FOLLOWS
        told = "被抽中，本框一并检查" if follows else "没有被抽中，本框不检查"
        return f"抽样框 {frame.code}：随 {frame.follow} 的名单，{told}"
    numbers = next(entry for entry in facts["strata"] if entry["code"] == stratum)
    drawn_of = f"抽样框 {frame.code}，层 {stratum}：可抽对象中抽 {numbers['k']} 户"
    if numbers["k"] == 0:
        return f"{drawn_of}，没有中签线，没有抽中"
    line = f"中签线 {numbers['theta']}"
    return f"{drawn_of}，{line}；{_compared(result, own_ticket, numbers['theta'])}"


def _compared(result: list[str] | None, own_ticket: str, theta: str) -> str:
    if result is None:
        return f"签号 {own_ticket} 大于中签线，没有抽中"
    if result[5] == RESERVE:
        return f"签号 {own_ticket} 大于中签线 {theta[:8]}…，没有抽中，列为备选第 {result[2]} 位"
    batch = result[5].removeprefix("D")
    return f"签号 {own_ticket} 不大于中签线，抽中（第 {result[2]} 名，第 {batch} 批）"


def _team(drawn: DrawnBundle, object_id: str) -> Iterator[str]:
    slots = drawn.plan.assignment.slots
    for line in drawn.assignment:
        own_id, j, iid, *_ = line.split("\t")
        if own_id == object_id:
            slot = slots[int(j)]
            yield f"席位 {j}（{slot.frame}，单位 {slot.rule.unit}）：检查人员 {iid}"
