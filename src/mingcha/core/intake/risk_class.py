"""Credit-risk classes (信用风险分类) as registers write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BY_NAME = {"低": "A", "一般": "B", "较高": "C", "高": "D"}
_LETTER = re.compile(r"([A-E])[级类等]*")
_NAME = re.compile(r"(?:信用)?(?:风险)?(低|一般|较高|高)(?:信用)?(?:风险)?[级类等]*")
_BOTH = re.compile(r"(.+?)\((.+)\)")


@lru_cache(1 << 10)
def read_risk_class(text: str) -> str | None:
    """Return the letter A to E of a class, ``None`` where the text is no known class.

    Understands ``A``, ``Ａ级``, ``B类``, the national names 低、一般、较高、高 with or without 风险
    (国市监信发〔2022〕6号), and both together, as in ``A（低风险）``, where they agree.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).upper().split())
    both = _BOTH.fullmatch(folded)
    if both is None:
        return _one_name(folded)
    first, second = (_one_name(part) for part in both.groups())
    return first if first == second else None


def _one_name(text: str) -> str | None:
    letter = _LETTER.fullmatch(text)
    if letter is not None:
        return letter[1]
    name = _NAME.fullmatch(text)
    return _BY_NAME[name[1]] if name is not None else None
