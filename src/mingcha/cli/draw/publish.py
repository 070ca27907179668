"""``draw publish`` and ``draw proof``: what leaves the house."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingcha.bundles.publishing import publish, write_proof
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of, now
from mingcha.cli.progress import working


def configure(commands: Subparsers) -> None:
    """Add the two commands."""
    publishing = add_command(commands, "publish", "按公开方式生成公开文件夹", _publish)
    add_bundle(publishing)
    publishing.add_argument("--out", metavar="PUB", type=Path, required=True, help="公开文件夹")
    publishing.add_argument(
        "--with-list", action="store_true", help="抽中名单可以公开时，一并公开抽中的代码"
    )
    proving = add_command(commands, "proof", "生成一户自己的证明", _proof)
    add_bundle(proving)
    proving.add_argument("--id", metavar="CODE", required=True, help="这一户的代码")
    proving.add_argument("--out", metavar="FILE", type=Path, required=True, help="证明文件")


def _publish(options: argparse.Namespace) -> int:
    with working("正在核验并生成公开文件夹"):
        paths = publish(bundle_of(options), options.out, now(), with_drawn_ids=options.with_list)
    print(f"公开文件夹 {options.out}：{'、'.join(paths)}")
    return 0


def _proof(options: argparse.Namespace) -> int:
    with working("正在生成证明"):
        write_proof(bundle_of(options), options.id.strip().upper(), options.out)
    print(f"证明已写入 {options.out}")
    return 0
