"""Rows that say again what an accepted row has said, or say something else of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line
    from mingcha.core.intake.records import AnyRecord

R = TypeVar("R", bound="AnyRecord")


class RepeatRules(NamedTuple):
    """What to say of a repetition: ``same`` content, or ``different``."""

    same: Rule
    different: Rule


_SAME_MESSAGE = "与第{first}行完全相同，只保留第{first}行"

OBJECTS = RepeatRules(
    Rule(
        "objects.row.repeated",
        Severity.INFO,
        _SAME_MESSAGE,
        "不必处理；原表可删去重复的行",
    ),
    Rule(
        "objects.code.repeated",
        Severity.WARNING,
        "代码与第{first}行相同而内容不同，只保留第{first}行",
        "请核对哪一行正确：两家企业的改正代码，同一企业的只留一行",
    ),
)
INSPECTORS = RepeatRules(
    Rule(
        "inspectors.row.repeated",
        Severity.INFO,
        _SAME_MESSAGE,
        "不必处理；原表可删去重复的行",
    ),
    Rule(
        "inspectors.staff_no.repeated",
        Severity.WARNING,
        "工号与第{first}行相同而内容不同，只保留第{first}行",
        "请核对：两个人的改正工号，同一人的只留一行",
    ),
)
ITEMS = RepeatRules(
    Rule(
        "items.row.repeated",
        Severity.INFO,
        f"{_SAME_MESSAGE}（合并单元格占几行时属正常）",
        "不必处理",
    ),
    Rule(
        "items.row.differs",
        Severity.WARNING,
        "与第{first}行是同一事项而内容不同，只保留第{first}行",
        "请核对",
    ),
)
RULES = (*OBJECTS, *INSPECTORS, *ITEMS)


class Repeats(Generic[R]):
    """Remembers the accepted records by their identity."""

    def __init__(self, identity: Callable[[R], Hashable], rules: RepeatRules, key: str) -> None:
        """Tell records apart by ``identity`` and speak by ``rules`` at the column ``key``."""
        self._identity = identity
        self._rules = rules
        self._key = key
        self._seen: dict[Hashable, tuple[int, int]] = {}
        """Row and hash by identity: a register of a million rows is to fit into memory."""

    def first_of(self, record: R, line: Line, report: Report) -> int | None:
        """Return the row of the record that ``record`` repeats and report it, or remember it."""
        known = (record.row, hash(record))
        first = self._seen.setdefault(self._identity(record), known)
        if first is known:
            return None
        row, content = first
        rule = self._rules.same if content == known[1] else self._rules.different
        report.add(rule, line.place(self._key), first=row)
        return row
