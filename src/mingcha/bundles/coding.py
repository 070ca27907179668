"""From the Chinese words of a register to the ASCII codes of frozen files."""

from __future__ import annotations

import re

from mingcha.bundles.rules import CodeKind, Rules
from mingcha.core.draw import names
from mingcha.core.errors import Refusal

_CODE = re.compile(names.CODE)
_TITLES = {
    CodeKind.UNIT: "单位",
    CodeKind.EXPERTISE: "业务专长",
    CodeKind.EXCLUSION: "不纳入抽查的原因",
    CodeKind.RECUSAL: "回避原因",
}


class Coding:
    """Looks words up in ``[codes.…]`` and remembers the ones that have no code."""

    def __init__(self, rules: Rules) -> None:
        """Use the tables of these rules; a word that is a code already needs none."""
        self._codes = rules.codes
        self._unknown: dict[CodeKind, set[str]] = {}

    def code(self, kind: CodeKind, text: str) -> str:
        """Return the code of ``text``; an unknown word is collected for ``refuse_unknown``."""
        word = text.strip()
        code = self._codes.get(kind, {}).get(word, word)
        if not _CODE.fullmatch(code):
            self._unknown.setdefault(kind, set()).add(word)
        return code

    def refuse_unknown(self) -> None:
        """Raise one Refusal that lists every word without a code, and where to add it."""
        if not self._unknown:
            return
        lines = [
            f"{_TITLES[kind]}没有代码，请在规则文件的 [codes.{kind}] 中补上："
            + "、".join(sorted(words)[:20])
            for kind, words in self._unknown.items()
        ]
        raise Refusal("\n".join(lines))
