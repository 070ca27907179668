"""One object's own lines with their Merkle paths (docs/reference/bundle.md, proof.json)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingcha.core.draw.canonical import Json
from mingcha.core.draw.merkle import merkle_path
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.suites import SPEC
from mingcha.core.errors import Refusal

Lines = Sequence[str]


def make_proof(
    plan: Plan,
    object_id: str,
    registers: Mapping[str, Lines],
    tickets: Lines | None,
    result: Lines,
    assignment: Lines,
) -> Json:
    """Return the content of ``proof.json`` for an object.

    ``registers`` maps frame codes to the lines of their registers; the other lines are those of
    the files of the same names. Raises Refusal where no register lists the object.
    """
    prover = _Prover(plan, object_id)
    proven = [*prover.register_lines(registers)]
    if not proven:
        raise Refusal(f"各名录中都没有代码 {object_id}")
    if tickets is not None:
        proven += prover.own("tickets", tickets, column=1)
    proven += prover.own("result", result, column=3)
    proven += prover.own("assignment", assignment, column=0)
    proven += prover.thresholds(registers, result)
    return {
        "spec": SPEC,
        "suite": plan.suite.name,
        "draw_id": plan.draw_id,
        "plan_hash": plan.hash,
        "id": object_id,
        "lines": proven,
    }


class _Prover:
    def __init__(self, plan: Plan, object_id: str) -> None:
        self._plan = plan
        self._id = object_id

    def own(self, tree: str, lines: Lines, column: int) -> Iterator[Json]:
        """Prove the object's lines in a file whose ``column`` holds the id."""
        for index, line in enumerate(lines):
            if self._id in line and line.split("\t")[column] == self._id:
                yield self._proven(tree, "own", lines, index)

    def register_lines(self, registers: Mapping[str, Lines]) -> Iterator[Json]:
        for frame in self._plan.frames:
            yield from self.own(f"register/{frame.code}", registers[frame.code], column=0)

    def thresholds(self, registers: Mapping[str, Lines], result: Lines) -> Iterator[Json]:
        """Prove the line of the last drawn rank of each stratum the object could be drawn from."""
        strata = self._own_strata(registers)
        last_drawn: dict[tuple[str, str], int] = {}
        for index, line in enumerate(result):
            frame, stratum, _, _, _, status, *_ = line.split("\t")
            if status.startswith("D") and (frame, stratum) in strata:
                last_drawn[frame, stratum] = index
        for index in last_drawn.values():
            yield self._proven("result", "threshold", result, index)

    def _own_strata(self, registers: Mapping[str, Lines]) -> set[tuple[str, str]]:
        strata = set()
        for frame in self._plan.drawing_frames:
            for line in registers[frame.code]:
                if line.startswith(f"{self._id}\t"):
                    _, stratum, _, excl, *_ = line.split("\t")
                    if excl == ELIGIBLE:
                        strata.add((frame.code, stratum))
        return strata

    def _proven(self, tree: str, role: str, lines: Lines, index: int) -> Json:
        encoded = [line.encode("ascii") for line in lines]
        path = merkle_path(self._plan.suite.new, encoded, index)
        return {
            "tree": tree,
            "role": role,
            "line": lines[index],
            "index": index,
            "size": len(lines),
            "path": [node.hex() for node in path],
        }
