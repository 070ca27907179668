"""``draw verify``: recompute everything and say which check failed."""

from __future__ import annotations

import argparse

from mingcha.bundles.engines import verifying_loader
from mingcha.bundles.outcome import finish_outcome
from mingcha.cli.commands import Subparsers, add_bundle, add_command, bundle_of
from mingcha.cli.draw.run import add_engine, engine_of
from mingcha.cli.progress import working
from mingcha.core.draw.verification import Check, Verdict, verify

_TITLES = {
    Check.FILES: "文件齐全",
    Check.PLAN: "计划",
    Check.REGISTERS: "检查对象名录",
    Check.INSPECTORS: "检查人员名录",
    Check.COI: "回避登记",
    Check.ENTROPY: "承诺与揭示",
    Check.RESULT: "抽取结果",
    Check.TICKETS: "签号表",
    Check.ASSIGNMENT: "人员匹配",
    Check.TRANSCRIPT: "抽取记录",
    Check.SEALED: "封存资料",
    Check.LOG: "日志",
}


def configure(commands: Subparsers) -> None:
    """Add ``verify``."""
    parser = add_command(commands, "verify", "核验：从冻结的名录起全部重算一遍", _verify)
    add_bundle(parser)
    add_engine(parser)


def _verify(options: argparse.Namespace) -> int:
    folder = bundle_of(options)
    finish_outcome(folder)
    with working("正在重算"):
        verdicts = verify(folder, verifying_loader(folder, engine_of(options)))
    for verdict in verdicts:
        print(_told(verdict))
    if all(verdict.passed for verdict in verdicts):
        print("核验通过：结果与名录、规则、随机数完全一致")
        return 0
    print("核验没有通过")
    return 1


def _told(verdict: Verdict) -> str:
    name = f"{verdict.check:<10} {_TITLES[verdict.check]}"
    if not verdict.made:
        return f"—— {name}：前面的检查没有通过，无法核验"
    return f"√  {name}" if verdict.passed else f"×  {name}：{verdict.fault}"
