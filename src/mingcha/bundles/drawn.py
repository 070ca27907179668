"""A drawn bundle: its files as lines, found sound before anything is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingcha.bundles.engines import verifying_loader
from mingcha.bundles.file_lines import FileLines
from mingcha.bundles.folder import MAX_FILE_BYTES, Folder
from mingcha.bundles.outcome import finish_outcome
from mingcha.core.draw import bundle
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.entropy import Entropy
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE
from mingcha.core.draw.plan import Plan, register_path
from mingcha.core.draw.proof import Lines, make_proof, published_roots, tree_of_register
from mingcha.core.draw.self_digest import read_with_digest
from mingcha.core.draw.transcript import TAG, TRANSCRIPT_FILE
from mingcha.core.draw.tsv import lines_of
from mingcha.core.draw.verification import verify
from mingcha.core.errors import Refusal


@dataclass(frozen=True)
class DrawnBundle:
    """What a drawn bundle holds; lines are without LF.

    Result and assignment lie in memory; registers and tickets, as many as objects, do not.
    """

    folder: Folder
    plan: Plan
    entropy: Entropy
    transcript: Mapping[str, Json]
    result: list[str]
    assignment: list[str]

    @property
    def registers(self) -> Mapping[str, FileLines]:
        """Return the lines of each frame's register."""
        codes = [frame.code for frame in self.plan.frames]
        return {code: FileLines(self.folder, register_path(code)) for code in codes}

    def prove(self, object_id: str) -> Json:
        """Return an object's ``proof.json``; Refusal as ``make_proof`` has it."""
        trees: dict[str, Lines] = {
            tree_of_register(code): lines for code, lines in self.registers.items()
        }
        if self.plan.disclosure.is_sealed:
            trees["tickets"] = FileLines(self.folder, TICKETS_FILE)
        trees |= {"result": self.result, "assignment": self.assignment}
        roots = published_roots(self.plan, self.transcript)
        return make_proof(self.plan, object_id, trees, roots)


def load_drawn(folder: Folder, *, just_verified: bool = False) -> DrawnBundle:
    """Read a drawn bundle; Refusal where there is no result yet, or it does not verify.

    Nothing is told, listed, proved or published of a draw that is not sound. ``just_verified`` is
    for who has verified these very files before, and holds what they are read from locked.
    """
    finish_outcome(folder)
    plan = bundle.load_plan(folder)
    if not folder.has(TRANSCRIPT_FILE):
        raise Refusal("这里还没有抽取结果，请先运行 mingcha draw run")
    if not just_verified:
        _refuse_unsound(folder)
    transcript_data = folder.read(TRANSCRIPT_FILE, MAX_FILE_BYTES)
    return DrawnBundle(
        folder=folder,
        plan=plan,
        entropy=bundle.load_entropy(folder, plan),
        transcript=read_with_digest(plan.suite, TAG, transcript_data, TRANSCRIPT_FILE),
        result=_lines(folder, RESULT_FILE),
        assignment=_lines(folder, ASSIGNMENT_FILE),
    )


def _refuse_unsound(folder: Folder) -> None:
    for verdict in verify(folder, verifying_loader(folder, None)):
        if not verdict.passed:
            raise Refusal(f"核验没有通过，不能使用：{verdict.fault or verdict.check}")


def _lines(folder: Folder, path: str) -> list[str]:
    return lines_of(folder.read(path, MAX_FILE_BYTES), path)
