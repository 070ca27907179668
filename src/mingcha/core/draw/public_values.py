"""Values of public random sources (protocol section 4), strictly in their written form."""

from __future__ import annotations

import re

_TWO_DIGITS = r"[0-9]{2}"
_FORMS = {
    "kl8": re.compile(rf"{_TWO_DIGITS}(?:,{_TWO_DIGITS}){{19}}"),
    "fc3d": re.compile(r"[0-9](?:,[0-9]){2}"),
    "pl5": re.compile(r"[0-9](?:,[0-9]){4}"),
    "ssq": re.compile(rf"{_TWO_DIGITS}(?:,{_TWO_DIGITS}){{5}}\+{_TWO_DIGITS}"),
    "drand": re.compile(r"[0-9a-f]{96}|[0-9a-f]{192}"),
}
_LOTTERY_ISSUE = re.compile(r"[0-9]{1,16}")
_DRAND_ISSUE = re.compile(r"[0-9a-f]{64}:[0-9]{1,16}")

# Bits of entropy of one value (protocol section 4); drand gives a full hash's worth.
MILLIBITS = {"kl8": 61_600, "fc3d": 10_000, "pl5": 16_600, "ssq": 24_000, "drand": 256_000}


def is_public_source(text: str) -> bool:
    """Tell whether ``text`` is ``source|issue`` of a source the protocol knows."""
    source, _, issue = text.partition("|")
    form = _DRAND_ISSUE if source == "drand" else _LOTTERY_ISSUE
    return source in _FORMS and form.fullmatch(issue) is not None


def is_public_value(line: str) -> bool:
    """Tell whether ``line`` is ``source|issue|value`` with a value that source can give."""
    named, _, value = line.rpartition("|")
    if not is_public_source(named):
        return False
    source = named.partition("|")[0]
    return _FORMS[source].fullmatch(value) is not None and _is_possible(source, value)


def _is_possible(source: str, value: str) -> bool:
    if source == "kl8":
        return _is_ascending(value.split(","), 80)
    if source == "ssq":
        reds, _, blue = value.partition("+")
        return _is_ascending(reds.split(","), 33) and "01" <= blue <= "16"
    return True


def _is_ascending(numbers: list[str], highest: int) -> bool:
    return sorted(set(numbers)) == numbers and numbers[0] >= "01" and int(numbers[-1]) <= highest
