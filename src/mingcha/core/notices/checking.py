"""What is wrong with a text, in sentences that say where it stands and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from mingcha.core.notices.kinds import NoticeKind

NAMED = re.compile(r"\{([^{}\n]*)\}")
"""A placeholder: a name in braces."""
_WIDE = re.compile(r"[｛｝]")


def faults(kind: NoticeKind, text: str) -> list[str]:
    """Return everything that keeps a text from being used; an empty list where nothing does."""
    return [*_of_lines(kind, text), *_missing(kind, text)]


def _of_lines(kind: NoticeKind, text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"第 {number} 行"
        if _WIDE.search(line):
            yield f"{where}：花括号是全角的，请改用半角的 {{ 和 }}"
        if re.search(r"[{}]", NAMED.sub("", line)):
            yield f"{where}：花括号不成对，请写成 {{名称}} 的样子"
        for name in NAMED.findall(line):
            yield from _of_name(kind, name, line, where)


def _of_name(kind: NoticeKind, name: str, line: str, where: str) -> Iterator[str]:
    known = kind.placeholder(name)
    if known is None:
        names = [each.name for each in kind.placeholders]
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        hint = f"，是不是 {{{near[0]}}}？" if near else "，请从占位符清单里选用"
        yield f"{where}：没有 {{{name}}} 这个占位符{hint}"
    elif known.is_block and line.strip() != f"{{{name}}}":
        yield f"{where}：{{{name}}} 要单独占一行，请把同一行的其他文字移开"


def _missing(kind: NoticeKind, text: str) -> Iterator[str]:
    used = set(NAMED.findall(text))
    for group in kind.mandatory:
        if not used & set(group):
            named = " 或 ".join(f"{{{name}}}" for name in group)
            yield f"全文缺少 {named}，请加在合适的位置"
    for word, duty in kind.words:
        if word not in text:
            yield f"全文没有写明{duty}（应有“{word}”字样），请补上"
