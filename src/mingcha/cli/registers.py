"""``mingcha registers``: what is right and wrong in a register, cell by cell."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingcha.cli.commands import Subparsers, add_command
from mingcha.cli.progress import progress_bar
from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.summary import TITLES, summarise
from mingcha.spreadsheets import delimited, encoding, formats
from mingcha.spreadsheets.annotation import annotate
from mingcha.spreadsheets.new_file import require_free
from mingcha.spreadsheets.registers import examine_register

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from mingcha.core.intake.findings import Finding
    from mingcha.core.intake.intake import Intake
    from mingcha.core.intake.summary import RuleSummary
    from mingcha.spreadsheets.reading import Origin
    from mingcha.spreadsheets.registers import Examined

_NO_ROW_REJECTED, _ROWS_REJECTED = 0, 1
_SHOWN_PLACES = 8
_SHOWN_EXAMPLES = 3


def configure(subparsers: Subparsers) -> None:
    """Add ``registers`` with its command ``check``."""
    title = "名录：检查对象、执法人员、抽查事项、回避登记的表格"
    registers = subparsers.add_parser("registers", help=title, description=title)
    commands = registers.add_subparsers(title="命令", required=True, metavar="命令")
    check = add_command(commands, "check", "检查一份名录：逐格指出问题和改法", _check)
    check.epilog = (
        "表格可以是 .xlsx、.xls 或 .csv，以内容为准；原文件不会改动。"
        "返回值：0 没有退回的行；1 有退回的行；2 文件无法使用。"
    )
    check.add_argument("file", metavar="FILE", type=Path, help="名录表格")
    kinds = "、".join(f"{name} {kind.title}" for name, kind in KINDS.items())
    check.add_argument("--kind", choices=list(KINDS), required=True, help=f"名录种类：{kinds}")
    check.add_argument(
        "--annotated",
        metavar="OUT.xlsx",
        type=Path,
        help="另存一份加批注的工作簿：有问题的格标色，行末写明处理结果和问题说明",
    )
    check.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def _check(options: argparse.Namespace) -> int:
    kind = KINDS[options.kind]
    if options.annotated:
        require_free(options.annotated)
    examined = examine_register(options.file, kind, partial(progress_bar, doing="检查"))
    if options.json:
        print(json.dumps(_as_json(examined), ensure_ascii=False, indent=1))
    else:
        print("\n".join([*_head(examined.origin, examined.intake, kind.title), *_body(examined)]))
    if options.annotated:
        annotate(examined, kind, options.annotated, partial(progress_bar, doing="写批注"))
        if not options.json:
            print(f"\n加批注的工作簿：{options.annotated}")
    return _ROWS_REJECTED if examined.intake.rejected else _NO_ROW_REJECTED


def _head(origin: Origin, intake: Intake[Any], title: str) -> list[str]:
    facts = [f"格式：{formats.TITLES[origin.format]}"]
    if origin.encoding:
        facts.append(f"编码：{encoding.TITLES[origin.encoding]}")
        facts.append(f"分隔符：{delimited.TITLES[origin.delimiter]}")
    if intake.sheet:
        facts.append(f"工作表：{intake.sheet}")
    facts.append(f"表头：第{intake.header_row}行")
    counts = intake.counts
    said = (
        f"共 {counts.rows} 行 = 接受 {counts.accepted} + 退回 {counts.rejected}"
        f" + 重复 {counts.repeated}"
    )
    skipped = f"；另略过 {counts.skipped} 行（合计、说明、示例等）" if counts.skipped else ""
    return [f"{title}：{origin.path}", "　".join(facts), f"{said}{skipped}"]


def _body(examined: Examined[Any]) -> list[str]:
    lines = []
    for summary in summarise(examined.intake.findings):
        lines.extend(["", *_describe(summary)])
    return lines


def _describe(summary: RuleSummary) -> list[str]:
    rule, findings = summary
    return [
        f"【{TITLES[rule.severity]}】{rule.code}　{len(findings)} 处：{_places(findings)}",
        *(f"  {each.address}：{each.message}" for each in findings[:_SHOWN_EXAMPLES]),
        f"  怎么办：{rule.remedy}",
    ]


def _places(findings: Sequence[Finding]) -> str:
    shown = "、".join(each.address for each in findings[:_SHOWN_PLACES])
    return f"{shown} 等" if len(findings) > _SHOWN_PLACES else shown


def _as_json(examined: Examined[Any]) -> dict[str, Any]:
    origin, intake = examined
    return {
        "file": str(origin.path),
        "format": origin.format.value,
        "encoding": origin.encoding,
        "delimiter": origin.delimiter,
        "kind": intake.kind,
        "sheet": intake.sheet,
        "header_row": intake.header_row,
        "counts": intake.counts._asdict(),
        "rejected": [each.row for each in intake.rejected],
        "repeated": [each._asdict() for each in intake.repeated],
        "skipped": [each._asdict() for each in intake.skipped],
        "findings": [_finding_json(each) for each in intake.findings],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "severity": finding.rule.severity.value,
        "address": finding.address,
        "row": finding.place.row,
        "message": finding.message,
        "remedy": finding.rule.remedy,
    }
