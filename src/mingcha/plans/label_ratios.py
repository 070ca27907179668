"""Ratios by label as people write and read them: 三级医院 50%、二级医院 30%、其他 3% (C.4-1, R-051)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingcha.foundation.errors import DomainError
from mingcha.registers.selectors.labels import REST, REST_TITLE, label_titles, labels_called

_PAIR = re.compile(r"(.+)[=＝](.+)|(\S+)\s+(.+)")
_EXAMPLE = (
    f"请写成 标签=比例，最后写{REST_TITLE}对象，如：三级医院=50%、二级医院=30%、{REST_TITLE}=3%"
)


@dataclass(frozen=True, slots=True)
class LabelRatios:
    """Labels in the order in which they count, and the ratio of each and of the rest."""

    labels: list[str]
    ratios: dict[str, str]


def read_label_ratios(text: str) -> LabelRatios:
    """Read what a person wrote, a label a line or all in one; DomainError says where it is wrong."""
    pairs = [_pair(part) for part in parts_of(text)]
    titles = [title for title, _ in pairs]
    twice = [title for title in dict.fromkeys(titles) if titles.count(title) > 1]
    if twice:
        raise DomainError("label_twice", f"“{'、'.join(twice)}”写了两次，请删去一个", "ratios")
    if REST_TITLE not in titles:
        told = f"还没有写没有这些标签的对象抽多少，请补上，如：{REST_TITLE}=3%；不抽的写 {REST_TITLE}=0%"
        raise DomainError("rest_missing", told, "ratios")
    if titles == [REST_TITLE]:
        raise DomainError("label_missing", f"还没有写标签。{_EXAMPLE}", "ratios")
    found = labels_called(titles)
    ratios = {label: ratio for label, (_, ratio) in zip(found, pairs, strict=True)}
    return LabelRatios([label for label in found if label != REST], ratios)


def written_label_ratios(ratios: Mapping[str, str], labels: Sequence[str]) -> str:
    """Return the ratios a line each, as ``read_label_ratios`` reads them whatever a title has in it."""
    return "\n".join(f"{title}={ratio}" for title, ratio in titled_ratios(ratios, labels))


def label_ratios_text(ratios: Mapping[str, str], labels: Sequence[str]) -> str:
    """Return the ratios in words."""
    return "、".join(f"{title} {ratio}" for title, ratio in titled_ratios(ratios, labels))


def titled_ratios(ratios: Mapping[str, str], labels: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ratios by title, in the order in which the labels count."""
    titles = label_titles(labels)
    return [(title, ratios[label]) for label, title in titles.items() if label in ratios]


def parts_of(text: str) -> list[str]:
    """Return the parts that each give a label or class its ratio."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        return lines
    return [part.strip() for part in re.split("[、，,；;]", text) if part.strip()]


def title_in(part: str) -> str:
    """Return the title in such a part, empty where there is none."""
    match = _PAIR.fullmatch(part)
    return (match[1] or match[3]).strip() if match else ""


def _pair(part: str) -> tuple[str, str]:
    match = _PAIR.fullmatch(part)
    if not match:
        raise DomainError("label_ratio_malformed", f"看不懂“{part}”。{_EXAMPLE}", "ratios")
    ratio = match[2] or match[4]
    return title_in(part), ratio.replace(" ", "")
