"""``mingcha serve``: the whole platform on this machine."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys

from mingcha.cli.commands import Subparsers, add_command
from mingcha.cli.platform import migrate, set_up
from mingcha.cli.progress import working
from mingcha.core.errors import Refusal

_PORT = 8136


def configure(commands: Subparsers) -> None:
    """Add ``serve``."""
    parser = add_command(commands, "serve", "启动平台：数据库、网页服务和后台作业", _serve)
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只供本机访问）")
    parser.add_argument("--port", type=int, default=_PORT, help=f"端口（默认 {_PORT}）")
    parser.add_argument("--reset", action="store_true", help="清除全部数据，重新装入演示县")
    parser.add_argument("--yes", action="store_true", help="与 --reset 同用，不再询问")
    parser.add_argument("--empty", action="store_true", help="首次启动时不装入演示县")


def _serve(options: argparse.Namespace) -> int:
    _refuse_port_in_use(options.host, options.port)
    if options.reset:
        _reset(sure=options.yes)
    set_up()
    _prepare(with_demonstration=not options.empty)
    from mingcha.config.database import stop_database  # noqa: PLC0415 - after set_up
    from mingcha.config.serving import children, keep_running  # noqa: PLC0415 - after set_up

    print(f"\n明察已启动：http://{options.host}:{options.port}/　按 Ctrl-C 停止", flush=True)
    try:
        broken = keep_running(children(options.host, options.port))
    finally:
        stop_database()
    if broken:
        print(f"{broken}反复退出，平台已停止；原因见上面的记录", file=sys.stderr)
        return 1
    print("\n已停止，数据保留")
    return 0


def _refuse_port_in_use(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                f"不能使用 {host}:{port}（{error.strerror}）：可能已有一个明察在运行，"
                "请先停止它，或用 --port 另选端口"
            ) from error


def _reset(*, sure: bool) -> None:
    from mingcha.config.environment import data_folder  # noqa: PLC0415 - reads the surroundings

    if os.environ.get("DATABASE_URL"):
        raise Refusal("--reset 只清除自带的数据库；外部数据库请由其管理员处理")
    folder = data_folder() / "postgres"
    if not folder.exists():
        return
    if not sure:
        answer = input(f"将删除 {folder} 中的全部数据，不能恢复。确认请输入“删除”：")
        if answer.strip() != "删除":
            raise Refusal("没有删除任何数据")
    if (folder / "postmaster.pid").exists():
        raise Refusal("数据库正在使用，请先停止正在运行的明察")
    shutil.rmtree(folder)


def _prepare(*, with_demonstration: bool) -> None:
    migrate()
    from mingcha.demo.platform import accounts_text, load_demonstration  # noqa: PLC0415

    if with_demonstration:
        with working("首次启动，正在装入虚构的澄川县"):
            load_demonstration()
    text = accounts_text() or _first_step()
    if text:
        print(text, flush=True)


def _first_step() -> str:
    from mingcha.accounts.models import User  # noqa: PLC0415 - after set_up

    if User.objects.exists():
        return ""
    return "\n还没有账号。请在另一个窗口初始化：.venv/bin/mingcha setup --help"
