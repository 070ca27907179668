"""``mingcha``: exit code 0 done, 1 the answer is no, 2 unusable input or arguments."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from mingcha.cli import audit, demo, draw, registers, serve
from mingcha.cli.chinese_help import speak_chinese
from mingcha.core.errors import Refusal

DONE, NO, UNUSABLE = 0, 1, 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a person never sees a traceback."""
    speak_chinese()
    options = _parser().parse_args(arguments)
    try:
        code: int = options.func(options)
        sys.stdout.flush()
    except Refusal as refusal:
        return _complain(refusal.message)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("\n已中止", file=sys.stderr)
        return _INTERRUPTED
    except OSError as error:
        return _complain(f"文件读写失败：{error.filename or ''} {error.strerror}")
    except MemoryError:
        return _complain("内存不足，无法完成；大名录请用 --engine duckdb")
    return code


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
    audit.configure(subparsers)
    return parser
