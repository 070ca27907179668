"""Whole bundles in memory: the protocol's vectors, and a village small enough to alter at will."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from mingcha.core.draw import bundle, log, sealing
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.conduct import Draw, Inputs, conduct
from mingcha.core.draw.entropy import Reveal, commitment
from mingcha.core.draw.late_changes import LateChange
from mingcha.core.draw.log_agreement import Told
from mingcha.core.draw.outputs import input_paths, output_pieces
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.plan_schema import parse_plan
from mingcha.core.draw.sealed_file import SealedFile
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.transcript import Circumstances, recomputable, transcript_bytes
from mingcha.core.draw.tsv import digest_of, sorted_tsv, tsv_bytes
from mingcha.core.draw.verification import verify
from mingcha.core.errors import InvalidFile

Json = Any
VECTORS = Path(__file__).parents[2] / "vectors"


class Bundle(dict[str, bytes]):
    """The files of a bundle by path; implements ``core.draw.bundle.Files``."""

    def read(self, path: str, limit: int) -> bytes:
        self.check(path)
        if len(self[path]) > limit:
            raise InvalidFile(path, "文件过大")
        return self[path]

    def open(self, path: str) -> BinaryIO:
        self.check(path)
        return io.BytesIO(self[path])

    def has(self, path: str) -> bool:
        return path in self

    def check(self, path: str) -> None:
        if path not in self:
            raise InvalidFile(path, "文件不存在")

    def copy(self) -> Bundle:
        return Bundle(self)

    @property
    def plan(self) -> Plan:
        return parse_plan(self["plan.json"])

    def json(self, path: str) -> Json:
        return json.loads(self[path])

    def lines(self, path: str) -> list[str]:
        return self[path].decode().splitlines()

    def edit(self, path: str, change: Callable[[Json], object]) -> Bundle:
        """Change a JSON file in place."""
        document = self.json(path)
        change(document)
        self[path] = jcs(document)
        return self

    def edit_lines(self, path: str, change: Callable[[list[str]], Iterable[str]]) -> Bundle:
        """Replace the lines of a TSV file; they are sorted again."""
        self[path] = sorted_tsv(change(self.lines(path)))
        return self

    def freeze(self) -> Bundle:
        """Write into the plan what it commits to, as if nothing had been published yet."""

        def commit(plan: Json) -> None:
            suite = SUITES[plan["suite"]]
            for frame in plan["frames"]:
                register = self[f"registers/{frame['code']}.tsv"]
                frame["register"] = digest_of(suite, register).as_json()
            plan["inspectors"] = digest_of(suite, self["inspectors.tsv"]).as_json()
            plan["coi"] = digest_of(suite, self["coi.tsv"]).as_json()
            for promised, reveal in zip(
                plan["entropy"]["commits"], self.json("entropy.json")["reveals"], strict=True
            ):
                if len(reveal["r"]) == 64:
                    promised["c"] = commitment(
                        suite, plan["draw_id"], promised["party"], reveal["r"]
                    )

        return self.edit("plan.json", commit)

    def inputs(self) -> Inputs:
        plan = self.plan
        return Inputs(
            plan=plan,
            entropy=bundle.load_entropy(self, plan),
            registers=bundle.load_registers(self, plan),
            inspectors=bundle.load_inspectors(self, plan),
            conflicts=bundle.load_conflicts(self, plan),
        )

    def conduct(self) -> Draw:
        return conduct(self.inputs())

    def written(self, inputs: Inputs | None = None) -> dict[str, bytes]:
        """Return the TSV files that the draw writes from these inputs, its own where none are given."""
        inputs = inputs or self.inputs()
        made = output_pieces(inputs, conduct(inputs))
        return {path: b"".join(map(tsv_bytes, pieces)) for path, pieces in made.items()}

    def draw(self, late_changes: list[LateChange] | None = None) -> Bundle:
        """Write the result, the teams and the transcript."""
        inputs = self.inputs()
        suite, drawn = inputs.plan.suite, conduct(inputs)
        files = self.written(inputs)
        self.update(files)
        hashes = {path: suite.hex(self[path]) for path in input_paths(inputs.plan)}
        outputs = {path: digest_of(suite, self[path]) for path in files}
        circumstances = Circumstances(
            late_changes=late_changes,
            engines=["core"],
            log_head=inputs.plan.prev_head,
            code_version="mingcha 0.1.0",
        )
        self["transcript.json"] = transcript_bytes(
            suite, recomputable(inputs, drawn, hashes, outputs), circumstances
        )
        return self

    def preliminaries(self) -> list[log.Record]:
        """Return the log before the plan: its registers and commitments."""
        plan = self.plan
        bodies: list[tuple[log.EntryType, Json]] = [
            (log.EntryType.REGISTER, {"frame": f.code, "register": f.register.as_json()})
            for f in plan.frames
        ]
        bodies += [
            (log.EntryType.COMMIT, {"party": promised.party, "c": promised.c})
            for promised in plan.entropy.commits
        ]
        return self.log_on([], bodies)

    def place_in_log(self) -> Bundle:
        """Let the plan name the place in the log that comes after the preliminaries."""
        before = self.preliminaries()
        place = {"seq": len(before), "prev_head": before[-1].entry.head(self.plan.suite)}
        return self.edit("plan.json", lambda plan: plan.update(place))

    def records(self) -> list[log.Record]:
        """Return the log of the whole draw up to the teams."""
        inputs = self.inputs()
        told = Told(inputs.plan, inputs.entropy, conduct(inputs), inputs.registers)
        after_plan = list(log.EntryType)[3:]
        bodies = [
            (kind, body)
            for kind, of_kind in told.bodies().items()
            if kind in after_plan
            for body in of_kind
        ]
        return self.log_on(self.preliminaries(), bodies)

    def log_on(
        self, records: list[log.Record], bodies: Iterable[tuple[log.EntryType, Json]]
    ) -> list[log.Record]:
        """Return the log with an entry of this draw more for each of the bodies."""
        suite, draw_id = self.plan.suite, self.plan.draw_id
        for kind, body in bodies:
            time = f"2026-11-20T09:{len(records):02}:00+08:00"
            records = log.append(suite, records, kind, time=time, draw_id=draw_id, body=body)
        return records

    def write_log(self, records: list[log.Record] | None = None) -> Bundle:
        lines = [record.line() for record in (records or self.records())]
        self["log.jsonl"] = b"".join(line + b"\n" for line in lines)
        return self

    def faults(self) -> dict[str, str]:
        """Verify; return the message of each check that did not pass, ``None`` if not made."""
        return {
            str(verdict.check): verdict.fault if verdict.made else "not made"
            for verdict in verify(self)
            if not verdict.passed
        }


def read_folder(folder: Path) -> Bundle:
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "summary.json"]
    return Bundle({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})


def stratum_of_ratio(code: str, bp: int) -> Json:
    return {"code": code, "mode": "ratio", "bp": bp}


def village_plan() -> Json:
    rule = {"unit": "scjg", "expertise": [], "match": "within"}
    anybody = {"unit": "*", "expertise": [], "match": "any"}
    return {
        "spec": "SSJ-DRAW/1",
        "suite": "S1",
        "draw_id": "130184-2026-0001",
        "task": "2026年食品销售抽查",
        "seq": 0,
        "prev_head": "0" * 64,
        "frames": [
            {
                "code": "MAIN",
                "register": {},
                "base": "eligible",
                "reserve_bp": 5000,
                "batches": 2,
                "strata": [stratum_of_ratio("G1", 5000), stratum_of_ratio("G2", 4000)],
            },
            {"code": "FIRE", "register": {}, "follow": "MAIN"},
        ],
        "inspectors": {},
        "coi": {},
        "entropy": {
            "commits": [{"party": "organiser", "c": ""}, {"party": "witness", "c": ""}],
            "public": ["pl5|26301"],
            "missing_rule": "-",
        },
        "reveal_by": "2026-11-20T20:00:00+08:00",
        "public_after": "2026-11-20T21:00:00+08:00",
        "assignment": {
            "algo": "RPA-1",
            "choices": 2,
            "tmax": 64,
            "valid_on": "2026-12-31",
            "slots": [
                {"frame": "MAIN", **rule, "expertise": ["food"]},
                {"frame": "MAIN", **rule},
                {"frame": "FIRE", **anybody, "unit": "xfjy"},
            ],
            "fallback": [[None, anybody, None]],
        },
        "disclosure": {"mode": "immediate", "disclose_by": ""},
    }


MAIN_ROWS = [
    ("9113018400000001XA", "G1", "130184", "-"),
    ("9113018400000002XB", "G1", "130184", "-"),
    ("9113018400000003XC", "G1", "130184101", "-"),
    ("9113018400000004XD", "G1", "130184", "-"),
    ("9113018400000005XE", "G1", "130184", "deregistered"),
    ("9213018400000006XF", "G2", "130184", "-"),
    ("9213018400000007XG", "G2", "130184102203", "-"),
    ("9213018400000008XH", "G2", "130184", "-"),
    ("9213018400000009XJ", "G2", "130184", "-"),
    ("9213018400000010XK", "G2", "130184", "-"),
]
FIRE_ROWS = [
    ("9113018400000001XA", "X", "130184", "-"),
    ("9113018400000002XB", "X", "130184", "-"),
    ("9113018400000003XC", "Y", "130184", "closed"),
    ("9113018400000004XD", "Y", "130184", "-"),
    ("9213018400000006XF", "Y", "130184", "-"),
    ("9213018400000011XL", "Y", "130184", "-"),
]
STAFF = [
    ("I01", "1301", "2027-06-30", "food", "4", "scjg"),
    ("I02", "130184", "2027-06-30", "food,metrology", "4", "scjg"),
    ("I03", "130184", "2028-06-30", "", "4", "scjg"),
    ("I04", "130184", "2027-06-30", "", "3", "xfjy"),
    ("I05", "13", "2026-06-30", "", "3", "xfjy"),
]
CONFLICTS = [
    ("9113018400000001XA", "I01", "kin"),
    ("9113018400000099ZZ", "I02", "shareholder"),
]
REVEALS = {party: hashlib.sha256(party.encode()).hexdigest() for party in ("organiser", "witness")}
ROW_SECRET = hashlib.sha256(b"row secret").hexdigest()


def tsv_of(rows: Iterable[tuple[str, ...]]) -> bytes:
    return sorted_tsv("\t".join(row) for row in rows)


def make_village() -> Bundle:
    persons = [hashlib.sha256(row[0].encode()).hexdigest()[:32] for row in STAFF]
    reveals = [{"party": party, "r": r} for party, r in REVEALS.items()]
    files = Bundle(
        {
            "plan.json": jcs(village_plan()),
            "registers/MAIN.tsv": tsv_of(MAIN_ROWS),
            "registers/FIRE.tsv": tsv_of(FIRE_ROWS),
            "inspectors.tsv": tsv_of(
                (*row, person) for row, person in zip(STAFF, persons, strict=True)
            ),
            "coi.tsv": tsv_of(CONFLICTS),
            "entropy.json": jcs({"reveals": reveals, "public": ["pl5|26301|0,9,9,3,1"]}),
        }
    )
    return files.freeze().place_in_log()


def seal(files: Bundle, disclosure: Json) -> Bundle:
    """Turn a village into one of a sealed mode: tags on the rows, ``sealed.json``."""
    suite, draw_id = files.plan.suite, files.plan.draw_id
    row_commit = sealing.row_commitment(suite, draw_id, ROW_SECRET)
    sealed = disclosure | {"sealed": "organiser", "row_commit": row_commit}
    files.edit("plan.json", lambda plan: plan.update(disclosure=sealed))
    for code, rows in (("MAIN", MAIN_ROWS), ("FIRE", FIRE_ROWS)):
        tagged = [(*row, sealing.row_tag(suite, ROW_SECRET, code, row[0])) for row in rows]
        files[f"registers/{code}.tsv"] = tsv_of(tagged)
    files["sealed.json"] = SealedFile(
        draw_id=draw_id,
        row_secret=ROW_SECRET,
        reveal=Reveal("organiser", REVEALS["organiser"]),
        meanings={"G1": "风险较高", "G2": "风险一般"},
    ).to_bytes(suite)
    return files.freeze().place_in_log()


@pytest.fixture
def make_bundle() -> type[Bundle]:
    return Bundle


@pytest.fixture
def undrawn_village() -> Bundle:
    """A sealed plan with all its inputs, before the draw."""
    return make_village()


@pytest.fixture
def village() -> Bundle:
    """A drawn bundle in immediate mode, with its log."""
    return make_village().draw().write_log()


@pytest.fixture
def sealed_village() -> Bundle:
    """A drawn confidential bundle, with its log and ``sealed.json``."""
    return seal(make_village(), {"mode": "confidential", "disclose_by": ""}).draw().write_log()


@pytest.fixture
def deferred_village() -> Bundle:
    deferred = {"mode": "deferred", "disclose_by": "2026-12-01T00:00:00+08:00"}
    return seal(make_village(), deferred).draw()


@pytest.fixture(scope="session")
def vector_bundle(vector: Path) -> Bundle:
    """The inputs and expected outputs of a vector; copy it before changing it."""
    return read_folder(vector)


@pytest.fixture
def drawn_vector(vector_bundle: Bundle) -> Bundle:
    """A vector with its transcript."""
    return vector_bundle.copy().draw()


@pytest.fixture(scope="session")
def summary(vector: Path) -> Json:
    return json.loads((vector / "summary.json").read_bytes())


@pytest.fixture
def usual_case() -> Bundle:
    """The vector S1 with its transcript."""
    return read_folder(VECTORS / "S1").draw()


@pytest.fixture
def confidential_case() -> Bundle:
    """The vector ``confidential`` with its transcript."""
    return read_folder(VECTORS / "confidential").draw()
