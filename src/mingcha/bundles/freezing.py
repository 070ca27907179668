"""Freezing: from the departments' registers to the five inputs of a draw."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingcha.bundles.coding import Coding
from mingcha.bundles.draft import plan_in_prospect, write_draft
from mingcha.bundles.engines import digests_of_files, frozen_registers
from mingcha.bundles.folder import Folder
from mingcha.bundles.frame_register import Sealing
from mingcha.bundles.frame_source import FrameCoding, FrameSource
from mingcha.bundles.private_folder import KnownNames, KnownPerson, PrivateFolder
from mingcha.bundles.rules import FrameRules, Rules
from mingcha.bundles.staff_register import (
    FrozenRecusals,
    FrozenStaff,
    freeze_recusals,
    freeze_staff,
)
from mingcha.bundles.strata import StratumNames, name_strata, plan_strata
from mingcha.core.draw.bundle import check_all_strata_known, check_no_strata_of_one
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.entropy import Reveal
from mingcha.core.draw.plan import MissingRule, Mode, Plan, register_path
from mingcha.core.draw.sealed_file import SEALED_FILE, SealedFile
from mingcha.core.draw.sealing import row_commitment
from mingcha.core.draw.selection import Registers, singled_out
from mingcha.core.draw.staff_lines import CONFLICTS_FILE, INSPECTORS_FILE, inspector_line
from mingcha.core.draw.suites import SPEC, SUITES
from mingcha.core.draw.tsv import sorted_tsv
from mingcha.core.errors import Refusal
from mingcha.core.intake.records import InspectorRecord, RecusalRecord


@dataclass(frozen=True, slots=True)
class Sources:
    """What is frozen: the objects by frame code, inspectors, recusals."""

    objects: Mapping[str, FrameSource]
    inspectors: Sequence[InspectorRecord]
    recusals: Sequence[RecusalRecord] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was frozen: the plan as it will be, the registers by it, and the people.

    ``has_census_of_one`` where a stratum's only object is checked, not drawn (``Rules``).
    """

    plan: Plan
    registers: Registers
    names: Mapping[str, StratumNames]
    staff: FrozenStaff
    recusals: FrozenRecusals
    has_census_of_one: bool

    def eligible(self, frame: str) -> int:
        """Return how many objects of a frame can be drawn."""
        return sum(size.eligible for size in self.registers.sizes(frame).values())


def freeze(rules: Rules, sources: Sources, target: Path) -> Frozen:
    """Write the frozen inputs and the draft of the plan into a new folder.

    Nothing is left there where anything is refused.
    """
    if target.exists() and any(target.iterdir()):
        raise Refusal(f"{target} 里已经有文件，请另外给出一个新文件夹")
    target.mkdir(parents=True, exist_ok=True)
    try:
        return _Freezing(rules, sources, Folder(target)).freeze()
    except BaseException:
        _clear(target)
        raise


def _clear(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(PrivateFolder(target).path, ignore_errors=True)


def _alone(plan: Plan, registers: Registers) -> list[tuple[str, str]]:
    """Return frame and code of each stratum whose only object would be drawn for certain."""
    return [
        (frame.code, code)
        for frame in plan.drawing_frames
        for code in singled_out(frame, registers.sizes(frame.code))
    ]


def _with_census(draft: Json, alone: Collection[tuple[str, str]]) -> Plan:
    """Note in the draft that the only object of a stratum is checked in any case, not drawn."""
    for frame in draft["plan"]["frames"]:
        for stratum in frame.get("strata", ()):
            if (frame["code"], stratum["code"]) in alone:
                stratum["census"] = True
    return plan_in_prospect(draft)


class _Freezing:
    """One freeze into an empty folder."""

    def __init__(self, rules: Rules, sources: Sources, folder: Folder) -> None:
        self._rules = rules
        self._sources = sources
        self._folder = folder
        self._suite = SUITES[rules.suite]
        is_sealed = rules.mode is not Mode.IMMEDIATE
        self._row_secret = secrets.token_hex(32) if is_sealed else ""
        self._salt = secrets.token_hex(32)
        self._names = {frame.code: name_strata(frame, self._row_secret) for frame in rules.frames}

    def freeze(self) -> Frozen:
        words = Coding(self._rules)
        for frame in self._rules.frames:
            self._write_register(frame, words)
        staff = freeze_staff(self._rules, self._sources.inspectors, words, self._salt)
        recusals = freeze_recusals(self._sources.recusals, staff, words)
        words.refuse_unknown()
        self._folder.write(INSPECTORS_FILE, sorted_tsv(map(inspector_line, staff.inspectors)))
        self._folder.write(CONFLICTS_FILE, sorted_tsv("\t".join(c) for c in recusals.conflicts))
        draft = {
            "parties": list(self._rules.parties),
            "profile": self._rules.profile.value,
            "plan": self._plan_document(),
        }
        plan = plan_in_prospect(draft)
        registers = frozen_registers(self._folder, plan)
        check_all_strata_known(plan, registers)
        alone = _alone(plan, registers) if self._rules.census_of_one else []
        if alone:
            plan = _with_census(draft, alone)
        check_no_strata_of_one(plan, registers)
        PrivateFolder(self._folder.path).write(self._salt, self._known_names(staff, registers))
        if self._row_secret:
            sealed = self._sealed_file().to_bytes(self._suite)
            self._folder.write(SEALED_FILE, sealed, mode=0o600)
        write_draft(self._folder, draft)
        return Frozen(plan, registers, self._names, staff, recusals, has_census_of_one=bool(alone))

    def _write_register(self, frame: FrameRules, words: Coding) -> None:
        if frame.code not in self._sources.objects:
            raise Refusal(f"没有给出抽样框 {frame.code} 的名录：--objects {frame.code}=文件")
        sealing = Sealing(self._suite, self._row_secret)
        coding = FrameCoding(self._names[frame.code], words, sealing)
        path = self._folder.path / register_path(frame.code)
        self._sources.objects[frame.code].write(frame, coding, path)

    def _plan_document(self) -> Json:
        """Return the plan with no commitments yet."""
        rules = self._rules
        missing_rule = MissingRule.GO_ON if rules.public else MissingRule.VOID
        *registers, inspectors, conflicts = self._digests(
            *(register_path(frame.code) for frame in rules.frames), INSPECTORS_FILE, CONFLICTS_FILE
        )
        return {
            "spec": SPEC,
            "suite": rules.suite,
            "draw_id": rules.draw_id,
            "task": rules.task,
            "seq": rules.seq,
            "prev_head": rules.prev_head,
            "frames": [
                self._frame_json(frame, register)
                for frame, register in zip(rules.frames, registers, strict=True)
            ],
            "inspectors": inspectors,
            "coi": conflicts,
            "entropy": {
                "commits": [],
                "public": list(rules.public),
                "missing_rule": missing_rule.value,
            },
            "reveal_by": rules.reveal_by,
            "public_after": rules.public_after,
            "assignment": rules.assignment,
            "disclosure": self._disclosure_json(),
        }

    def _digests(self, *paths: str) -> list[Json]:
        found = digests_of_files(self._suite, [self._folder.path / path for path in paths])
        return [digest.as_json() for digest in found]

    def _frame_json(self, frame: FrameRules, register: Json) -> Json:
        if frame.follow:
            return {"code": frame.code, "register": register, "follow": frame.follow}
        strata = plan_strata(frame, self._names[frame.code])
        return {"code": frame.code, "register": register, **frame.settings, "strata": strata}

    def _disclosure_json(self) -> Json:
        rules = self._rules
        disclosure: dict[str, Json] = {"mode": rules.mode.value, "disclose_by": rules.disclose_by}
        if self._row_secret:
            commit = row_commitment(self._suite, rules.draw_id, self._row_secret)
            disclosure |= {"sealed": rules.sealed, "row_commit": commit}
        return disclosure

    def _sealed_file(self) -> SealedFile:
        meanings = {
            f"{code}/{stratum}": value
            for code, names in self._names.items()
            for stratum, value in names.meanings().items()
        }
        waiting = Reveal(self._rules.sealed, "")
        return SealedFile(self._rules.draw_id, self._row_secret, waiting, meanings)

    def _known_names(self, staff: FrozenStaff, registers: Registers) -> KnownNames:
        sources = self._sources.objects.values()
        objects = {known.id: known for source in sources for known in source.known_objects()}
        codes = {region for standing in registers.standings() for _, region in standing}
        people = staff.people
        return KnownNames(
            objects=list(objects.values()),
            people=[KnownPerson(i, r.staff_no, r.name, r.unit or "") for i, r in people.items()],
            regions={c: n for source in sources for c, n in source.region_names(codes).items()},
            units={i.unit: people[i.iid].unit or "" for i in staff.inspectors},
        )
