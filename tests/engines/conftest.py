"""Bundles in a folder whose one register can be given any bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mingcha.bundles.folder import Folder
from mingcha.core.draw import bundle
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import FileDigest, digest_of


@dataclass(frozen=True)
class Frozen:
    """A folder with one register, and a plan that commits to it."""

    folder: Folder
    plan: Plan

    @property
    def register(self) -> Path:
        return self.folder.path / "registers" / f"{self.plan.frames[0].code}.tsv"

    def committed_to(self, digest: FileDigest) -> Frozen:
        frame = replace(self.plan.frames[0], register=digest)
        return replace(self, plan=replace(self.plan, frames=(frame,)))


Freeze = Callable[..., Frozen]


@pytest.fixture
def freeze(tmp_path: Path, vectors: Path) -> Freeze:
    """Return a function that freezes these bytes as the only register of an S1 vector's plan."""

    def frozen(register: bytes, *, sealed: bool = False) -> Frozen:
        vector = vectors / ("confidential" if sealed else "S1")
        plan = bundle.load_plan(Folder(vector))
        made = Frozen(Folder(tmp_path), replace(plan, frames=plan.frames[:1]))
        made.register.parent.mkdir(exist_ok=True)
        made.register.write_bytes(register)
        return made.committed_to(digest_of(SUITES["S1"], register))

    return frozen
