"""One object's own lines with their Merkle paths (docs/reference/bundle.md, proof.json)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mingcha.core.draw.canonical import Json
from mingcha.core.draw.merkle import merkle_paths
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.suites import SPEC
from mingcha.core.errors import Refusal

Lines = Iterable[str]
"""The lines of a file without LF, to be walked more than once: there may be millions."""

Root = tuple[str, int]
"""The root of a file's tree as hexadecimal digits, and how many lines it has."""


def tree_of_register(frame: str) -> str:
    """Return the name of the tree over a frame's register."""
    return f"register/{frame}"


def published_roots(plan: Plan, transcript: Mapping[str, Json]) -> Mapping[str, Root]:
    """Return the roots that plan and transcript publish, by the names of their trees."""
    roots = {
        tree_of_register(frame.code): (frame.register.root, frame.register.size)
        for frame in plan.frames
    }
    for tree in ("tickets", "result"):
        if tree in transcript:
            roots[tree] = (transcript[tree]["root"], transcript[tree]["size"])
    placed = transcript["assignment"]
    return roots | {"assignment": (placed["root"], placed["placed"])}


def make_proof(
    plan: Plan, object_id: str, trees: Mapping[str, Lines], roots: Mapping[str, Root]
) -> Json:
    """Return the content of ``proof.json`` for an object.

    ``trees`` are the lines of each register (``tree_of_register``) and of ``tickets``, where there
    are any, ``result`` and ``assignment``; ``roots`` what is published of them. Raises Refusal
    where no register lists the object, and where lines do not lead to their published root.
    """
    prover = _Prover(plan, object_id, trees, roots)
    proven = [*prover.register_lines()]
    if not proven:
        raise Refusal(f"各名录中都没有代码 {object_id}")
    if "tickets" in trees:
        proven += prover.own("tickets", column=1)
    proven += prover.own("result", column=3)
    proven += prover.own("assignment", column=0)
    proven += prover.thresholds(proven)
    return {
        "spec": SPEC,
        "suite": plan.suite.name,
        "draw_id": plan.draw_id,
        "plan_hash": plan.hash,
        "id": object_id,
        "lines": proven,
    }


class _Prover:
    def __init__(
        self,
        plan: Plan,
        object_id: str,
        trees: Mapping[str, Lines],
        roots: Mapping[str, Root],
    ) -> None:
        self._plan = plan
        self._id = object_id
        self._trees = trees
        self._roots = roots

    def own(self, tree: str, column: int) -> Iterator[Json]:
        """Prove the object's lines in a file whose ``column`` holds the id."""
        found = {
            index: line
            for index, line in enumerate(self._trees[tree])
            if self._id in line and line.split("\t")[column] == self._id
        }
        yield from self._proven(tree, "own", found)

    def register_lines(self) -> Iterator[Json]:
        for frame in self._plan.frames:
            yield from self.own(tree_of_register(frame.code), column=0)

    def thresholds(self, proven: Iterable[Json]) -> Iterator[Json]:
        """Prove the line of the last drawn rank of each stratum the object could be drawn from."""
        strata = set(self._own_strata(proven))
        last_drawn: dict[tuple[str, str], tuple[int, str]] = {}
        for index, line in enumerate(self._trees["result"]):
            frame, stratum, _, _, _, status, *_ = line.split("\t")
            if status.startswith("D") and (frame, stratum) in strata:
                last_drawn[frame, stratum] = index, line
        yield from self._proven("result", "threshold", dict(last_drawn.values()))

    def _own_strata(self, proven: Iterable[Json]) -> Iterator[tuple[str, str]]:
        drawing = {tree_of_register(frame.code): frame.code for frame in self._plan.drawing_frames}
        for each in proven:
            if each["tree"] in drawing:
                _, stratum, _, excl, *_ = each["line"].split("\t")
                if excl == ELIGIBLE:
                    yield drawing[each["tree"]], stratum

    def _proven(self, tree: str, role: str, found: Mapping[int, str]) -> Iterator[Json]:
        if not found:
            return
        encoded = (line.encode("latin-1") for line in self._trees[tree])
        root, size, paths = merkle_paths(self._plan.suite.new, encoded, found)
        if (root.hex(), size) != self._roots[tree]:
            raise Refusal(f"{tree} 的各行与已公布的根不一致，不能据此出具证明")
        for index, line in found.items():
            yield {
                "tree": tree,
                "role": role,
                "line": line,
                "index": index,
                "size": size,
                "path": [node.hex() for node in paths[index]],
            }
