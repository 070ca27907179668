"""``transcript.json``: what a draw computed (protocol section 12, docs/reference/bundle.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingcha.core.assignment.rounds import Assignment
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.conduct import Draw, Inputs
from mingcha.core.draw.late_changes import LateChange
from mingcha.core.draw.merkle import merkle_root
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE
from mingcha.core.draw.selection import (
    DrawingOutcome,
    FollowingOutcome,
    FrameOutcome,
    StratumOutcome,
)
from mingcha.core.draw.self_digest import with_digest
from mingcha.core.draw.suites import SPEC, Suite
from mingcha.core.draw.tsv import FileDigest

TRANSCRIPT_FILE = "transcript.json"
TAG = "TRANSCRIPT"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the run knew and nobody can recompute; the transcript's own digest covers it.

    ``late_changes`` is None without a previous register.
    """

    late_changes: Sequence[LateChange] | None
    engines: Sequence[str]
    log_head: str
    code_version: str

    def as_json(self) -> dict[str, Json]:
        """Return the transcript's keys for these facts."""
        changes = self.late_changes
        return {
            "late_changes": None if changes is None else [change.as_json() for change in changes],
            "engines": list(self.engines),
            "log_head": self.log_head,
            "code_version": self.code_version,
        }


def recomputable(
    inputs: Inputs, draw: Draw, hashes: Mapping[str, str], outputs: Mapping[str, FileDigest]
) -> dict[str, Json]:
    """Return every key of the transcript that follows from the inputs.

    ``hashes`` has the hash of each input's bytes, ``outputs`` the digest of each file that the draw
    writes, both by path.
    """
    plan = inputs.plan
    content: dict[str, Json] = {
        "spec": SPEC,
        "suite": plan.suite.name,
        "draw_id": plan.draw_id,
        "plan_hash": plan.hash,
        **inputs.entropy.as_json(),
        "seed": draw.seed,
        "K_OBJ": draw.object_key,
        "K_ASG": draw.assignment_key,
        "frames": [_frame_json(frame) for frame in draw.frames],
        "result": _summary_of(outputs[RESULT_FILE]),
        "assignment": _assignment_json(draw, outputs[ASSIGNMENT_FILE]),
        "regions_differ": list(draw.regions_differ),
        "coi_unknown": list(draw.conflicts_unknown),
        "files": {**hashes, **{path: found.file_hash for path, found in outputs.items()}},
    }
    if TICKETS_FILE in outputs:
        content["tickets"] = _summary_of(outputs[TICKETS_FILE])
    return content


def transcript_bytes(suite: Suite, content: dict[str, Json], circumstances: Circumstances) -> bytes:
    """Return the bytes of ``transcript.json``."""
    return with_digest(suite, TAG, content | circumstances.as_json())


def root_and_size(suite: Suite, lines: Sequence[str]) -> dict[str, Json]:
    """Return ``{root, size}`` of the lines of an output file."""
    root = merkle_root(suite.new, (line.encode("ascii") for line in lines))
    return {"root": root.hex(), "size": len(lines)}


def _summary_of(digest: FileDigest) -> Json:
    return {"root": digest.root, "size": digest.size}


def _frame_json(frame: FrameOutcome) -> Json:
    if isinstance(frame, DrawingOutcome):
        return {"code": frame.code, "strata": [_stratum_json(s) for s in frame.strata]}
    return _following_json(frame)


def _stratum_json(stratum: StratumOutcome) -> Json:
    return {
        "code": stratum.code,
        "N": stratum.base,
        "excluded": stratum.excluded,
        "k": stratum.k,
        "reserve": stratum.reserve,
        "theta": stratum.theta,
        "theta_id": stratum.theta_id,
    }


def _following_json(frame: FollowingOutcome) -> Json:
    return {
        "code": frame.code,
        "follow": frame.follow,
        "size": len(frame.rows),
        "missing": list(frame.missing),
        "excluded": list(frame.excluded),
    }


def _assignment_json(draw: Draw, written: FileDigest) -> Json:
    assignment = draw.assignment
    return {
        "root": written.root,
        "placed": written.size,
        "unplaced": _slot_names(assignment.unplaced),
        "shortages": [
            {
                "round": shortage.round,
                "slots": _slot_names(shortage.slots),
                "inspectors": sorted(shortage.inspectors),
                "capacity": shortage.capacity,
                "deficit": shortage.deficit,
            }
            for shortage in assignment.shortages
        ],
        "smallest_pool": assignment.smallest_pool,
        "load": _load_json(assignment),
    }


def _slot_names(slots: Iterable[tuple[str, int]]) -> list[str]:
    return sorted(f"{object_id}:{j}" for object_id, j in slots)


def _load_json(assignment: Assignment) -> Json:
    loads = list(assignment.loads.values()) or [0]
    return {"min": min(loads), "max": max(loads), "sum": sum(loads)}
