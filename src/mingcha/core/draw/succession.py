"""Who comes after the draw: the REPLACE entries of a log, taken one by one (section 10).

The state begins with the draw's own matching and goes on with every entry. The entry that approves
a departure fixes by its head whom the lot places; the next entry must say just that.
"""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.assignment.replacing import dismiss, fill, recuse, settle, settle_team
from mingcha.core.assignment.slots import Slot
from mingcha.core.draw.conduct import Draw
from mingcha.core.draw.departures import (
    Begun,
    DirectAssignment,
    Placed,
    Placement,
    StaffDeparture,
    read_change,
)
from mingcha.core.draw.log import EntryType, Record
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.replacement import (
    Replacement,
    check_replacements,
    next_in_reserve,
    place_successor,
    replacement_key,
)
from mingcha.core.draw.selection import DrawingOutcome, DrawnRow, Registers
from mingcha.core.errors import Refusal


class Succession:
    """The teams of a draw as its log has changed them.

    Attributes:
        awaited: what the next entry must say, None where nobody is to be placed.
    """

    def __init__(self, plan: Plan, registers: Registers, draw: Draw) -> None:
        """Begin with the draw's own matching, which is changed from here on."""
        self._plan = plan
        self._registers = registers
        self._seed = draw.seed
        self._assignment = draw.assignment
        self._board = draw.assignment.board
        self._numbers = self._board.roster.numbers()
        self._frames = [frame for frame in draw.frames if isinstance(frame, DrawingOutcome)]
        self._left: list[Replacement] = []
        self._departures = 0
        self._settled: dict[tuple[str, int], int | None] = {}
        self._gone: set[int] = set()
        self.awaited: Placement | None = None

    @property
    def in_the_lot(self) -> set[str]:
        """The objects with a slot that the lot may still fill or move."""
        return set(self._board.teams)

    def next_object(self, frame: str, object_id: str) -> DrawnRow | None:
        """Return who takes an object's place, None where the reserve is used up."""
        outcome = next(one for one in self._frames if one.code == frame)
        used = {one.successor for one in self._left if one.frame == frame}
        return next_in_reserve(outcome, object_id, used)

    def could_come(self, object_id: str, j: int) -> list[str]:
        """Return the iids among which the lot would choose for a slot, less who is on the team."""
        slot = next((s for s in self._board.teams.get(object_id, ()) if s.index == j), None)
        if slot is None:
            return []
        roster = self._board.roster
        return [roster[number].iid for number in self._board.free(slot.pool, slot)]

    def take(self, record: Record) -> None:
        """Take an entry; Refusal where the rules do not allow it or give something else."""
        change = read_change(record.body)
        if self.awaited is not None:
            self._check_placed(change, record)
        elif isinstance(change, Replacement):
            self._object_leaves(change, record)
        elif isinstance(change, StaffDeparture):
            self._inspector_leaves(change, record)
        elif isinstance(change, DirectAssignment):
            self._assigned(change)
        elif isinstance(change, Begun):
            self._begun(change)
        else:
            raise Refusal(f"第 {record.entry.seq} 号记录补了人，但没有席位要补")

    def check_all(self, records: Iterable[Record]) -> None:
        """Take the REPLACE entries of a log; Refusal too where the last departure is left open."""
        for record in records:
            if record.entry.type is EntryType.REPLACE:
                self.take(record)
        if self.awaited is not None:
            raise Refusal(f"第 {self.awaited.of} 号记录批准退出以后，没有记录由谁补位")

    def _check_placed(self, change: object, record: Record) -> None:
        if change != self.awaited:
            raise Refusal(f"第 {record.entry.seq} 号记录与按规程算出的补位不同")
        self.awaited = None

    def _object_leaves(self, change: Replacement, record: Record) -> None:
        check_replacements(self._frames, [*self._left, change])
        self._left.append(change)
        for key in [key for key in self._settled if key[0] == change.id]:
            self._release(key)
        placed = place_successor(
            self._plan, self._registers, self._assignment, change, self._next_key(record)
        )
        if change.successor:
            self._await(record, placed, self._board.teams.get(change.successor, ()))

    def _inspector_leaves(self, change: StaffDeparture, record: Record) -> None:
        number = self._numbers.get(change.iid)
        if number is None:
            raise Refusal(f"检查人员名录里没有 {change.iid}")
        if change.confirmed_by == change.approved_by:
            raise Refusal(f"{change.iid} 的退出由同一人确认和批准，须另有一人")
        held = self._board.held[number]
        if not any(change.id in {"", slot.object_id} for slot in held):
            raise Refusal(f"{change.iid} 没有可以退出的席位，或检查已经开始")
        if change.id:
            emptied = recuse(self._board, change.iid, change.id)
        else:
            emptied = dismiss(self._board, change.iid)
            self._gone.add(number)
        placed = fill(self._assignment, emptied, self._next_key(record))
        self._await(record, placed, emptied)

    def _assigned(self, change: DirectAssignment) -> None:
        key = (change.id, change.j)
        team = self._board.teams.get(change.id, [])
        slot = next((slot for slot in team if slot.index == change.j), None)
        are_drawn = bool(self._plan.assignment.slots)
        if slot is None and key not in self._settled and are_drawn:
            raise Refusal(f"{change.id} 没有第 {change.j} 个席位，不能委派")
        number = self._numbers.get(change.iid)
        if change.iid and number is None:
            raise Refusal(f"检查人员名录里没有 {change.iid}")
        others = {held.inspector for held in team if held is not slot}
        others |= {who for at, who in self._settled.items() if at[0] == change.id and at != key}
        if number is not None and number in others:
            raise Refusal(f"{change.iid} 已在 {change.id} 的检查组")
        if key in self._settled:
            self._release(key)
        settle(self._board, change.id, slot, number)
        self._settled[key] = number

    def _begun(self, change: Begun) -> None:
        for object_id in change.ids:
            if object_id not in self._board.teams:
                raise Refusal(f"{object_id} 没有检查组，不能登记为已开始检查")
            self._settled |= settle_team(self._board, object_id)

    def _release(self, key: tuple[str, int]) -> None:
        number = self._settled.pop(key)
        if number is not None and number not in self._gone:
            self._board.capacity[number] += 1

    def _next_key(self, record: Record) -> str:
        self._departures += 1
        suite = self._plan.suite
        return replacement_key(suite, self._seed, self._departures, record.entry.head(suite))

    def _await(
        self, record: Record, placed: dict[tuple[str, int], str], emptied: Iterable[Slot]
    ) -> None:
        empty = {slot.key: "" for slot in emptied if slot.inspector is None}
        slots = sorted(Placed(o, j, iid) for (o, j), iid in (placed | empty).items())
        self.awaited = Placement(record.entry.seq, tuple(slots))
