"""The demonstration is the main job: from spreadsheets to a verified bundle."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

from mingcha.cli.main import main

ROOT = Path(__file__).parent.parent.parent
VERIFIER = ROOT / "verifier" / "verify_draw.py"


def test_the_demonstration_tells_every_step(demo):
    _, said = demo
    for sentence in (
        "共 5001 行 = 接受 4998 + 退回 2 + 重复 1",
        "计划已封存：130136-",
        "organiser 已揭示，与其承诺一致",
        "抽样框 FIRE：比对 MAIN 的名单",
        "核验通过：结果与名录、规则、随机数完全一致",
        "公开文件夹",
    ):
        assert sentence in said


def test_it_leaves_everything_a_person_needs(demo):
    folder, _ = demo
    for path in (
        "名录/检查对象名录.xlsx",
        "抽取/transcript.json",
        "抽查名单.xlsx",
        "公开/public.json",
    ):
        assert (folder / path).is_file(), path
    assert list(folder.glob("证明_*.json"))
    assert (folder / "检查对象名录_退回.xlsx").is_file()


def test_the_stand_alone_verifier_agrees(demo):
    folder, _ = demo
    bundle = subprocess.run([sys.executable, VERIFIER, folder / "抽取"], check=False)
    assert bundle.returncode == 0
    proof = next(folder.glob("证明_*.json"))
    checked = subprocess.run(
        [sys.executable, VERIFIER, "--proof", proof, folder / "公开"], check=False
    )
    assert checked.returncode == 0


def test_the_list_of_a_confidential_draw_tells_no_class(demo):
    folder, _ = demo
    sheet = openpyxl.load_workbook(folder / "抽查名单.xlsx").active
    heads = [cell.value for cell in sheet[3]]
    assert "层" not in heads
    assert "签号" not in heads
    ids = [row[3].value for row in sheet.iter_rows(min_row=4) if row[1].value == "FIRE"]
    assert ids == sorted(ids)


def test_a_second_draw_is_refused(demo_bundle, capsys):
    assert main(["draw", "run", str(demo_bundle)]) == 2
    assert "同一计划不得重抽" in capsys.readouterr().err


def test_a_tampered_result_is_found_and_shown(demo_bundle, tmp_path, capsys):
    copy = tmp_path / "抽取"
    shutil.copytree(demo_bundle, copy)
    lines = (copy / "result.tsv").read_text().splitlines(keepends=True)
    lines[4], lines[5] = lines[5], lines[4]
    (copy / "result.tsv").write_text("".join(lines))
    assert main(["draw", "verify", str(copy)]) == 1
    said = capsys.readouterr().out
    assert "×  result" in said
    assert "result.tsv：第 5 行与重算结果不符" in said


def test_an_enterprise_finds_its_ticket_and_can_retype_it(demo_bundle, capsys):
    first = (demo_bundle / "result.tsv").read_text().splitlines()[0].split("\t")
    assert main(["draw", "check", str(demo_bundle), "--id", first[3].lower()]) == 0
    said = capsys.readouterr().out
    assert f"签号：{first[4]}" in said
    assert "抽中（第 1 名，第 1 批）" in said
    assert "自己核对：在任何 SHA-256 工具中输入" in said


def test_the_demonstration_starts_over_but_never_on_other_peoples_files(demo, tmp_path, capsys):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to mother.txt").touch()
    assert main(["demo", "--out", str(tmp_path / "letters")]) == 2
    assert "里有别的文件" in capsys.readouterr().err
    assert (tmp_path / "letters" / "to mother.txt").exists()


def test_the_demonstration_publishes_no_secret(demo):
    base, _ = demo
    nonce = next((base / "各方随机数").rglob("organiser.txt")).read_text().strip()
    public = (base / "公开" / "public.json").read_text("utf-8")
    assert nonce not in public
    assert json.loads(public)["reveals"][0]["r"] == "sealed"
    assert next((base / "各方随机数").rglob("organiser.txt")).stat().st_mode & 0o077 == 0
