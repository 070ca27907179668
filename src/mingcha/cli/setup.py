"""``mingcha setup``: the first accounts of a platform that holds no demonstration."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mingcha.cli.commands import Subparsers, add_command
from mingcha.cli.platform import migrate, set_up
from mingcha.cli.progress import working
from mingcha.core.errors import Refusal
from mingcha.core.identifiers.region import TOWNSHIP, read_region_prefix
from mingcha.core.intake.records import RegionRecord
from mingcha.core.intake.regions import REGIONS
from mingcha.spreadsheets.registers import read_register

if TYPE_CHECKING:
    from mingcha.accounts.actions.founding import Founded


def configure(commands: Subparsers) -> None:
    """Add ``setup``."""
    parser = add_command(commands, "setup", "初始化空的平台：行政区划和三名管理员的账号", _setup)
    parser.epilog = (
        "空的平台由 mingcha serve --empty 建立。行政区划表有“代码”“名称”两列即可（.xlsx、.xls 或 "
        ".csv），可另有“状态”“新代码”；只载入本地及其上级、下级。没有表格时用 --name 只建本地一级。"
    )
    parser.add_argument(
        "--place", metavar="CODE", required=True, help="本地的行政区划代码，例如 130136"
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--regions", metavar="FILE", type=Path, help="行政区划表")
    source.add_argument("--name", metavar="NAME", help="本地的名称（没有行政区划表时）")


def _setup(options: argparse.Namespace) -> int:
    place = read_region_prefix(options.place)
    if len(place) > TOWNSHIP:
        raise Refusal(f"“{options.place}”是村级代码，平台只到乡镇、街道：请改用上级的代码")
    records = _records(options, place)
    set_up()
    migrate()
    from mingcha.accounts.actions.founding import found_platform  # noqa: PLC0415 - after set_up

    with working("正在初始化"):
        founded = found_platform(place=place, records=records)
    _tell(founded)
    return 0


def _records(options: argparse.Namespace, place: str) -> list[RegionRecord]:
    if options.regions:
        intake = read_register(options.regions, REGIONS)
        if intake.counts.rejected:
            print(
                f"表中有 {intake.counts.rejected} 行有问题，不载入。"
                f"请用 mingcha registers check --kind regions {options.regions} 逐格查看"
            )
        return intake.records
    return [RegionRecord(place, options.name.strip(), is_ended=False, successors=(), row=1)]


def _tell(founded: Founded) -> None:
    print(
        f"已初始化：{founded.place.name}（{founded.place.code}），"
        f"行政区划 {len(founded.loaded.new)} 个"
    )
    for left in founded.loaded.left_out:
        print(f"  未载入 {left.code} {left.name}：{left.reason}")
    print("三名管理员的账号和一次性口令只显示这一次，首次登录时须改成自己的口令：")
    for account in founded.accounts:
        print(f"  {account.username:<10}{account.password}　{account.role}")
    print("下一步：系统管理员（xitong）建立部门和机构，安全管理员（anquan）建立账号、授予角色")
