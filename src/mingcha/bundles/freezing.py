"""Freezing: from the departments' registers to the five inputs of a draw."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingcha.bundles.coding import Coding
from mingcha.bundles.draft import plan_in_prospect, write_draft
from mingcha.bundles.folder import Folder
from mingcha.bundles.frame_register import Sealing, register_rows
from mingcha.bundles.private_folder import (
    KnownNames,
    KnownObject,
    KnownPerson,
    PrivateFolder,
)
from mingcha.bundles.rules import FrameRules, Rules
from mingcha.bundles.staff_register import (
    FrozenRecusals,
    FrozenStaff,
    freeze_recusals,
    freeze_staff,
)
from mingcha.bundles.strata import name_strata, plan_strata
from mingcha.core.draw.bundle import check_all_strata_known, check_no_strata_of_one
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.entropy import Reveal
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.plan import MissingRule, Mode, register_path
from mingcha.core.draw.registers import ELIGIBLE, RegisterRow
from mingcha.core.draw.sealed_file import SEALED_FILE, SealedFile
from mingcha.core.draw.sealing import row_commitment
from mingcha.core.draw.staff_lines import CONFLICTS_FILE, INSPECTORS_FILE, inspector_line
from mingcha.core.draw.suites import SPEC, SUITES
from mingcha.core.draw.tsv import digest_of, sorted_tsv
from mingcha.core.errors import Refusal
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake.records import InspectorRecord, ObjectRecord, RecusalRecord


@dataclass(frozen=True, slots=True)
class Sources:
    """The checked records: objects by frame code, inspectors, recusals."""

    objects: Mapping[str, Sequence[ObjectRecord]]
    inspectors: Sequence[InspectorRecord]
    recusals: Sequence[RecusalRecord] = ()


@dataclass(frozen=True, slots=True)
class FrozenFrame:
    """How many rows of a frame can be drawn."""

    code: str
    eligible: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was frozen, for people."""

    frames: list[FrozenFrame]
    staff: FrozenStaff
    recusals: FrozenRecusals


def freeze(rules: Rules, sources: Sources, target: Path) -> Frozen:
    """Write the frozen inputs and the draft of the plan into a new folder.

    Nothing is written where anything is refused.
    """
    if target.exists() and any(target.iterdir()):
        raise Refusal(f"{target} 里已经有文件，请另外给出一个新文件夹")
    frozen = _Freezing(rules, sources)
    return frozen.write(target)


class _Freezing:
    """Everything that goes into the folder, made before the first byte is written."""

    def __init__(self, rules: Rules, sources: Sources) -> None:
        self._rules = rules
        self._sources = sources
        self._suite = SUITES[rules.suite]
        is_sealed = rules.mode is not Mode.IMMEDIATE
        self._row_secret = secrets.token_hex(32) if is_sealed else ""
        self._salt = secrets.token_hex(32)
        coding = Coding(rules)
        self._names = {frame.code: name_strata(frame, self._row_secret) for frame in rules.frames}
        self._rows = {frame.code: self._frame_rows(frame, coding) for frame in rules.frames}
        self._staff = freeze_staff(rules, sources.inspectors, coding, self._salt)
        self._recusals = freeze_recusals(sources.recusals, self._staff, coding)
        coding.refuse_unknown()

    def write(self, target: Path) -> Frozen:
        files = self._tsv_files()
        draft = {
            "parties": list(self._rules.parties),
            "profile": self._rules.profile.value,
            "plan": self._plan_document(files),
        }
        self._refuse_unsound(draft)
        target.mkdir(parents=True, exist_ok=True)
        folder = Folder(target)
        for path, data in files.items():
            folder.write(path, data)
        PrivateFolder(target).write(self._salt, self._known_names())
        if self._row_secret:
            folder.write(SEALED_FILE, self._sealed_file().to_bytes(self._suite), mode=0o600)
        write_draft(folder, draft)
        return Frozen(self._frozen_frames(), self._staff, self._recusals)

    def _frame_rows(self, frame: FrameRules, coding: Coding) -> list[RegisterRow]:
        if frame.code not in self._sources.objects:
            raise Refusal(f"没有给出抽样框 {frame.code} 的名录：--objects {frame.code}=文件")
        records = self._sources.objects[frame.code]
        sealing = Sealing(self._suite, self._row_secret)
        return register_rows(frame, records, self._names[frame.code], coding, sealing)

    def _tsv_files(self) -> dict[str, bytes]:
        files = {
            register_path(code): sorted_tsv(row.line for row in rows)
            for code, rows in self._rows.items()
        }
        files[INSPECTORS_FILE] = sorted_tsv(map(inspector_line, self._staff.inspectors))
        files[CONFLICTS_FILE] = sorted_tsv("\t".join(c) for c in self._recusals.conflicts)
        return files

    def _plan_document(self, files: Mapping[str, bytes]) -> Json:
        """Return the plan with no commitments yet."""
        rules = self._rules
        digests = {path: digest_of(self._suite, data).as_json() for path, data in files.items()}
        missing_rule = MissingRule.GO_ON if rules.public else MissingRule.VOID
        return {
            "spec": SPEC,
            "suite": rules.suite,
            "draw_id": rules.draw_id,
            "task": rules.task,
            "seq": rules.seq,
            "prev_head": rules.prev_head,
            "frames": [
                self._frame_json(frame, digests[register_path(frame.code)])
                for frame in rules.frames
            ],
            "inspectors": digests[INSPECTORS_FILE],
            "coi": digests[CONFLICTS_FILE],
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

    def _refuse_unsound(self, draft: Json) -> None:
        """Find the plan's faults now rather than when it is sealed."""
        plan = plan_in_prospect(draft)
        registers = MemoryRegisters(self._suite.new, self._rows)
        check_all_strata_known(plan, registers)
        check_no_strata_of_one(plan, registers)

    def _sealed_file(self) -> SealedFile:
        meanings = {
            f"{code}/{stratum}": value
            for code, names in self._names.items()
            for stratum, value in names.meanings().items()
        }
        waiting = Reveal(self._rules.sealed, "")
        return SealedFile(self._rules.draw_id, self._row_secret, waiting, meanings)

    def _known_names(self) -> KnownNames:
        records = [r for frame in self._sources.objects.values() for r in frame]
        objects = {
            object_key(r.id): KnownObject(object_key(r.id), r.name, r.address or "")
            for r in records
        }
        regions = {r.region: r.fields["township"] for r in records if "township" in r.fields}
        people = self._staff.people
        return KnownNames(
            objects=list(objects.values()),
            people=[KnownPerson(i, r.staff_no, r.name, r.unit or "") for i, r in people.items()],
            regions={code: name for code, name in regions.items() if code},
            units={i.unit: people[i.iid].unit or "" for i in self._staff.inspectors},
        )

    def _frozen_frames(self) -> list[FrozenFrame]:
        return [
            FrozenFrame(code, eligible=sum(row.excl == ELIGIBLE for row in rows))
            for code, rows in self._rows.items()
        ]
