"""``mingcha``: exit code 0 done, 1 the answer is no, 2 unusable input or arguments."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from mingcha.cli import audit, demo, draw, registers, serve, setup
from mingcha.cli.chinese_help import speak_chinese
from mingcha.core.errors import Refusal

DONE, NO, UNUSABLE = 0, 1, 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a person never sees a traceback."""
    speak_chinese()
    _print_what_the_screen_cannot_show()
    options = _parser().parse_args(arguments)
    try:
        code: int = options.func(options)
        sys.stdout.flush()
    except Refusal as refusal:
        return _complain(refusal.message)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except KeyboardInterrupt:
        print("\n已中止", file=sys.stderr)
        code = _INTERRUPTED
    except OSError as error:
        return _complain(f"文件读写失败：{error.filename or ''} {error.strerror}")
    except MemoryError:
        return _complain("内存不足，无法完成；大名录请用 --engine duckdb")
    except Exception as error:  # noqa: BLE001 - our own fault, yet told in a sentence
        return _complain(_own_fault(error))
    return code


def _print_what_the_screen_cannot_show() -> None:
    """Write a character that the terminal's encoding lacks as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _own_fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"程序自身出错，没有完成：{type(error).__name__}（{Path(place.filename).name} 第 {place.lineno} 行）"
        f"：{error}\n请把这句话和所用的命令告诉维护人员"
    )


def _complain(message: str) -> int:
    print(message, file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mingcha", description="明察：可核验的“双随机、一公开”抽查"
    )
    parser.add_argument(
        "--version", action="version", version=f"明察 {version('mingcha')}", help="显示版本"
    )
    subparsers = parser.add_subparsers(title="命令", required=True, metavar="命令")
    registers.configure(subparsers)
    draw.configure(subparsers)
    demo.configure(subparsers, main)
    serve.configure(subparsers)
    setup.configure(subparsers)
    audit.configure(subparsers)
    return parser
