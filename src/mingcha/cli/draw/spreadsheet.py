"""``draw list``: the drawn list with names and teams, as a workbook for people."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingcha.bundles.listing import write_list
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of
from mingcha.cli.progress import working


def configure(commands: Subparsers) -> None:
    """Add ``list``."""
    parser = add_command(commands, "list", "生成带名称和检查人员的抽取名单（Excel）", _list)
    add_bundle(parser)
    parser.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True, help="名单文件")


def _list(options: argparse.Namespace) -> int:
    with working("正在生成名单"):
        rows = write_list(bundle_of(options), options.out)
    print(f"名单已写入 {options.out}，共 {rows} 行")
    return 0
