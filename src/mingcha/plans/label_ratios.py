"""Ratios by label as people write and read them: 三级医院 50%、二级医院 30%、其他 3% (C.4-1, R-051)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingcha.foundation.errors import DomainError
from mingcha.registers.selectors.labels import REST, REST_TITLE, label_titles, labels_called

_BETWEEN = re.compile(r"[、，,\n]+")
_PAIR = re.compile(r"([^=＝:：]+)[=＝:：](.+)|(\S+)\s+(.+)")  # a title with blanks in it takes a =
_EXAMPLE = (
    f"请写成 标签 比例，最后写{REST_TITLE}对象，如：三级医院 50%、二级医院 30%、{REST_TITLE} 3%"
)


@dataclass(frozen=True, slots=True)
class LabelRatios:
    """Labels in the order in which they count, and the ratio of each and of the rest."""

    labels: list[str]
    ratios: dict[str, str]


def read_label_ratios(text: str) -> LabelRatios:
    """Read what a person wrote; raises DomainError that says where it is wrong."""
    pairs = [_pair(part) for part in _BETWEEN.split(text) if part.strip()]
    titles = [title for title, _ in pairs]
    twice = [title for title in dict.fromkeys(titles) if titles.count(title) > 1]
    if twice:
        raise DomainError("label_twice", f"“{'、'.join(twice)}”写了两次，请删去一个", "ratios")
    if REST_TITLE not in titles:
        told = f"还没有写没有这些标签的对象抽多少，请补上，如：{REST_TITLE} 3%；不抽的写 {REST_TITLE} 0%"
        raise DomainError("rest_missing", told, "ratios")
    if titles == [REST_TITLE]:
        raise DomainError("label_missing", f"还没有写标签。{_EXAMPLE}", "ratios")
    found = labels_called(titles)
    ratios = {label: ratio for label, (_, ratio) in zip(found, pairs, strict=True)}
    return LabelRatios([label for label in found if label != REST], ratios)


def titled_ratios(ratios: Mapping[str, str], labels: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ratios by title, in the order in which the labels count."""
    titles = label_titles(labels)
    return [(title, ratios[label]) for label, title in titles.items() if label in ratios]


def label_ratios_text(ratios: Mapping[str, str], labels: Sequence[str], between: str = "、") -> str:
    """Return the ratios as ``read_label_ratios`` reads them."""
    return between.join(f"{title} {ratio}" for title, ratio in titled_ratios(ratios, labels))


def _pair(part: str) -> tuple[str, str]:
    match = _PAIR.fullmatch(part.strip())
    if not match:
        raise DomainError("label_ratio_malformed", f"看不懂“{part.strip()}”。{_EXAMPLE}", "ratios")
    title, ratio = filter(None, match.groups())
    return title.strip(), ratio.replace(" ", "")
