"""Running a draw in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from mingcha.bundles.engines import Engine, registers_loader
from mingcha.bundles.folder import Folder, locked, written
from mingcha.bundles.outcome import finish_outcome, new_outcome, refuse_second_draw
from mingcha.core.draw import bundle
from mingcha.core.draw.conduct import Draw, Inputs, conduct
from mingcha.core.draw.late_changes import LateChange, late_changes
from mingcha.core.draw.outputs import input_paths, output_pieces
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.transcript import (
    TRANSCRIPT_FILE,
    Circumstances,
    recomputable,
    transcript_bytes,
)
from mingcha.core.draw.tsv import pass_on


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
        with new_outcome(folder) as outcome:
            _write(folder, outcome, inputs, draw, circumstances)
    return Ran(plan, draw, engine, changes)


def _write(
    folder: Folder, outcome: Folder, inputs: Inputs, draw: Draw, circumstances: Circumstances
) -> None:
    """Write the files of the result, the transcript of all of them last."""
    suite = inputs.plan.suite
    outputs = {}
    for path, pieces in output_pieces(inputs, draw).items():
        with written(outcome.path / path) as file:
            outputs[path] = pass_on(suite, pieces, file.write)
    hashes = {
        path: suite.hex_of_pieces(bundle.pieces_of(folder, path))
        for path in input_paths(inputs.plan)
    }
    content = recomputable(inputs, draw, hashes, outputs)
    outcome.write(TRANSCRIPT_FILE, transcript_bytes(suite, content, circumstances))


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
