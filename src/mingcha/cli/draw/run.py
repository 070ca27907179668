"""``draw run``: draw, once."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingcha.bundles.engines import Engine
from mingcha.bundles.folder import Folder
from mingcha.bundles.naming import names_for
from mingcha.bundles.running import Ran, run_draw
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of
from mingcha.cli.progress import working
from mingcha.core.assignment.wording import Names, shortage_texts
from mingcha.core.draw.selection import DrawingOutcome, FrameOutcome


def configure(commands: Subparsers) -> None:
    """Add ``run``."""
    parser = add_command(commands, "run", "抽取检查对象并匹配检查人员（只能抽一次）", _run)
    add_bundle(parser)
    add_engine(parser)
    parser.add_argument(
        "--previous", metavar="DIR", type=Path, help="上一次抽取的文件夹，用来列出冻结前的变动"
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Add the choice of engine."""
    parser.add_argument(
        "--engine",
        choices=[engine.value for engine in Engine],
        help="计算引擎，结果逐字节相同；不指定时，五万户以上用 duckdb",
    )


def engine_of(options: argparse.Namespace) -> Engine | None:
    """Return the engine asked for, None for the one that suits."""
    return Engine(options.engine) if options.engine else None


def _run(options: argparse.Namespace) -> int:
    previous = Folder(options.previous) if options.previous else None
    with working("正在抽取和匹配"):
        ran = run_draw(bundle_of(options), engine_of(options), previous)
    print(f"抽取完成：{ran.plan.draw_id}  {ran.plan.task}（引擎 {ran.engine}）")
    for frame in ran.draw.frames:
        _tell_frame(frame)
    return _tell_assignment(ran, names_for(options.bundle, ran.plan))


def _tell_frame(frame: FrameOutcome) -> None:
    if isinstance(frame, DrawingOutcome):
        drawn = sum(stratum.k for stratum in frame.strata)
        reserve = sum(stratum.reserve for stratum in frame.strata)
        print(f"抽样框 {frame.code}：抽中 {drawn} 户，备选 {reserve} 户")
        for stratum in frame.strata:
            print(f"  层 {stratum.code}：可抽 {stratum.eligible} 户，抽中 {stratum.k} 户")
        return
    print(f"抽样框 {frame.code}：比对 {frame.follow} 的名单，一并检查 {len(frame.rows)} 户")
    if frame.missing or frame.excluded:
        print(
            f"  名录中没有 {len(frame.missing)} 户，不参加 {len(frame.excluded)} 户，见 transcript.json"
        )


def _tell_assignment(ran: Ran, names: Names) -> int:
    assignment = ran.draw.assignment
    unplaced = len(assignment.unplaced)
    print(f"匹配人员：{len(ran.draw.assignment_lines)} 人次，未匹配 {unplaced} 人次")
    if assignment.shortages:
        print("  人手不足：" if unplaced else "  按原定条件人手不足，已按计划中的放宽条件匹配：")
    for sentence in shortage_texts(assignment.shortages, names):
        print(f"  {sentence}")
    return 1 if unplaced else 0
