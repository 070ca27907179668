"""``draw freeze``: from spreadsheets to frozen inputs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from mingcha.bundles.frame_source import RecordedFrame
from mingcha.bundles.freezing import Frozen, Sources, freeze
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.bundles.rules import Rules, load_rules
from mingcha.cli.commands import Subparsers, add_command
from mingcha.cli.progress import working
from mingcha.core.errors import Refusal
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.intake import Counts
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.recusals import RECUSALS
from mingcha.spreadsheets.registers import read_register


def configure(commands: Subparsers) -> None:
    """Add ``freeze``."""
    parser = add_command(commands, "freeze", "冻结名录：由表格生成抽取的全部输入", _freeze)
    parser.add_argument(
        "--objects",
        metavar="[FRAME=]FILE",
        action="append",
        required=True,
        help="检查对象名录；有几个抽样框时，每个写一次 抽样框=文件",
    )
    parser.add_argument(
        "--inspectors", metavar="FILE", type=Path, required=True, help="检查人员名录"
    )
    parser.add_argument("--recusals", metavar="FILE", type=Path, help="回避登记")
    parser.add_argument("--rules", metavar="rules.toml", type=Path, required=True, help="抽查规则")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="抽取的文件夹")


def _freeze(options: argparse.Namespace) -> int:
    rules = load_rules(options.rules)
    paths = _paths_by_frame(options.objects, rules)
    with working("正在读取名录"):
        objects = {code: read_register(path, OBJECTS) for code, path in paths.items()}
        sources = Sources(
            objects={code: RecordedFrame(intake.records) for code, intake in objects.items()},
            inspectors=read_register(options.inspectors, INSPECTORS).records,
            recusals=read_register(options.recusals, RECUSALS).records if options.recusals else (),
        )
    with working("正在冻结名录"):
        frozen = freeze(rules, sources, options.out)
    _tell(frozen, {code: intake.counts for code, intake in objects.items()})
    private = os.path.relpath(PrivateFolder(options.out).path)
    print(f"已冻结到 {options.out}；名称对照留在 {private}，不要公开")
    return 0


def _paths_by_frame(arguments: list[str], rules: Rules) -> Mapping[str, Path]:
    codes = [frame.code for frame in rules.frames]
    paths = {}
    for argument in arguments:
        code, sign, path = argument.partition("=")
        if not sign and len(codes) == 1:
            code, path = codes[0], argument
        if code not in codes:
            raise Refusal(f"--objects {argument}：应写成 抽样框=文件，抽样框有 {'、'.join(codes)}")
        if code in paths:
            raise Refusal(f"--objects {argument}：抽样框 {code} 的名录给了两次")
        paths[code] = Path(path)
    return paths


def _tell(frozen: Frozen, counts_by_frame: Mapping[str, Counts]) -> None:
    for code in (frame.code for frame in frozen.plan.frames):
        counts = counts_by_frame[code]
        print(
            f"抽样框 {code}：共 {counts.rows} 行 = 接受 {counts.accepted} + "
            f"退回 {counts.rejected} + 重复 {counts.repeated}；可抽 {frozen.eligible(code)} 户"
        )
        if counts.rejected:
            print("  退回的行没有进入名录，用 mingcha registers check 查看原因")
    staff, recusals = frozen.staff, frozen.recusals
    print(f"检查人员 {len(staff.inspectors)} 名，回避 {len(recusals.conflicts)} 条")
    if staff.left_out:
        print(f"  不参加匹配的 {len(staff.left_out)} 人：{'、'.join(staff.left_out[:10])}")
    if recusals.unknown_staff:
        print(f"  回避登记中有名录之外的工号：{'、'.join(recusals.unknown_staff[:10])}")
