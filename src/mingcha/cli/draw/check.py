"""``draw check``: one object's own ticket, threshold and outcome."""

from __future__ import annotations

import argparse

from mingcha.bundles.drawn import load_drawn
from mingcha.bundles.lookup import look_up
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of
from mingcha.cli.progress import working
from mingcha.core.draw.canonical import Json

_TOOLS = {"S1": "SHA-256", "S2": "SM3"}


def configure(commands: Subparsers) -> None:
    """Add ``check``."""
    parser = add_command(commands, "check", "查一户的签号、中签线和结果", _check)
    add_bundle(parser)
    parser.add_argument(
        "--id", metavar="CODE", required=True, help="统一社会信用代码或名录中的代码"
    )
    parser.add_argument("--brief", action="store_true", help="不显示证明")


def _check(options: argparse.Namespace) -> int:
    with working("正在查找"):
        drawn = load_drawn(bundle_of(options))
        found = look_up(drawn, options.id.strip().upper())
    tool = _TOOLS[drawn.plan.suite.name]
    print(f"代码：{found.object_id}")
    print(f"签号：{found.ticket}")
    print(f"自己核对：在任何 {tool} 工具中输入 {found.to_type}")
    for outcome in found.outcomes:
        print(outcome)
    for member in found.team:
        print(member)
    if not options.brief:
        _tell_proof(found.proof)
    return 0


def _tell_proof(proof: Json) -> None:
    print("证明（每行到已公布的根的默克尔路径）：")
    for line in proof["lines"]:
        print(f"  {line['tree']} 第 {line['index'] + 1} 行，共 {line['size']} 行：{line['line']}")
        for node in line["path"]:
            print(f"    {node}")
