"""Verifying a bundle: recompute everything, say which check failed (section 12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mingcha.core.draw import bundle
from mingcha.core.draw.bundle import Files
from mingcha.core.draw.conduct import Draw, Inputs, conduct
from mingcha.core.draw.entropy import Entropy, check_entropy
from mingcha.core.draw.log import LOG_FILE
from mingcha.core.draw.log_agreement import Told, check_log
from mingcha.core.draw.outputs import (
    ASSIGNMENT_FILE,
    RESULT_FILE,
    TICKETS_FILE,
    Comparison,
    input_paths,
    output_pieces,
)
from mingcha.core.draw.plan import PLAN_FILE, Plan
from mingcha.core.draw.sealed_file import SEALED_FILE, check_sealed
from mingcha.core.draw.selection import Registers
from mingcha.core.draw.suites import Suite
from mingcha.core.draw.transcript import TRANSCRIPT_FILE, recomputable
from mingcha.core.draw.transcript_check import check_recorded_hashes, check_transcript
from mingcha.core.draw.tsv import FileDigest, Pieces, pass_on
from mingcha.core.errors import Refusal

_T = TypeVar("_T")
_WHOLE_FILE_LIMIT = 4 << 30


class Check(StrEnum):
    """The checks of docs/reference/bundle.md, in their order."""

    FILES = "files"
    PLAN = "plan"
    REGISTERS = "registers"
    INSPECTORS = "inspectors"
    COI = "coi"
    ENTROPY = "entropy"
    RESULT = "result"
    TICKETS = "tickets"
    ASSIGNMENT = "assignment"
    TRANSCRIPT = "transcript"
    SEALED = "sealed"
    LOG = "log"


_OUTPUT_CHECKS = {
    RESULT_FILE: Check.RESULT,
    TICKETS_FILE: Check.TICKETS,
    ASSIGNMENT_FILE: Check.ASSIGNMENT,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check: ``fault`` is empty where it passed.

    ``made`` is false where the check could not be made because an earlier one failed.
    """

    check: Check
    fault: str = ""
    made: bool = True

    @property
    def passed(self) -> bool:
        """Tell whether the check was made and found nothing wrong."""
        return self.made and not self.fault


class _Report:
    """Collects verdicts; a check made twice fails if either time it fails."""

    def __init__(self) -> None:
        self._verdicts: dict[Check, Verdict] = {}

    def check(self, check: Check, action: Callable[[], _T]) -> _T | None:
        """Make a check; returns what the action gives, None where it refuses."""
        try:
            value = action()
        except Refusal as refusal:
            self._verdicts[check] = Verdict(check, refusal.message)
            return None
        self._verdicts.setdefault(check, Verdict(check))
        return value

    def blocked(self, checks: Iterable[Check]) -> None:
        for check in checks:
            self._verdicts.setdefault(check, Verdict(check, made=False))

    def verdicts(self) -> list[Verdict]:
        return [self._verdicts[check] for check in Check if check in self._verdicts]


LoadRegisters = Callable[[Files, Plan], Registers]


def verify(files: Files, load_registers: LoadRegisters = bundle.load_registers) -> list[Verdict]:
    """Make every check that applies to this bundle, in the documented order.

    ``load_registers`` chooses the engine that recomputes the draw.
    """
    return _Verification(files, load_registers).verdicts()


class _Verification:
    def __init__(self, files: Files, load_registers: LoadRegisters) -> None:
        self._files = files
        self._load_registers = load_registers
        self._report = _Report()

    def verdicts(self) -> list[Verdict]:
        plan = self._report.check(Check.PLAN, lambda: bundle.load_plan(self._files))
        self._report.check(Check.FILES, lambda: self._check_files(plan))
        inputs = self._inputs(plan) if plan else None
        draw = _conducted(inputs) if inputs else None
        if inputs and draw:
            self._check_what_came(inputs, draw)
        self._report.blocked(self._applicable(plan))
        return self._report.verdicts()

    def _check_what_came(self, inputs: Inputs, draw: Draw) -> None:
        """Registers may refuse while their tickets are computed: what is left stays open."""
        try:
            self._check_outputs(inputs, draw)
            self._check_companions(inputs, draw)
        except Refusal:
            return

    def _applicable(self, plan: Plan | None) -> list[Check]:
        is_sealed = plan is not None and plan.disclosure.is_sealed
        optional = {
            Check.TICKETS: is_sealed,
            Check.SEALED: is_sealed and self._files.has(SEALED_FILE),
            Check.LOG: self._files.has(LOG_FILE),
        }
        return [check for check in Check if optional.get(check, True)]

    def _check_files(self, plan: Plan | None) -> None:
        paths = [*(input_paths(plan) if plan else [PLAN_FILE]), RESULT_FILE, ASSIGNMENT_FILE]
        if plan and plan.disclosure.is_sealed:
            paths.append(TICKETS_FILE)
        for path in [*paths, TRANSCRIPT_FILE]:
            self._files.check(path)
        contents = ((path, bundle.pieces_of(self._files, path)) for path in paths)
        check_recorded_hashes(self._whole(TRANSCRIPT_FILE), contents)

    def _inputs(self, plan: Plan) -> Inputs | None:
        files, check = self._files, self._report.check
        registers = check(Check.REGISTERS, lambda: self._registers(plan))
        if registers is not None:
            check(Check.PLAN, lambda: bundle.check_no_strata_of_one(plan, registers))
        inspectors = check(Check.INSPECTORS, lambda: bundle.load_inspectors(files, plan))
        conflicts = check(Check.COI, lambda: bundle.load_conflicts(files, plan))
        entropy = check(Check.ENTROPY, lambda: self._entropy(plan))
        if registers is None or inspectors is None or conflicts is None or entropy is None:
            return None
        return Inputs(plan, entropy, registers, inspectors, conflicts)

    def _registers(self, plan: Plan) -> Registers:
        registers = self._load_registers(self._files, plan)
        bundle.check_all_strata_known(plan, registers)
        return registers

    def _entropy(self, plan: Plan) -> Entropy:
        entropy = bundle.load_entropy(self._files, plan)
        check_entropy(plan, entropy)
        return entropy

    def _check_outputs(self, inputs: Inputs, draw: Draw) -> None:
        suite = inputs.plan.suite
        hashes = {
            path: suite.hex_of_pieces(bundle.pieces_of(self._files, path))
            for path in input_paths(inputs.plan)
        }
        outputs = {
            path: self._check_output(suite, path, pieces)
            for path, pieces in output_pieces(inputs, draw).items()
        }
        expected = recomputable(inputs, draw, hashes, outputs)
        self._report.check(
            Check.TRANSCRIPT,
            lambda: check_transcript(suite, self._whole(TRANSCRIPT_FILE), expected),
        )

    def _check_output(self, suite: Suite, path: str, pieces: Pieces) -> FileDigest:
        """Compare a file with what it should be, and return the digest that it should have."""
        check = _OUTPUT_CHECKS[path]
        file = self._report.check(check, lambda: self._files.open(path))
        if file is None:
            return pass_on(suite, pieces, lambda _: None)
        with file:
            comparison = Comparison(path, file)
            digest = pass_on(suite, pieces, comparison.take)
            self._report.check(check, comparison.close)
        return digest

    def _check_companions(self, inputs: Inputs, draw: Draw) -> None:
        plan = inputs.plan
        if plan.disclosure.is_sealed and self._files.has(SEALED_FILE):
            self._report.check(Check.SEALED, lambda: self._check_sealed(inputs))
        if self._files.has(LOG_FILE):
            told = Told(plan, inputs.entropy, draw, inputs.registers)
            self._report.check(Check.LOG, lambda: check_log(self._whole(LOG_FILE), told))

    def _check_sealed(self, inputs: Inputs) -> None:
        sealed = bundle.read_sealed(self._files, inputs.plan)
        check_sealed(inputs.plan, inputs.entropy, sealed, inputs.registers)

    def _whole(self, path: str) -> bytes:
        return self._files.read(path, _WHOLE_FILE_LIMIT)


def _conducted(inputs: Inputs) -> Draw | None:
    try:
        return conduct(inputs)
    except Refusal:
        return None  # the check that refuses has said so already
