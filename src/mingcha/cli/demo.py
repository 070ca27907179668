"""``mingcha demo``: the whole main job on a made-up county, told step by step."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta, timezone
from functools import partial
from pathlib import Path

from mingcha.bundles.drawn import load_drawn
from mingcha.bundles.folder import Folder
from mingcha.cli.commands import Subparsers, add_command, now
from mingcha.core.errors import Refusal
from mingcha.demo import fire_list, inspector_list, object_list, recusal_list, rules_file
from mingcha.demo.county import write_county

Main = Callable[[Sequence[str]], int]
_MARK = ".mingcha-demo"
_BEIJING = timezone(timedelta(hours=8))


def configure(commands: Subparsers, main: Main) -> None:
    """Add ``demo``, which runs the other commands through ``main``."""
    title = "演示：用虚构的澄川县走完一次抽取，从表格到核验"
    parser = add_command(commands, "demo", title, partial(_demo, main))
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo"), help="演示文件夹（默认 demo）"
    )


def _demo(main: Main, options: argparse.Namespace) -> int:
    folder = _fresh(options.out)
    os.environ["MINGCHA_HOME"] = str(folder / "各方随机数")
    county = folder / "名录"
    write_county(county)
    reveal_by = now().astimezone(_BEIJING) + timedelta(days=1)
    (county / rules_file.FILE_NAME).write_text(rules_file.rules_text(reveal_by), "utf-8")
    _say(f"虚构的澄川县：五份表格和抽查规则写在 {county}")
    story = _Story(main, county, folder)
    story.check_registers()
    story.freeze()
    story.hold_ceremony()
    story.draw_and_verify()
    story.publish()
    return 0


def _fresh(folder: Path) -> Path:
    """Make the demonstration's folder anew; only one that an earlier demonstration made goes."""
    if folder.exists():
        if not (folder / _MARK).is_file():
            raise Refusal(f"{folder} 里有别的文件，请用 --out 另外给出一个文件夹")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).touch()
    return folder


def _say(text: str) -> None:
    print(f"\n# {text}", flush=True)


class _Story:
    """The commands of one draw, each shown as a person would type it."""

    def __init__(self, main: Main, county: Path, folder: Path) -> None:
        self._main = main
        self._county = county
        self._bundle = folder / "抽取"
        self._folder = folder

    def check_registers(self) -> None:
        _say("一、检查名录：有问题的行退回，注明在哪一格、怎么改")
        objects = self._county / object_list.FILE_NAME
        annotated = self._folder / "检查对象名录_退回.xlsx"
        self._run(
            *("registers", "check", objects, "--kind", "objects", "--annotated", annotated),
            expected=1,
        )

    def freeze(self) -> None:
        _say("二、冻结名录：此后谁也不能增减企业和人员")
        self._run(
            *("draw", "freeze"),
            *("--objects", f"MAIN={self._county / object_list.FILE_NAME}"),
            *("--objects", f"FIRE={self._county / fire_list.FILE_NAME}"),
            *("--inspectors", self._county / inspector_list.FILE_NAME),
            *("--recusals", self._county / recusal_list.FILE_NAME),
            *("--rules", self._county / rules_file.FILE_NAME),
            *("--out", self._bundle),
        )

    def hold_ceremony(self) -> None:
        _say("三、承诺：组织方和见证人各自生成随机数，先交承诺")
        for party in ("organiser", "witness"):
            self._run("draw", "commit", self._bundle, "--party", party)
        _say("四、封存计划，然后依次揭示")
        self._run("draw", "seal", self._bundle)
        for party in ("organiser", "witness"):
            self._run("draw", "reveal", self._bundle, "--party", party)

    def draw_and_verify(self) -> None:
        _say("五、抽取检查对象、匹配检查人员")
        self._run("draw", "run", self._bundle)
        _say("六、核验：全部重算一遍")
        self._run("draw", "verify", self._bundle)

    def publish(self) -> None:
        drawn = load_drawn(Folder(self._bundle))
        object_id = drawn.result[0].split("\t")[3]
        _say("七、任何一户都能查到自己的签号和结果")
        self._run("draw", "check", self._bundle, "--id", object_id, "--brief")
        _say("八、给人看的名单、公开文件夹、一户企业自己的证明")
        self._run("draw", "list", self._bundle, "--out", self._folder / "抽查名单.xlsx")
        self._run("draw", "publish", self._bundle, "--out", self._folder / "公开")
        proof = self._folder / f"证明_{object_id}.json"
        self._run("draw", "proof", self._bundle, "--id", object_id, "--out", proof)
        _say(f"完成。全部结果在 {self._folder}")
        print(f"用独立的核验程序再算一遍：python3 verifier/verify_draw.py {self._bundle}")
        print(
            f"核对一户的证明：python3 verifier/verify_draw.py --proof {proof} {self._folder / '公开'}"
        )
        print("不会用命令行的人：用浏览器打开 verifier/verify.html，把文件夹拖进去")

    def _run(self, *arguments: str | Path, expected: int = 0) -> None:
        texts = [str(argument) for argument in arguments]
        print(f"$ mingcha {' '.join(texts)}", flush=True)
        code = self._main(texts)
        if code != expected:
            raise Refusal(f"演示停在上一步（退出码 {code}）")
