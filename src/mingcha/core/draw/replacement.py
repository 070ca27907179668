"""Replacing an object that cannot be inspected by the next in reserve (protocol section 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from mingcha.core.assignment.replacing import fill, withdraw
from mingcha.core.assignment.rounds import Assignment
from mingcha.core.draw import names
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.keys import key
from mingcha.core.draw.log import LOG_FILE
from mingcha.core.draw.plan import FollowingFrame, Plan
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.selection import RESERVE, DrawingOutcome, DrawnRow, Registers
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import Refusal


class Reason(StrEnum):
    """The reasons for which an object may leave a drawn list."""

    DEREGISTERED = "deregistered"
    MOVED_OUT = "moved_out"
    CLOSED = "closed"
    NOT_FOUND = "not_found"
    MERGED_CASE = "merged_case"
    FORCE_MAJEURE = "force_majeure"


@dataclass(frozen=True, slots=True)
class Replacement:
    """The body of a REPLACE entry.

    ``evidence`` is the hash of the evidence file; ``successor`` is empty where the reserve is
    used up and a supplementary draw is due.
    """

    frame: str
    id: str
    reason: Reason
    evidence: str
    confirmed_by: str
    approved_by: str
    successor: str

    def as_json(self) -> Json:
        """Return the body as the log holds it."""
        return asdict(self) | {"reason": self.reason.value}

    @classmethod
    def read(cls, body: Json) -> Replacement:
        """Read the body of a REPLACE entry."""
        fields = Fields(body, LOG_FILE, "REPLACE")
        replacement = cls(
            frame=fields.text("frame", names.FRAME_CODE),
            id=fields.text("id"),
            reason=Reason(fields.choice("reason", list(Reason))),
            evidence=fields.text("evidence", names.HEX32),
            confirmed_by=fields.text("confirmed_by", bool),
            approved_by=fields.text("approved_by", bool),
            successor=fields.text("successor"),
        )
        fields.close()
        return replacement


def next_in_reserve(
    frame: DrawingOutcome, object_id: str, used: Collection[str]
) -> DrawnRow | None:
    """Return the lowest unused reserve rank of the object's stratum, None where it is used up."""
    strata = {row.stratum for row in frame.rows if row.id == object_id}
    for row in frame.rows:
        if row.status == RESERVE and row.stratum in strata and row.id not in used:
            return row
    return None


def check_replacements(
    frames: Iterable[DrawingOutcome], replacements: Iterable[Replacement]
) -> None:
    """Refuse a replacement without a second person, of nobody, or out of the reserve's order."""
    by_code = {frame.code: frame for frame in frames}
    used: dict[str, list[str]] = {code: [] for code in by_code}
    standing = {code: _drawn_ids(frame) for code, frame in by_code.items()}
    for replacement in replacements:
        code = replacement.frame
        if code not in by_code or replacement.id not in standing[code]:
            raise Refusal(f"{replacement.id} 不在抽样框 {code} 的抽中名单里，不能替换")
        if replacement.confirmed_by == replacement.approved_by:
            raise Refusal(f"{replacement.id} 的替换由同一人确认和批准，须另有一人")
        row = next_in_reserve(by_code[code], replacement.id, used[code])
        expected = row.id if row else ""
        if replacement.successor != expected:
            raise Refusal(
                f"{replacement.id} 的替换没有按备选次序：应为 {expected or '（备选用完）'}，"
                f"记录为 {replacement.successor or '（备选用完）'}"
            )
        standing[code].remove(replacement.id)
        if expected:
            used[code].append(expected)
            standing[code].add(expected)


def _drawn_ids(frame: DrawingOutcome) -> set[str]:
    return {row.id for row in frame.rows if row.is_inspected}


def replacement_key(suite: Suite, seed: str, number: int, head: str) -> str:
    """Return the key under which the ``number``-th replacement's slots are placed, from 1.

    ``head`` is the log head after the entry that approved the departure, so that nobody knows
    the new inspectors before.
    """
    return key(suite, seed, f"ASG-R{number}:{head}")


def place_successor(
    plan: Plan,
    registers: Registers,
    assignment: Assignment,
    replacement: Replacement,
    key: str,
) -> dict[tuple[str, int], str]:
    """Take the object that leaves off its teams and give its successor a team.

    Returns the slots (id, j) with a new inspector, with its iid. The state of ``assignment``
    goes on from here.
    """
    frame = replacement.frame
    leaving = {j for j, _ in _places(plan, registers, frame, replacement.id)}
    withdraw(assignment.board, replacement.id, leaving)
    if not replacement.successor:
        return {}
    places = _places(plan, registers, frame, replacement.successor)
    return fill(assignment, assignment.board.join(replacement.successor, places), key)


def frames_of(plan: Plan, registers: Registers, drawing_frame: str, object_id: str) -> list[str]:
    """Return the drawing frame and its followers that have an object and do not exclude it."""
    rows = {
        code: registers.rows(code, [object_id]).get(object_id)
        for code in _joined_frames(plan, drawing_frame)
    }
    return [code for code, row in rows.items() if row is not None and row.excl == ELIGIBLE]


def _joined_frames(plan: Plan, drawing_frame: str) -> list[str]:
    """Return the drawing frame and those that follow it."""
    followers = [
        frame.code
        for frame in plan.frames
        if isinstance(frame, FollowingFrame) and frame.follow == drawing_frame
    ]
    return [drawing_frame, *followers]


def _places(
    plan: Plan, registers: Registers, drawing_frame: str, object_id: str
) -> list[tuple[int, str]]:
    """Return the slots (j, region) of an object in the frame and in those that follow it."""
    return [
        (j, registers.rows(code, [object_id])[object_id].region)
        for code in frames_of(plan, registers, drawing_frame, object_id)
        for j, slot in enumerate(plan.assignment.slots)
        if slot.frame == code
    ]
