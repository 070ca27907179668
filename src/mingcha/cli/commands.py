"""What the modules of the command line share: adding a command, arguments that recur."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from mingcha.bundles.folder import Folder

# argparse has no public name for what add_subparsers returns
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
Command = Callable[[argparse.Namespace], int]


def add_command(
    commands: Subparsers, name: str, title: str, run: Command
) -> argparse.ArgumentParser:
    """Add a command whose one-line help also heads its own help page."""
    parser = commands.add_parser(name, help=title, description=title)
    parser.set_defaults(func=run)
    return parser


def add_bundle(parser: argparse.ArgumentParser) -> None:
    """Add the bundle's folder as the first argument; ``bundle_of`` opens it."""
    parser.add_argument("bundle", metavar="DIR", type=Path, help="抽取的文件夹")


def bundle_of(options: argparse.Namespace) -> Folder:
    """Open the folder given on the command line."""
    return Folder(options.bundle)


def now() -> datetime:
    """Return the time, with offset: the clock is read at the edge of the house only."""
    return datetime.now(UTC)


def in_fours(digest: str) -> str:
    """Write a digest in groups of four, to be read out and compared by people."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
