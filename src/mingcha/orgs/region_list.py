"""What a list of divisions (行政区划) would change: new ones, new names, codes that were replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mingcha.core.identifiers.region import TOWNSHIP, read_region_prefix
from mingcha.core.intake.records import RegionRecord
from mingcha.orgs.models import Region
from mingcha.orgs.models.region import Level

_LEVELS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, TOWNSHIP: Level.TOWNSHIP}
_SHORTEST_CODE = 6


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that changes nothing, and why."""

    code: str
    name: str
    reason: str


@dataclass(slots=True)
class Differences:
    """What a list would change. ``replaced`` pairs an old division with the one it went into."""

    new: list[Region] = field(default_factory=list)
    renamed: list[tuple[Region, str]] = field(default_factory=list)
    replaced: list[tuple[Region, Region]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    same: int = 0
    elsewhere: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.new or self.renamed or self.replaced)


def full_code(prefix: str) -> str:
    """Return the code as GB/T 2260 writes it: a province's and a city's are filled with zeros."""
    return prefix.ljust(_SHORTEST_CODE, "0")


def new_region(prefix: str, name: str, parent: Region | None) -> Region:
    """Return an unsaved division at the level of its code; raises KeyError for no such length."""
    return Region(
        code=full_code(prefix), prefix=prefix, name=name, level=_LEVELS[len(prefix)], parent=parent
    )


def prefixes_above(prefix: str) -> list[str]:
    """Return the prefixes that the code lies in, the nearest first."""
    return [prefix[:length] for length in sorted(_LEVELS, reverse=True) if length < len(prefix)]


def nearest_above(prefix: str) -> Region | None:
    """Return the nearest division that the code lies in, if there is one."""
    return Region.objects.filter(prefix__in=prefixes_above(prefix)).order_by("-prefix").first()


def prefix_of(code: str) -> str:
    """Return the prefix of a code; raises RegionError where it is none."""
    return read_region_prefix(code)


def differences(
    records: Sequence[RegionRecord], is_wanted: Callable[[str], bool], root: str = ""
) -> Differences:
    """Compare a list with what is there; ``root`` needs no division above it, and never ends here."""
    return _Comparison(records, is_wanted, root).result


def differences_below(records: Sequence[RegionRecord], own: Region) -> Differences:
    """Compare a list with a region and all below it; what lies elsewhere is counted and left alone."""
    return differences(records, lambda code: code.startswith(own.prefix), root=own.prefix)


class _Comparison:
    """One list against the divisions of the platform."""

    def __init__(
        self, records: Sequence[RegionRecord], is_wanted: Callable[[str], bool], root: str
    ) -> None:
        self.result = Differences(elsewhere=sum(not is_wanted(each.code) for each in records))
        self._known = {region.prefix: region for region in Region.objects.all()}
        self._after = {region.code: region.successor_id for region in self._known.values()}
        self._root = root
        wanted = [each for each in records if is_wanted(each.code)]
        present = {each.code for each in wanted if not each.is_ended}
        for record in _from_above(each for each in wanted if not each.is_ended):
            self._take(record)
        for record in _from_above(each for each in wanted if each.is_ended):
            if record.code not in present:
                self._replace(record)

    def _take(self, record: RegionRecord) -> None:
        known = self._known.get(record.code)
        if known is None:
            self._make(record)
        elif known.name != record.name:
            self.result.renamed.append((known, record.name))
        else:
            self.result.same += 1

    def _make(self, record: RegionRecord) -> Region | None:
        parent = self._above(record.code)
        if parent is None and record.code != self._root:
            self._leave_out(record, "没有它的上级区划")
            return None
        made = new_region(record.code, record.name, parent)
        self._known[record.code] = made
        self.result.new.append(made)
        return made

    def _replace(self, record: RegionRecord) -> None:
        targets = [self._known[code] for code in record.successors if code in self._known]
        if record.code == self._root:
            self._leave_out(record, "本级区划不能由本级停用，请由上级管理员办理")
        elif not record.successors:
            self._leave_out(record, "已停用，没有写明新代码")
        elif len(record.successors) > 1:
            self._leave_out(record, "分成了几个，不能自动对应")
        elif not targets:
            self._leave_out(record, "新代码不在平台的区划中")
        else:
            old = self._known.get(record.code) or self._make(record)
            if old is None:
                return
            if old.successor_id == targets[0].code:
                self.result.same += 1
            elif self._leads_to(targets[0], old):
                self._leave_out(record, "新代码又并入了它自己")
            else:
                old.successor = targets[0]
                self._after[old.code] = targets[0].code
                self.result.replaced.append((old, targets[0]))

    def _above(self, code: str) -> Region | None:
        found = (self._known.get(prefix) for prefix in prefixes_above(code))
        return next((region for region in found if region), None)

    def _leads_to(self, start: Region, end: Region) -> bool:
        """Tell whether one goes into the other in the end, this list's replacements included."""
        at: str | None = start.code
        while at is not None and at != end.code:
            at = self._after.get(at)
        return at is not None

    def _leave_out(self, record: RegionRecord, reason: str) -> None:
        self.result.left_out.append(LeftOut(full_code(record.code), record.name, reason))


def _from_above(records: Iterable[RegionRecord]) -> Iterator[RegionRecord]:
    return iter(sorted(records, key=lambda each: (len(each.code), each.code)))
