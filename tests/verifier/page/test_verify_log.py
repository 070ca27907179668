"""The page's script on log.jsonl: chain, order of section 11, agreement with the files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bundle_files import Bundle, jcs

ZEROS = "0" * 64
Bodies = list[tuple[str, dict[str, Any]]]


def log_bodies(bundle: Bundle) -> Bodies:
    transcript = bundle.transcript
    reveals = [r | {"plan_hash": transcript["plan_hash"]} for r in transcript["reveals"]]
    assignment = transcript["assignment"]
    registers = [{"frame": f["code"], "register": f["register"]} for f in bundle.plan["frames"]]
    return [
        *(("REGISTER", body) for body in registers),
        *(("COMMIT", body) for body in bundle.plan["entropy"]["commits"]),
        ("PLAN", {"plan_hash": transcript["plan_hash"]}),
        *(("REVEAL", body) for body in reveals),
        ("ENTROPY", {"reveals": transcript["reveals"], "public": transcript["public"]}),
        ("RESULT", transcript["result"]),
        ("ASSIGN", {"root": assignment["root"], "placed": assignment["placed"]}),
        ("DISCLOSE", {"place": "公示栏"}),
    ]


def place_plan(bundle: Bundle, before: Bodies) -> None:
    """Draws again with a plan that stands in the log right after these entries."""
    last = json.loads(bundle.log(before, 1, ZEROS).splitlines()[-1])["entry"]
    bundle.plan |= {"seq": 5, "prev_head": bundle.tagged("LOG", last["prev"], jcs(last))}
    bundle.redraw()


@pytest.fixture(scope="module")
def made_logged(made_s1: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """S1 with a log: two registers and two commitments stand before the plan."""
    folder = tmp_path_factory.mktemp("made") / "logged"
    bundle = Bundle(Path(shutil.copytree(made_s1.folder, folder)))
    place_plan(bundle, log_bodies(bundle)[:4])
    write_log(bundle, log_bodies(bundle))
    return bundle


@pytest.fixture
def logged(made_logged: Bundle, tmp_path: Path) -> Bundle:
    return Bundle(Path(shutil.copytree(made_logged.folder, tmp_path / "logged")))


def write_log(bundle: Bundle, bodies: Bodies) -> None:
    (bundle.folder / "log.jsonl").write_text(bundle.log(bodies, 1, ZEROS), "utf-8")


def test_log_that_agrees_with_the_files_passes(logged: Bundle) -> None:
    assert logged.failures() == {}
    assert logged.checks()["log"]["status"] == "pass"


def with_body(bodies: Bodies, at: int, body: dict[str, Any]) -> Bodies:
    return [*bodies[:at], (bodies[at][0], body), *bodies[at + 1 :]]


@pytest.mark.parametrize("kind", ["REGISTER", "COMMIT", "REVEAL", "ENTROPY", "RESULT", "ASSIGN"])
def test_log_entry_that_differs_from_the_files_is_named(logged: Bundle, kind: str) -> None:
    at = [name for name, _ in log_bodies(logged)].index(kind)
    changed = json.loads(jcs(log_bodies(logged)[at][1]).replace("0", "1"))
    bodies = with_body(log_bodies(logged), at, changed)
    if at < 4:  # the plan names its own place in the chain, which moves with what stands before
        place_plan(logged, bodies[:4])
        bodies = with_body(log_bodies(logged), at, changed)
    write_log(logged, bodies)
    assert kind in logged.failures()["log"]


DISORDERS: dict[str, Callable[[Bodies], Bodies]] = {
    "two results": lambda b: [*b[:9], b[8], *b[9:]],
    "two plans": lambda b: [*b[:5], b[4], *b[5:]],
    "two entropies": lambda b: [*b[:8], b[7], *b[8:]],
    "one reveal twice": lambda b: [*b[:6], b[5], *b[6:]],
    "reveal before plan": lambda b: [*b[:4], b[5], b[4], *b[6:]],
    "result before entropy": lambda b: [*b[:7], b[8], b[7], *b[9:]],
    "commitment after plan": lambda b: [*b[:3], b[4], b[3], *b[5:]],
    "no plan": lambda b: [*b[:4], *b[5:]],
    "no entropy": lambda b: [*b[:7], *b[8:]],
    "void": lambda b: [*b[:5], ("VOID", {"reason": "重来"}), *b[5:]],
    "incident": lambda b: [*b, ("INCIDENT", {"party": "witness"})],
}


@pytest.mark.parametrize("disorder", DISORDERS)
def test_log_in_another_order_is_refused(logged: Bundle, disorder: str) -> None:
    write_log(logged, DISORDERS[disorder](log_bodies(logged)))
    assert list(logged.failures()) == ["log"]


def test_log_up_to_the_entropy_passes_and_says_what_is_missing(logged: Bundle) -> None:
    write_log(logged, log_bodies(logged)[:8])
    check = logged.checks()["log"]
    assert check["status"] == "pass"
    assert "RESULT" in check["message"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (2, "缺少 organiser 的 COMMIT"),
        (3, "缺少 witness 的 COMMIT"),
        (5, "缺少 organiser 的 REVEAL"),
        (6, "缺少 witness 的 REVEAL"),
        (7, "缺少 ENTROPY"),
    ],
)
def test_log_with_a_line_missing_is_refused(logged: Bundle, line: int, said: str) -> None:
    path = logged.folder / "log.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:line], *lines[line + 1 :]]), "utf-8")
    assert said in logged.failures()["log"]


@pytest.mark.parametrize(
    ("line", "old", "new", "said"),
    [
        (10, "公示栏", "公告栏", "指纹"),
        (8, "20:08", "20:09", "接不上"),
        (10, '"body"', '"Body"', "缺失"),
        (10, "130184-2026-0001", "130184-2026-0002", "另一次"),
    ],
)
def test_damaged_log_line_is_named(
    logged: Bundle, line: int, old: str, new: str, said: str
) -> None:
    path = logged.folder / "log.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[line] = lines[line].replace(old, new)
    path.write_text("".join(lines), "utf-8")
    assert said in logged.failures()["log"]
