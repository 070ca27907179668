"""The rows that forms A, C and D share: through one's own platform, and through others."""

from __future__ import annotations

from mingcha.core.statistics import wanted
from mingcha.core.statistics.form import Column, RowTemplate, Rule
from mingcha.core.statistics.period import PeriodMode
from mingcha.core.statistics.wanted import Wanted, all_of

_OWN = "通过河北双随机执法监管平台开展抽查情况"
_OTHER = "通过其他平台开展抽查情况"
_TRIPLE = "次数、户数及发现问题户数"


def _own(code: str, label: str, short: str, mode: PeriodMode, *conditions: Wanted) -> RowTemplate:
    column = Column("", all_of(wanted.on_own_platform, *conditions))
    return RowTemplate(code, _OWN, label, short, mode, (column,))


def _system(code: str, label: str, mode: PeriodMode) -> RowTemplate:
    """Return the row of the market-regulation system, internal and joint side by side."""
    columns = tuple(
        Column(title, all_of(wanted.on_own_platform, wanted.market_regulation, scope))
        for title, scope in (("部门内部", wanted.internal), ("部门联合", wanted.joint))
    )
    return RowTemplate(code, _OWN, label, "市场监管系统", mode, columns)


def platform_rows(
    letter: str, whose: str, mode: PeriodMode, *, has_system: bool
) -> tuple[RowTemplate, ...]:
    """Return the rows of forms A, C and D, numbered from 1."""
    codes = (f"{letter}{number}" for number in range(1, 10))
    first = _own(
        next(codes), f"{whose}开展随机抽查{_TRIPLE}（包含部门内部和部门联合）", "全部抽查", mode
    )
    label = f"{whose}市场监管系统开展随机抽查{_TRIPLE}（包含部门内部和部门联合，分别标注）"
    system = (_system(next(codes), label, mode),) if has_system else ()
    return (
        first,
        *system,
        _own(
            next(codes), f"{whose}开展部门内部随机抽查{_TRIPLE}", "部门内部", mode, wanted.internal
        ),
        _own(next(codes), f"{whose}开展部门联合随机抽查{_TRIPLE}", "部门联合", mode, wanted.joint),
        _own(
            next(codes),
            f"{whose}涉及企业的随机抽查的{_TRIPLE}（抽查对象为企业）",
            "涉及企业",
            mode,
            wanted.enterprise,
        ),
        _own(
            next(codes),
            f"{whose}利用企业信用风险分级分类开展随机抽查的{_TRIPLE}",
            "利用信用风险分类",
            mode,
            wanted.class_applied,
        ),
        RowTemplate(
            next(codes),
            _OTHER,
            f"{whose}开展抽查{_TRIPLE}",
            "其他平台全部抽查",
            mode,
            (Column("", wanted.on_other_platform),),
            entered=lambda figures: figures.all,
        ),
        RowTemplate(
            next(codes),
            _OTHER,
            f"{whose}涉及企业的随机抽查{_TRIPLE}（抽查对象为企业）",
            "其他平台涉及企业",
            mode,
            (Column("", all_of(wanted.on_other_platform, wanted.enterprise)),),
            entered=lambda figures: figures.enterprises,
        ),
        RowTemplate(
            next(codes),
            _OTHER,
            f"{whose}利用企业信用风险分级分类开展随机抽查的{_TRIPLE}",
            "其他平台利用信用风险分类",
            mode,
            (Column("", all_of(wanted.on_other_platform, wanted.class_applied)),),
            entered=lambda figures: figures.class_applied,
        ),
    )


def platform_rules(letter: str, *, has_system: bool) -> tuple[Rule, ...]:
    """Return the integrity rules of those rows."""
    n = 1 if has_system else 0
    every, inside, joint = f"{letter}1", f"{letter}{n + 2}", f"{letter}{n + 3}"
    enterprise, by_class, other = f"{letter}{n + 4}", f"{letter}{n + 5}", f"{letter}{n + 6}"
    system = (Rule(f"{letter}2", is_equal=False, others=(every,)),) if has_system else ()
    return (
        Rule(every, is_equal=True, others=(inside, joint)),
        *system,
        Rule(enterprise, is_equal=False, others=(every,)),
        Rule(by_class, is_equal=False, others=(enterprise,)),
        Rule(f"{letter}{n + 7}", is_equal=False, others=(other,)),
        Rule(f"{letter}{n + 8}", is_equal=False, others=(other,)),
    )
