"""A drawn bundle: its files as lines, found sound before anything is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mingcha.bundles.engines import verifying_loader
from mingcha.bundles.folder import MAX_FILE_BYTES, Folder
from mingcha.bundles.outcome import finish_outcome
from mingcha.core.draw import bundle
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.entropy import Entropy
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE
from mingcha.core.draw.plan import Plan, register_path
from mingcha.core.draw.self_digest import read_with_digest
from mingcha.core.draw.transcript import TAG, TRANSCRIPT_FILE
from mingcha.core.draw.tsv import lines_of
from mingcha.core.draw.verification import verify
from mingcha.core.errors import Refusal


@dataclass(frozen=True)
class DrawnBundle:
    """What a drawn bundle holds; lines are without LF."""

    folder: Folder
    plan: Plan
    entropy: Entropy
    transcript: Mapping[str, Json]
    result: list[str]
    assignment: list[str]

    @cached_property
    def registers(self) -> Mapping[str, list[str]]:
        """Return the lines of each frame's register, which may be millions."""
        codes = [frame.code for frame in self.plan.frames]
        return {code: _lines(self.folder, register_path(code)) for code in codes}

    @cached_property
    def tickets(self) -> list[str] | None:
        """Return the lines of the tickets, as many as objects; None in open draws."""
        return _lines(self.folder, TICKETS_FILE) if self.plan.disclosure.is_sealed else None


def load_drawn(folder: Folder, *, just_verified: bool = False) -> DrawnBundle:
    """Read a drawn bundle; Refusal where there is no result yet, or it does not verify.

    Nothing is told, listed, proved or published of a draw that is not sound. ``just_verified`` is
    for who has verified these very files a moment ago, and holds what they are read from locked.
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
