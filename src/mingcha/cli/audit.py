"""``mingcha audit verify``: is the record of what was done still what was recorded?"""

from __future__ import annotations

import argparse

from mingcha.cli.commands import Subparsers, add_command
from mingcha.cli.platform import set_up
from mingcha.cli.progress import working


def configure(commands: Subparsers) -> None:
    """Add ``audit`` with its commands."""
    parser = commands.add_parser("audit", help="核验审计记录", description="核验审计记录")
    inner = parser.add_subparsers(title="命令", required=True, metavar="命令")
    add_command(inner, "verify", "核验审计链，以及抽取、公示与记录是否一致", _verify)


def _verify(_: argparse.Namespace) -> int:
    set_up()
    from mingcha.reports.selectors.soundness import unsound  # noqa: PLC0415 - after set_up

    with working("正在核验"):
        faults = list(unsound())
    for fault in faults:
        print(f"× {fault}")
    if faults:
        return 1
    print("√ 审计链完整；抽取和公示的数据与记录一致")
    return 0
