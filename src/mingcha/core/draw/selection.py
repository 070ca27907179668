"""Who is drawn (protocol section 7), given where the registers lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mingcha.core.draw.allocation import (
    EMPTY_STRATUM,
    StratumSize,
    allocate,
    base_size,
    reserve_size,
)
from mingcha.core.draw.plan import DrawingFrame, FollowingFrame, Frame
from mingcha.core.draw.registers import ELIGIBLE, RegisterRow
from mingcha.core.errors import Refusal

RESERVE = "R"
FOLLOWS = "F"


Ticketed = tuple[str, str, str, str]
"""An object's (ticket, id, region, stratum): sorting these sorts by (T, id).

A plain tuple, because databases return those: hundreds of thousands need no second object each.
"""


Standing = tuple[tuple[str, str], ...]
"""The (frame, region) pairs in which an object can be drawn or follow."""


class Registers(Protocol):
    """The frozen registers of a draw, in memory or in a database: what an engine offers.

    All engines give the same rows in the same order; ``object_key`` is K_OBJ.
    """

    def sizes(self, frame: str) -> Mapping[str, StratumSize]:
        """Return the size of every stratum that the frame's register has."""

    def lowest(
        self, frame: str, object_key: str, limits: Mapping[str, int]
    ) -> Mapping[str, Sequence[Ticketed]]:
        """Return each stratum's eligible objects of lowest (T, id), ascending, as many as asked."""

    def rows(self, frame: str, ids: Collection[str]) -> Mapping[str, RegisterRow]:
        """Return the rows that the frame's register has for these ids."""

    def regions_differ(self) -> Sequence[str]:
        """Return, sorted, the ids whose region differs between frames."""

    def all_rows(self, frame: str) -> Iterable[RegisterRow]:
        """Return every row of the frame's register, in any order."""

    def excluded(self, frame: str) -> Iterable[RegisterRow]:
        """Return the rows of the frame's register that cannot be drawn, in any order."""

    def standings(self) -> Collection[Standing]:
        """Return, once each, where eligible objects stand: frames in the order of the plan."""


class DrawnRow(NamedTuple):
    """One line of the result: ``D<b>`` drawn in batch b, ``R`` reserve, ``F`` following."""

    frame: str
    stratum: str
    rank: int
    id: str
    region: str
    ticket: str
    status: str

    @property
    def line(self) -> str:
        """Return the line of ``result.tsv`` of an open draw, without LF."""
        return "\t".join(
            (self.frame, self.stratum, str(self.rank), self.id, self.ticket, self.status)
        )

    @property
    def is_inspected(self) -> bool:
        """Tell whether the object was drawn or follows, rather than being in reserve."""
        return self.status != RESERVE


@dataclass(frozen=True, slots=True)
class StratumOutcome:
    """What was drawn of one stratum; ``theta`` and ``theta_id`` are empty where k = 0."""

    code: str
    base: int
    excluded: int
    eligible: int
    k: int
    reserve: int
    theta: str
    theta_id: str


@dataclass(frozen=True, slots=True)
class DrawingOutcome:
    """The result of a drawing frame."""

    code: str
    strata: tuple[StratumOutcome, ...]
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class FollowingOutcome:
    """The result of a following frame; ``missing`` and ``excluded`` ids are sorted."""

    code: str
    follow: str
    rows: tuple[DrawnRow, ...]
    missing: tuple[str, ...]
    excluded: tuple[str, ...]


FrameOutcome = DrawingOutcome | FollowingOutcome


def select(frames: Iterable[Frame], registers: Registers, object_key: str) -> list[FrameOutcome]:
    """Draw every frame in plan order; the order and bytes of the result follow from it."""
    outcomes: dict[str, FrameOutcome] = {}
    for frame in frames:
        if isinstance(frame, DrawingFrame):
            outcomes[frame.code] = _drawn(frame, registers, object_key)
        else:
            outcomes[frame.code] = _followed(frame, outcomes[frame.follow].rows, registers)
    return list(outcomes.values())


def check_strata_known(frame: DrawingFrame, sizes: Mapping[str, StratumSize]) -> None:
    """Refuse rows that stand in no stratum of the plan (protocol section 2)."""
    unknown = sorted(set(sizes) - {stratum.code for stratum in frame.strata})
    if unknown:
        raise Refusal(f"抽样框 {frame.code} 的名录中有计划里没有的层：{'、'.join(unknown[:5])}")


def check_nobody_singled_out(frame: DrawingFrame, sizes: Mapping[str, StratumSize]) -> None:
    """Refuse a stratum of one that is drawn "at random" without census (section 14)."""
    for code in singled_out(frame, sizes):
        raise Refusal(
            f"抽样框 {frame.code} 的层 {code} 只有一户可抽，必然抽中，不是随机抽取："
            "请并入其他层，或依法注明全数检查（census）"
        )


def singled_out(frame: DrawingFrame, sizes: Mapping[str, StratumSize]) -> list[str]:
    """Return the strata whose only object would be drawn for certain, and that are no census."""
    quotas = allocate(frame, sizes)
    return [
        stratum.code
        for stratum in frame.strata
        if sizes.get(stratum.code, EMPTY_STRATUM).eligible == quotas[stratum.code] == 1
        and not stratum.census
    ]


def _drawn(frame: DrawingFrame, registers: Registers, object_key: str) -> DrawingOutcome:
    sizes = registers.sizes(frame.code)
    check_strata_known(frame, sizes)
    check_nobody_singled_out(frame, sizes)
    quotas = allocate(frame, sizes)
    reserves = {
        code: reserve_size(frame, k, sizes.get(code, EMPTY_STRATUM).eligible)
        for code, k in quotas.items()
    }
    limits = {code: k + reserves[code] for code, k in quotas.items()}
    ranked = registers.lowest(frame.code, object_key, limits)
    strata = []
    rows: list[DrawnRow] = []
    for code, k in quotas.items():
        size = sizes.get(code, EMPTY_STRATUM)
        lowest = ranked.get(code, ())
        theta, theta_id = lowest[k - 1][:2] if k else ("", "")
        strata.append(
            StratumOutcome(
                code=code,
                base=base_size(frame, size),
                excluded=size.rows - size.eligible,
                eligible=size.eligible,
                k=k,
                reserve=reserves[code],
                theta=theta,
                theta_id=theta_id,
            )
        )
        rows += _ranked_rows(frame, code, k, lowest)
    return DrawingOutcome(frame.code, tuple(strata), tuple(rows))


def _ranked_rows(
    frame: DrawingFrame, stratum: str, k: int, lowest: Sequence[Ticketed]
) -> list[DrawnRow]:
    statuses = [f"D{place * frame.batches // k + 1}" for place in range(k)]
    statuses += [RESERVE] * (len(lowest) - k)
    code = frame.code
    return [
        DrawnRow(code, stratum, rank, object_id, region, ticket, status)
        for rank, ((ticket, object_id, region, _), status) in enumerate(
            zip(lowest, statuses, strict=True), start=1
        )
    ]


def _followed(
    frame: FollowingFrame, drawn: Sequence[DrawnRow], registers: Registers
) -> FollowingOutcome:
    tickets = {row.id: row.ticket for row in drawn if row.is_inspected}
    found = registers.rows(frame.code, tickets.keys())
    joining = [row for row in found.values() if row.excl == ELIGIBLE]
    joining.sort(key=lambda row: (tickets[row.id], row.id))
    rows = tuple(
        DrawnRow(frame.code, row.stratum, rank, row.id, row.region, tickets[row.id], FOLLOWS)
        for rank, row in enumerate(joining, start=1)
    )
    return FollowingOutcome(
        frame.code,
        frame.follow,
        rows,
        missing=tuple(sorted(tickets.keys() - found.keys())),
        excluded=tuple(sorted(row.id for row in found.values() if row.excl != ELIGIBLE)),
    )
