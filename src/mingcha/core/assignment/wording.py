"""Shortages and pool sizes in plain Chinese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from mingcha.core.assignment.pool_sizes import FEW, PoolSize, Verdict
from mingcha.core.assignment.shortages import Shortage

LISTED = 3


@dataclass(frozen=True, slots=True)
class Names:
    """What to call regions (by code) and slots (by j); a code stands for itself if not named.

    ``are_teams`` tells that whole teams are matched, which are counted as such.
    """

    regions: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[int, str] = field(default_factory=dict)
    are_teams: bool = False

    def of(self, places: Collection[tuple[int, str]]) -> str:
        """Return for example ``河东街道、城关镇（食品检查员）`` for slots and regions (j, region)."""
        regions = [self.regions.get(code, code) for code in sorted({code for _, code in places})]
        slots = [self.slots.get(j, f"席位{j}") for j in sorted({j for j, _ in places})]
        if not self.slots:
            return _listed(regions, "个地区")
        return f"{_listed(regions, '个地区')}（{_listed(slots, '种席位')}）"


def shortage_texts(shortages: Iterable[Shortage], names: Names) -> list[str]:
    """Say what is short, a line each, such as ``河东街道：需 46 人次，合格人员 5 名、余量 40，缺 6``.

    Each says too what would be needed at least: nobody takes two places on one object. Shortages that differ by their objects only share a line.
    """
    alike: dict[tuple[object, ...], list[Shortage]] = defaultdict(list)
    for shortage in shortages:
        alike[shortage.round, shortage.places, shortage.inspectors].append(shortage)
    return [_shortage_text(group, names) for group in alike.values()]


def _shortage_text(alike: list[Shortage], names: Names) -> str:
    first = alike[0]
    stage = f"第 {first.round} 轮，" if first.round > 1 else ""
    needed = sum(len(shortage.slots) for shortage in alike)
    capacity = sum(shortage.capacity for shortage in alike)
    who, each, times = ("检查组", "组", "组次") if names.are_teams else ("人员", "名", "人次")
    people = f"没有合格{who}"
    if first.inspectors:
        people = f"合格{who} {len(first.inspectors)} {each}、余量 {capacity}"
    lacking = needed - capacity
    told = f"{stage}{names.of(first.places)}：需 {needed} {times}，{people}，缺 {lacking}"
    fewest = max(map(_fewest_more, alike))
    return f"{told}；至少再有 {fewest} {each}符合条件的{who}、共能承担 {lacking} {times}"


def _fewest_more(shortage: Shortage) -> int:
    objects = len({object_id for object_id, _ in shortage.slots})
    return -(-shortage.deficit // objects)


def pool_size_texts(pools: Iterable[PoolSize], names: Names) -> list[str]:
    """Say how many can be chosen from, and what to do if they are few.

    Regions that are alike for a slot share a line.
    """
    alike: dict[tuple[object, ...], list[PoolSize]] = defaultdict(list)
    for pool in pools:
        alike[pool.index, pool.verdict, pool.needed].append(pool)
    return [_pool_size_text(group, names) for group in alike.values()]


def _pool_size_text(alike: list[PoolSize], names: Names) -> str:
    first = alike[0]
    place = names.of([(pool.index, pool.region) for pool in alike])
    fewest, most = min(pool.size for pool in alike), max(pool.size for pool in alike)
    size = str(fewest) if fewest == most else f"{fewest}～{most}"
    who, each = ("检查组", "组") if names.are_teams else ("人员", "人")
    advice = ""
    if first.verdict is Verdict.REFUSE:
        advice = f"，而同一检查对象要 {first.needed} {each}，派不出来；请增加{who}或放宽匹配条件"
    elif first.verdict is Verdict.WARN:
        advice = f"，不到 {FEW} {each}，人选容易被猜中；建议增加{who}或放宽匹配条件"
    return f"{place}：可选 {size} {each}{advice}"


def _listed(words: list[str], kind: str) -> str:
    if len(words) <= LISTED:
        return "、".join(words)
    return f"{'、'.join(words[:LISTED])}等 {len(words)} {kind}"
