"""``draw commit``, ``seal``, ``reveal`` and ``public``."""

from __future__ import annotations

import argparse

from mingcha.bundles import ceremony
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of, in_fours, now
from mingcha.cli.progress import working


def configure(commands: Subparsers) -> None:
    """Add the four commands."""
    commit = add_command(commands, "commit", "一方生成随机数并提交承诺", _commit)
    seal = add_command(commands, "seal", "封存计划：此后名录、规则、承诺都不能再改", _seal)
    reveal = add_command(commands, "reveal", "一方揭示随机数（组织方先、见证人后）", _reveal)
    public = add_command(commands, "public", "登记公共随机数，如快乐8开奖号码", _public)
    for parser in (commit, seal, reveal, public):
        add_bundle(parser)
    for parser in (commit, reveal):
        parser.add_argument("--party", metavar="NAME", required=True, help="哪一方")
    public.add_argument("line", metavar="SOURCE|ISSUE|VALUE", help="来源|期号|号码")


def _commit(options: argparse.Namespace) -> int:
    c = ceremony.commit(bundle_of(options), options.party)
    print(f"{options.party} 的承诺已提交：{in_fours(c)}")
    print("随机数保存在本机，揭示之前不要给任何人看，也不要删除")
    return 0


def _seal(options: argparse.Namespace) -> int:
    with working("正在核对并封存"):
        sealed = ceremony.seal(bundle_of(options), now())
    print(f"计划已封存：{sealed.plan.draw_id}  {sealed.plan.task}")
    print(f"计划摘要：{in_fours(sealed.plan.hash)}")
    print("请各方记下计划摘要，再揭示")
    for sentence in sealed.small_pools:
        print(sentence)
    return 0


def _reveal(options: argparse.Namespace) -> int:
    plan = ceremony.reveal(bundle_of(options), options.party, now())
    print(f"{options.party} 已揭示，与其承诺一致。计划摘要：{in_fours(plan.hash)}")
    return 0


def _public(options: argparse.Namespace) -> int:
    ceremony.add_public_value(bundle_of(options), options.line, now())
    print(f"已登记公共随机数：{options.line}")
    return 0
