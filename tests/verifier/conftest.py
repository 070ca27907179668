"""Whole bundles for the stand-alone verifier's tests; hashes and trees come from hashlib alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cached_property
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "verifier" / "verify_draw.py"
SECRET = "5e" * 32
CLAIMS = {"late_changes": None, "engines": ["core"], "code_version": "mingcha 0.1.0"}
OUTCOMES = {"通过": "pass", "不适用": "absent", "不符": "fail", "未核对": "blocked"}


def jcs(value: object) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def recompute(verifier: ModuleType, folder: Path) -> Any:
    """The draw of a folder; what is missing there leaves later parts out."""
    draw = verifier.Draw(folder)
    list(draw.run())
    return draw


def answer(verifier: ModuleType, *arguments: object) -> tuple[int, str]:
    """The command's exit code and what it says; run here, as a new Python each time takes longer."""
    with redirect_stdout(StringIO()) as said:
        code = verifier.main([*map(str, arguments)])
    return code, said.getvalue()


class Bundle:
    """A bundle's folder, which a test may change, seal and draw again."""

    def __init__(self, verifier: ModuleType, folder: Path) -> None:
        self.verifier, self.folder = verifier, folder

    def load(self, name: str) -> Any:
        return json.loads(self.path(name).read_bytes())

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, value: object) -> None:
        data = value if isinstance(value, bytes) else jcs(value)
        self.path(name).write_bytes(data)

    def lines(self, name: str) -> list[bytes]:
        return self.path(name).read_bytes().split(b"\n")[:-1]

    def write_lines(self, name: str, lines: list[bytes]) -> None:
        self.write(name, b"".join(line + b"\n" for line in lines))

    @cached_property
    def hash_name(self) -> str:
        return {"S1": "sha256", "S2": "sm3"}[self.load("plan.json")["suite"]]

    def raw(self, data: bytes) -> bytes:
        return hashlib.new(self.hash_name, data).digest()

    def hash(self, *parts: str) -> str:
        """Hash of parts joined by LF."""
        return self.raw("\n".join(parts).encode()).hex()

    def root(self, lines: list[bytes]) -> bytes:
        """Merkle tree hash as RFC 6962 section 2.1 writes it, top down."""
        if len(lines) < 2:
            return self.raw(b"\0" + lines[0] if lines else b"")
        half = 1 << (len(lines) - 1).bit_length() - 1
        return self.raw(b"\1" + self.root(lines[:half]) + self.root(lines[half:]))

    def path_to(self, lines: list[bytes], index: int) -> list[str]:
        """Merkle path as RFC 6962 section 2.1.1 writes it."""
        if len(lines) == 1:
            return []
        half = 1 << (len(lines) - 1).bit_length() - 1
        if index < half:
            return [*self.path_to(lines[:half], index), self.root(lines[half:]).hex()]
        return [*self.path_to(lines[half:], index - half), self.root(lines[:half]).hex()]

    def digest(self, name: str) -> dict[str, object]:
        lines, data = self.lines(name), self.path(name).read_bytes()
        return {
            "root": self.root(lines).hex(),
            "size": len(lines),
            "file_hash": self.raw(data).hex(),
        }

    def digested(self, tag: str, value: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value[key] for key in value if key != "digest"}
        digest = self.raw(f"SSJ-DRAW/1|{tag}\n".encode() + jcs(rest)).hex()
        return {**rest, "digest": digest}

    def freeze(self, **changes: Any) -> None:
        """Put changes and the digests of the input files into the plan."""
        plan = {**self.load("plan.json"), **changes}
        self.write("plan.json", plan)
        for frame in plan["frames"]:
            frame["register"] = self.digest(f"registers/{frame['code']}.tsv")
        plan.update(inspectors=self.digest("inspectors.tsv"), coi=self.digest("coi.tsv"))
        self.write("plan.json", plan)

    def seal(self) -> None:
        """Give a sealed bundle's registers the row salts of SECRET, and write sealed.json."""
        plan = self.load("plan.json")
        for frame in plan["frames"]:
            name = f"registers/{frame['code']}.tsv"
            rows = [line.decode().split("\t")[:4] for line in self.lines(name)]
            salted = [
                [*row, self.hash("SSJ-DRAW/1|ROW", SECRET, frame["code"], row[0])[:32]]
                for row in rows
            ]
            self.write_lines(name, ["\t".join(row).encode() for row in salted])
        party = plan["disclosure"]["sealed"]
        commit = self.hash("SSJ-DRAW/1|ROWSECRET", plan["draw_id"], SECRET)
        self.freeze(disclosure={**plan["disclosure"], "row_commit": commit})
        reveal = next(r for r in self.load("entropy.json")["reveals"] if r["party"] == party)
        sealed = {"draw_id": plan["draw_id"], "row_secret": SECRET, "reveal": reveal}
        sealed["meanings"] = {"MAIN/A": "信用风险低", "MAIN/B": "信用风险一般"}
        self.write("sealed.json", self.digested("SEALED", sealed))

    def draw(self) -> Any:
        """Recompute and write everything that the draw writes."""
        for name, lines in recompute(self.verifier, self.folder).lines.items():
            self.write_lines(name, [line.encode() for line in lines])
        found = recompute(self.verifier, self.folder)
        head = self.load("plan.json")["prev_head"]
        transcript = {**found.transcript, **CLAIMS, "log_head": head}
        self.write("transcript.json", self.digested("TRANSCRIPT", transcript))
        return found

    def shrink(self) -> None:
        """Keep a few rows of the inputs, and draw again."""
        for path in [*self.path("registers").iterdir(), self.path("inspectors.tsv")]:
            self.write_lines(
                path.relative_to(self.folder).as_posix(), path.read_bytes().split(b"\n")[:12]
            )
        self.write_lines("coi.tsv", self.lines("coi.tsv")[:2])
        strata = {line.split(b"\t")[1].decode() for line in self.lines("registers/MAIN.tsv")}
        frames = self.load("plan.json")["frames"]
        frames[0]["strata"] = [{"code": code, "w": 1} for code in sorted(strata)]
        self.freeze(frames=[{**frames[0], "total": 4}, *frames[1:]])
        if self.path("sealed.json").exists():
            self.seal()
        self.draw()

    def change_transcript(self, **changes: Any) -> None:
        changed = {**self.load("transcript.json"), **changes}
        self.write("transcript.json", self.digested("TRANSCRIPT", changed))

    def log_bodies(self) -> list[tuple[str, Any]]:
        """The entries of a draw's log up to the assignment, as (type, body)."""
        plan, transcript = self.load("plan.json"), self.load("transcript.json")
        mark, assigned = {"plan_hash": transcript["plan_hash"]}, transcript["assignment"]
        reveals = [r for r in transcript["reveals"] if r["r"] != "-"]
        return [
            *(
                ("REGISTER", {"frame": frame["code"], "register": frame["register"]})
                for frame in plan["frames"]
            ),
            *(("COMMIT", commit) for commit in plan["entropy"]["commits"]),
            ("PLAN", mark),
            *(("REVEAL", {**reveal, **mark}) for reveal in reveals),
            ("ENTROPY", self.load("entropy.json")),
            ("RESULT", transcript["result"]),
            ("ASSIGN", {key: assigned[key] for key in ("root", "placed")}),
        ]

    def write_log(self, bodies: list[tuple[str, Any]], **changes: Any) -> None:
        """A chained log, in which the plan's `seq` and `prev_head` must be set beforehand."""
        plan, head, lines, heads = self.load("plan.json"), "0" * 64, [], {}
        for seq, (kind, body) in enumerate(bodies):
            entry = {
                "seq": seq,
                "prev": head,
                "type": kind,
                "time": f"2026-11-20T09:{seq:02}:00+08:00",
                "draw_id": plan["draw_id"],
                "body_hash": self.raw(jcs(body)).hex(),
                **changes.get(kind, {}),
            }
            head = heads[kind] = self.hash("SSJ-DRAW/1|LOG", entry["prev"], jcs(entry).decode())
            lines.append(jcs({"entry": entry, "body": body}))
        self.write_lines("log.jsonl", lines)
        self.change_transcript(log_head=heads.get("ENTROPY", head))

    def keep_log(self) -> None:
        """Draw again with a plan that knows its place in the log, and write that log."""
        registers_and_commits = [body for body in self.log_bodies() if body[0] in "REGISTER COMMIT"]
        self.write_log(registers_and_commits)
        before = self.load("transcript.json")["log_head"]
        self.freeze(seq=len(registers_and_commits), prev_head=before)
        self.draw()
        self.write_log(self.log_bodies())

    def verify(self) -> dict[str, tuple[str, str]]:
        """Outcome and explanation of each check, in order."""
        found = self.verifier.Draw(self.folder).run()
        return {name: (OUTCOMES[outcome], text) for name, outcome, text in found}

    def faults(self) -> dict[str, str]:
        """What each failed check says."""
        return {name: text for name, (outcome, text) in self.verify().items() if outcome == "fail"}

    def _proof_line(self, tree: str, name: str, line: bytes, role: str = "own") -> dict[str, Any]:
        lines = self.lines(name)
        index = lines.index(line)
        place = {"index": index, "size": len(lines), "path": self.path_to(lines, index)}
        return {"tree": tree, "role": role, "line": line.decode(), **place}

    def proof(self, ident: str) -> dict[str, Any]:
        """The proof of one object, from the files."""
        plan, transcript, lines = self.load("plan.json"), self.load("transcript.json"), []
        for frame in plan["frames"]:
            name = f"registers/{frame['code']}.tsv"
            for row in self.lines(name):
                if row.split(b"\t")[0] == ident.encode():
                    lines.append(self._proof_line(f"register/{frame['code']}", name, row))
                    lines += self._threshold(frame, row.decode().split("\t"))
        for tree in ("tickets", "result", "assignment"):
            if self.path(f"{tree}.tsv").exists():
                lines += [
                    self._proof_line(tree, f"{tree}.tsv", row)
                    for row in self.lines(f"{tree}.tsv")
                    if ident.encode() in row.split(b"\t")
                ]
        header = {key: transcript[key] for key in ("spec", "suite", "draw_id", "plan_hash")}
        return {**header, "id": ident, "lines": lines}

    def _threshold(self, frame: dict[str, Any], row: list[str]) -> list[dict[str, Any]]:
        own = [frame["code"], row[1]]
        drawn = [
            line
            for line in self.lines("result.tsv")
            if line.decode().split("\t")[:2] == own and b"\tD" in line
        ]
        if "follow" in frame or row[3] != "-" or not drawn:
            return []
        return [self._proof_line("result", "result.tsv", drawn[-1], "threshold")]

    def publish(self, folder: Path) -> Path:
        """The public folder of a sealed draw."""
        plan, transcript = self.load("plan.json"), self.load("transcript.json")
        results = [line.decode().split("\t") for line in self.lines("result.tsv")]
        hidden, assigned = plan["disclosure"]["sealed"], transcript["assignment"]
        public = {
            **{key: transcript[key] for key in ("spec", "suite", "draw_id", "plan_hash", "public")},
            **{key: transcript[key] for key in ("result", "tickets", "log_head")},
            "task": plan["task"],
            "disclosure": {key: plan["disclosure"][key] for key in ("mode", "disclose_by")},
            "reveals": [
                {**r, "r": "sealed" if r["party"] == hidden else r["r"]}
                for r in transcript["reveals"]
            ],
            "frames": [
                {
                    "code": frame["code"],
                    "root": frame["register"]["root"],
                    "size": frame["register"]["size"],
                    "drawn": sum(r[0] == frame["code"] and r[5] != "R" for r in results),
                }
                for frame in plan["frames"]
            ],
            "departments": sorted({slot["unit"] for slot in plan["assignment"]["slots"]}),
            "slots": plan["assignment"]["slots"],
            "assignment": {"root": assigned["root"], "size": assigned["placed"]},
        }
        folder.mkdir()
        (folder / "public.json").write_bytes(jcs(public))
        return folder


@pytest.fixture(scope="session")
def verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_draw", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_draw"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bundle_of(verifier: ModuleType, vectors: Path, tmp_path: Path) -> Callable[[str], Bundle]:
    """A whole bundle made from a vector."""

    def make(name: str) -> Bundle:
        bundle = Bundle(verifier, tmp_path / name)
        shutil.copytree(vectors / name, bundle.folder)
        bundle.path("summary.json").unlink()
        if bundle.load("plan.json")["disclosure"]["mode"] != "immediate":
            bundle.seal()
        bundle.draw()
        return bundle

    return make
