from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from mingcha.cli import registers
from mingcha.core.errors import Refusal
from mingcha.core.intake.kinds import KINDS

HEADER = "企业名称,统一社会信用代码"
GOOD = "新乐市果品公司,91130184107950321C"
BAD = "新乐市百货公司,3201081000123"


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    registers.configure(parser.add_subparsers())
    options = parser.parse_args(["registers", "check", *map(str, arguments)])
    code = options.func(options)
    assert isinstance(code, int)
    return code


@pytest.fixture
def register(tmp_path: Path):
    def write(*lines: str) -> Path:
        path = tmp_path / "名录.csv"
        path.write_text("\n".join([HEADER, *lines]), "gb18030")
        return path

    return write


def test_nothing_rejected_is_success(register, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(register(GOOD), "--kind", "objects") == 0
    out = capsys.readouterr().out
    assert "编码：GB18030　分隔符：逗号　表头：第1行" in out
    assert "共 1 行 = 接受 1 + 退回 0 + 重复 0\n" in out


def test_rejected_rows_are_the_answer_no(register, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(register(GOOD, BAD, GOOD, "合计,2户"), "--kind", "objects") == 1
    out = capsys.readouterr().out
    assert "共 3 行 = 接受 1 + 退回 1 + 重复 1；另略过 1 行" in out
    assert "【错误】objects.code.length　1 处：B3" in out
    assert "  B3：代码“3201081000123”有13位" in out
    assert "  怎么办：请对照营业执照" in out


def test_many_places_are_cut_short(register, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(register(*[BAD] * 20), "--kind", "objects") == 1
    out = capsys.readouterr().out
    assert "20 处：B2、B3、B4、B5、B6、B7、B8、B9 等" in out
    assert out.count("有13位") == 3


def test_an_unusable_file_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到文件"):
        run(tmp_path / "没有.xlsx", "--kind", "objects")
    path = tmp_path / "名录.csv"
    path.write_text("甲,乙\n丙,丁\n", "utf-8")
    with pytest.raises(Refusal, match="没有找到表头"):
        run(path, "--kind", "inspectors")


def test_programs_read_json(register, capsys: pytest.CaptureFixture[str]) -> None:
    path = register(GOOD, BAD, GOOD)
    assert run(path, "--kind", "objects", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"rows": 3, "accepted": 1, "rejected": 1, "repeated": 1, "skipped": 0}
    assert (told["file"], told["encoding"], told["delimiter"]) == (str(path), "gb18030", ",")
    assert (told["rejected"], told["repeated"]) == ([3], [{"row": 4, "first": 2}])
    [error] = [each for each in told["findings"] if each["severity"] == "error"]
    assert (error["code"], error["address"], error["row"]) == ("objects.code.length", "B3", 3)
    assert error["remedy"]


def test_an_annotated_workbook_is_written_beside(
    register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "批注.xlsx"
    path = register(GOOD, BAD)
    assert run(path, "--kind", "objects", "--annotated", target) == 1
    assert target.stat().st_size > 1000
    assert f"加批注的工作簿：{target}" in capsys.readouterr().out
    with pytest.raises(Refusal, match="已经存在"):
        run(path, "--kind", "objects", "--annotated", target)
    with pytest.raises(Refusal, match="已经存在"):
        run(path, "--kind", "objects", "--annotated", path)


def test_json_stays_alone_on_standard_output(
    register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(register(GOOD), "--kind", "objects", "--annotated", tmp_path / "批注.xlsx", "--json")
    captured = capsys.readouterr()
    assert json.loads(captured.out)["counts"]["accepted"] == 1
    assert captured.err == ""


def test_a_workbook_names_its_sheet(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [path] = (shared_data / "enterprises").glob("130184*.xlsx")
    assert run(path, "--kind", "objects") == 0
    assert "格式：Excel 工作簿（.xlsx）　工作表：检查对象名录" in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(
        "统一社会信用代码,企业名称,工号,姓名,抽查事项,检查对象,回避原因,专项库,名单种类,风险类别,"
        "对象编号,类型,名称,代码,职称,专业领域,抽查领域,发起部门\n",
        "utf-8",
    )
    assert run(path, "--kind", kind) == 0


def test_the_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    assert "逐格指出问题和改法" in capsys.readouterr().out
