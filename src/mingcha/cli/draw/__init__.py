"""``mingcha draw``: from frozen registers to a published, verifiable draw."""

from __future__ import annotations

from mingcha.cli.commands import Subparsers
from mingcha.cli.draw import ceremony, check, freeze, publish, run, spreadsheet, verify


def configure(subparsers: Subparsers) -> None:
    """Add ``draw`` and its commands in the order of work."""
    title = "抽取检查对象、匹配检查人员、核验与公开"
    parser = subparsers.add_parser("draw", help=title, description=title)
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")
    for part in (freeze, ceremony, run, verify, check, publish, spreadsheet):
        part.configure(commands)
