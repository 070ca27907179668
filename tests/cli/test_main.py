"""The command line as people meet it: Chinese help, exit codes, never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mingcha.cli.main import main

COMMANDS = [
    [],
    ["registers"],
    ["registers", "check"],
    ["draw"],
    *(
        ["draw", name]
        for name in ("freeze commit seal reveal public run verify check publish proof list").split()
    ),
    ["demo"],
    ["serve"],
    ["setup"],
    ["audit"],
    ["audit", "verify"],
]
ALLOWED = set(
    """mingcha draw registers check freeze commit seal reveal public run verify publish proof list
    demo help version DIR FILE FRAME NAME SOURCE ISSUE VALUE CODE PUB OUT xlsx json csv xls toml
    rules kind objects non entities inspectors items joint members flags classes annotated recusals out party engine core duckdb previous
    id with h Excel JSON brief audit serve
    experts bodies reset port PORT host HOST empty yes setup place regions name xls""".split()
)


def help_of(command: list[str], capsys) -> str:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "mingcha")
def test_help_is_chinese(command, capsys):
    text = help_of(command, capsys)
    assert text.startswith("用法：mingcha")
    assert "显示这份说明" in text
    assert set(re.findall(r"[A-Za-z]+", text)) <= ALLOWED


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "缺少参数"),
        (["draw", "fly"], "不可用，可选"),
        (["draw", "commit", "somewhere"], "缺少参数：--party"),
        (["draw", "run", "somewhere", "--engine", "abacus"], "不可用，可选"),
        (["registers", "check"], "缺少参数"),
        (["draw", "verify", "x", "y"], "不认识的参数：y"),
    ],
)
def test_unusable_arguments_are_explained_in_chinese(arguments, complaint, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert "error" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["draw", "run", "{}/nowhere"],
        ["draw", "verify", "{}/nowhere"],
        ["draw", "check", "{}/nowhere", "--id", "X"],
        ["draw", "seal", "{}"],
        ["draw", "run", "{}"],
        ["draw", "publish", "{}", "--out", "{}/public"],
        ["draw", "list", "{}", "--out", "{}/list.xlsx"],
        ["draw", "commit", "{}", "--party", "witness"],
        ["registers", "check", "{}/nothing.xlsx", "--kind", "objects"],
    ],
)
def test_unusable_input_is_told_in_a_sentence(arguments, tmp_path, capsys):
    assert main([argument.format(tmp_path) for argument in arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert "Traceback" not in said


def test_an_empty_folder_does_not_verify(tmp_path, capsys):
    assert main(["draw", "verify", str(tmp_path)]) == 1
    assert "核验没有通过" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("draw_id = ", "不是合格的 TOML"),
        ("profile = 'witnessed'", "缺少"),
        ("profile = 'lottery'", "不在 witnessed、public 之中"),
    ],
)
def test_unusable_rules_say_where(text, complaint, tmp_path, capsys):
    rules = tmp_path / "rules.toml"
    rules.write_text(text, "utf-8")
    freeze = ["draw", "freeze", "--objects", "a.xlsx", "--inspectors", "b.xlsx"]
    assert main([*freeze, "--rules", str(rules), "--out", str(tmp_path / "draw")]) == 2
    assert complaint in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(demo_bundle):
    script = "import sys; from mingcha.cli.main import main; sys.exit(main(sys.argv[1:]))"
    object_id = (demo_bundle / "result.tsv").read_text().split("\t")[3]
    command = [sys.executable, "-c", script, "draw", "check", str(demo_bundle), "--id", object_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait() == 0
    assert b"Traceback" not in errors


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_screen_of_another_encoding_is_no_error(encoding, demo_bundle):
    script = "import sys; from mingcha.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, "draw", "verify", str(demo_bundle)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"registers" in done.stdout


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("明察 ")


def test_the_source_has_no_english_sentence_for_people():
    package = Path(main.__code__.co_filename).parent
    for file in package.rglob("*.py"):
        for text in re.findall(r'(?:help|title|description)="([^"]*)"', file.read_text("utf-8")):
            assert re.search(r"[\u4e00-\u9fff]", text), (file.name, text)


@pytest.mark.parametrize(
    ("error", "code", "complaint"),
    [
        (KeyboardInterrupt(), 130, "已中止"),
        (MemoryError(), 2, "内存不足"),
        (PermissionError(13, "Permission denied", "名录.xlsx"), 2, "文件读写失败：名录.xlsx"),
        (KeyError("K_OBJ"), 2, "程序自身出错，没有完成：KeyError（test_main.py 第"),
    ],
)
def test_what_happens_to_the_machine_is_told_in_a_sentence(
    error, code, complaint, tmp_path, capsys, monkeypatch
):
    def stopped(*_):
        raise error

    monkeypatch.setattr("mingcha.cli.draw.verify.verify", stopped)
    assert main(["draw", "verify", str(tmp_path)]) == code
    assert complaint in capsys.readouterr().err


def test_frames_are_named_when_there_are_several(demo, capsys, tmp_path):
    county = demo[0] / "名录"
    freeze = ["draw", "freeze", "--objects", str(county / "检查对象名录.xlsx"), "--inspectors", "x"]
    rules = ["--rules", str(county / "rules.toml"), "--out", str(tmp_path / "draw")]
    assert main([*freeze, *rules]) == 2
    assert "应写成 抽样框=文件，抽样框有 MAIN、FIRE" in capsys.readouterr().err


def test_a_frame_has_one_register(demo, capsys, tmp_path):
    rules = ["--rules", str(demo[0] / "名录" / "rules.toml"), "--out", str(tmp_path / "draw")]
    objects = ["--objects", "MAIN=one.xlsx", "--objects", "MAIN=other.xlsx"]
    assert main(["draw", "freeze", *objects, "--inspectors", "x", *rules]) == 2
    assert "抽样框 MAIN 的名录给了两次" in capsys.readouterr().err
