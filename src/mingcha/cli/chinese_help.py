"""argparse in Chinese: its help, usage and error sentences."""

from __future__ import annotations

import argparse

_SENTENCES = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示这份说明",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "expected one argument": "后面要有一个值",
    "expected at most one argument": "后面最多一个值",
    "expected at least one argument": "后面至少要有一个值",
    "expected %s argument": "后面要有 %s 个值",
    "expected %s arguments": "后面要有 %s 个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r 不可用，可选：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r 不合格式",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确：%(matches)s",
    "ignored explicit argument %r": "不能带值 %r",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "one of the arguments %s is required": "下列参数要有一个：%s",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n用 %(prog)s --help 查看说明\n",
}


def speak_chinese() -> None:
    """Make argparse use our sentences: it looks every one up through these two names."""
    argparse._ = _translated  # type: ignore[attr-defined]
    argparse.ngettext = _translated_number  # type: ignore[attr-defined]


def _translated(text: str) -> str:
    return _SENTENCES.get(text, text)


def _translated_number(singular: str, plural: str, number: int) -> str:
    return _translated(singular if number == 1 else plural)
