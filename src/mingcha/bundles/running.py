"""Running a draw in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from mingcha.bundles.engines import Engine, registers_loader
from mingcha.bundles.folder import MAX_FILE_BYTES, Folder, locked
from mingcha.bundles.outcome import finish_outcome, refuse_second_draw, write_outcome
from mingcha.core.draw import bundle
from mingcha.core.draw.conduct import Draw, Inputs, conduct
from mingcha.core.draw.late_changes import LateChange, late_changes
from mingcha.core.draw.outputs import input_paths, output_lines
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.transcript import (
    TRANSCRIPT_FILE,
    Circumstances,
    recomputable,
    transcript_bytes,
)
from mingcha.core.draw.tsv import tsv_bytes


@dataclass(frozen=True, slots=True)
class Ran:
    """A draw that was run and written, and what was remarkable about it."""

    plan: Plan
    draw: Draw
    engine: Engine
    late_changes: list[LateChange] | None


def run_draw(
    folder: Folder,
    engine: Engine | None = None,
    previous: Folder | None = None,
    log_head: str = "",
) -> Ran:
    """Draw and write the result; ``previous`` is an earlier bundle of the same frames.

    ``log_head`` is the head of the log now, where a platform keeps one.

    Raises Refusal if there is a result already, or the inputs do not fit the plan.
    """
    with locked(folder):
        finish_outcome(folder)
        refuse_second_draw(folder)
        plan = bundle.load_plan(folder)
        engine, load_registers = registers_loader(folder, plan, engine)
        registers = load_registers(folder, plan)
        inputs = Inputs(
            plan=plan,
            entropy=bundle.load_entropy(folder, plan),
            registers=registers,
            inspectors=bundle.load_inspectors(folder, plan),
            conflicts=bundle.load_conflicts(folder, plan),
        )
        draw = conduct(inputs)
        changes = _changes_since(previous, folder, inputs) if previous else None
        circumstances = Circumstances(
            late_changes=changes,
            engines=[engine],
            log_head=log_head or plan.prev_head,
            code_version=f"mingcha {version('mingcha')}",
        )
        write_outcome(folder, _outcome_files(folder, inputs, draw, circumstances))
    return Ran(plan, draw, engine, changes)


def _outcome_files(
    folder: Folder, inputs: Inputs, draw: Draw, circumstances: Circumstances
) -> dict[str, bytes]:
    plan = inputs.plan
    files = {path: tsv_bytes(lines) for path, lines in output_lines(draw).items()}
    hashes = {path: plan.suite.hex(data) for path, data in files.items()}
    for path in input_paths(plan):
        hashes[path] = plan.suite.hex(folder.read(path, MAX_FILE_BYTES))
    content = recomputable(inputs, draw, hashes)
    files[TRANSCRIPT_FILE] = transcript_bytes(plan.suite, content, circumstances)
    return files


def _changes_since(previous: Folder, folder: Folder, inputs: Inputs) -> list[LateChange]:
    """Compare with an earlier bundle's registers; sealed strata by what their codes mean."""
    earlier = bundle.load_plan(previous)
    then, now = _meanings(previous, earlier), _meanings(folder, inputs.plan)
    rows = bundle.load_rows(previous, earlier)
    changes = [
        change
        for frame in inputs.plan.frames
        if frame.code in rows
        for change in late_changes(
            frame.code,
            _explained(rows[frame.code], frame.code, then),
            _explained(inputs.registers.all_rows(frame.code), frame.code, now),
        )
    ]
    return sorted(changes, key=lambda change: (change.frame, change.id))


def _meanings(folder: Folder, plan: Plan) -> Mapping[str, str]:
    sealed = bundle.load_sealed(folder, plan)
    return sealed.meanings if sealed else {}


def _explained(
    rows: Iterable[RegisterRow], frame: str, meanings: Mapping[str, str]
) -> Iterator[RegisterRow]:
    """Give each row the meaning of its stratum, which the neutral codes of two draws hide."""
    for row in rows:
        yield row._replace(stratum=meanings.get(f"{frame}/{row.stratum}", row.stratum))
