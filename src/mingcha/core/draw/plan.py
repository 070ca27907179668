"""The sealed plan of a draw (protocol section 3): its parts and its hash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mingcha.core.assignment.slots import SlotRule
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.suites import Suite
from mingcha.core.draw.tsv import FileDigest

PLAN_FILE = "plan.json"


class Base(StrEnum):
    """What a ratio is taken of: the eligible objects only, or the whole frame."""

    ELIGIBLE = "eligible"
    FRAME = "frame"


class MissingRule(StrEnum):
    """What a withheld reveal does: the draw goes on without it, or ends as an incident."""

    GO_ON = "-"
    VOID = "void"


class Mode(StrEnum):
    """When the bundle becomes public (protocol section 9)."""

    IMMEDIATE = "immediate"
    DEFERRED = "deferred"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A class inside a drawing frame and how many of it are drawn.

    Exactly one of ``bp`` (basis points), ``count`` and ``weight`` (with a frame total) is set.
    """

    code: str
    bp: int | None = None
    count: int | None = None
    weight: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    census: bool = False


@dataclass(frozen=True, slots=True)
class DrawingFrame:
    """A frame that is drawn from, stratum by stratum."""

    code: str
    register: FileDigest
    base: Base
    reserve_bp: int
    batches: int
    strata: tuple[Stratum, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class FollowingFrame:
    """A cooperating department's frame (名单比对): it takes what the followed frame drew."""

    code: str
    register: FileDigest
    follow: str


Frame = DrawingFrame | FollowingFrame


@dataclass(frozen=True, slots=True)
class Commitment:
    """A party's promise ``c`` of a value that it reveals later."""

    party: str
    c: str


@dataclass(frozen=True, slots=True)
class EntropyRules:
    """Who commits, which public values join, and what a missing reveal means."""

    commits: tuple[Commitment, ...]
    public: tuple[str, ...]
    missing_rule: MissingRule


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the team of every object that ``frame`` drew."""

    frame: str
    rule: SlotRule


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """The parameters of RPA-1 (protocol section 8)."""

    choices: int
    tmax: int
    valid_on: str
    slots: tuple[Slot, ...]
    fallback: tuple[tuple[SlotRule | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The disclosure mode; ``sealed`` and ``row_commit`` are empty in immediate mode."""

    mode: Mode
    disclose_by: str
    sealed: str = ""
    row_commit: str = ""

    @property
    def is_sealed(self) -> bool:
        """Tell whether rows, results and teams carry salts (deferred and confidential)."""
        return self.mode is not Mode.IMMEDIATE


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was read and found sound; ``document`` is the JSON it was read from."""

    suite: Suite
    draw_id: str
    task: str
    seq: int
    prev_head: str
    frames: tuple[Frame, ...]
    inspectors: FileDigest
    coi: FileDigest
    entropy: EntropyRules
    reveal_by: str
    public_after: str
    assignment: AssignmentRules
    disclosure: Disclosure
    document: Json

    @property
    def hash(self) -> str:
        """Return ``plan_hash``."""
        return self.suite.tagged("PLAN", jcs(self.document))

    @property
    def drawing_frames(self) -> tuple[DrawingFrame, ...]:
        """Return the frames that are drawn from, in plan order."""
        return tuple(frame for frame in self.frames if isinstance(frame, DrawingFrame))


def register_path(frame_code: str) -> str:
    """Return where a bundle keeps the register of this frame."""
    return f"registers/{frame_code}.tsv"
