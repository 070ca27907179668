"""Which stratum an object falls into, and what the strata are called in frozen files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingcha.bundles.rules import RULES_FILE, WHOLE_FRAME, FrameRules
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.names import STRATUM
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile, Refusal
from mingcha.core.intake.records import ObjectRecord


@dataclass(frozen=True, slots=True)
class StratumNames:
    """Codes of a frame's strata: the classes themselves, or neutral ones in sealed modes."""

    codes: Mapping[str, str]

    def code(self, value: str) -> str | None:
        """Return the code of a class, None for a class that the rules do not name."""
        return self.codes.get(value)

    def meanings(self) -> dict[str, str]:
        """Return what each code stands for."""
        return {code: value for value, code in self.codes.items()}


def name_strata(frame: FrameRules, row_secret: str) -> StratumNames:
    """Name the strata; with a ``row_secret`` neutrally, in an order that says nothing."""
    values = [stratum.value for stratum in frame.strata] or [WHOLE_FRAME]
    if len(set(values)) != len(values):
        raise InvalidFile(RULES_FILE, f"抽样框 {frame.code} 的 class 有重复")
    if row_secret:
        shuffled = sorted(values, key=lambda value: _lot(row_secret, frame.code, value))
        return StratumNames({value: f"G{n}" for n, value in enumerate(shuffled, start=1)})
    for value in values:
        if not STRATUM.fullmatch(value):
            raise InvalidFile(
                RULES_FILE, f"抽样框 {frame.code} 的 class {value!r} 不是字母数字代码，不能公开使用"
            )
    return StratumNames({value: value for value in values})


def _lot(row_secret: str, frame: str, value: str) -> str:
    return SUITES["S1"].hex(f"{row_secret}:{frame}:{value}".encode())


def class_of(frame: FrameRules, record: ObjectRecord) -> str:
    """Return the class that the rules stratify by, or the default for objects without one."""
    if not frame.stratify_by:
        return WHOLE_FRAME
    value = getattr(record, frame.stratify_by, None) or record.fields.get(frame.stratify_by)
    return value or frame.default


def plan_strata(frame: FrameRules, names: StratumNames) -> list[Json]:
    """Return the plan's ``strata``, in the order of their codes."""
    strata = [{"code": names.codes[s.value], **s.quota} for s in frame.strata]
    return sorted(strata, key=lambda stratum: str(stratum["code"]))


def refuse_unclassified(frame: FrameRules, unknown: Mapping[str, int]) -> None:
    """Refuse classes that the rules do not name: nobody falls out of the draw silently."""
    if unknown:
        found = "、".join(
            f"{value or '（空）'} {n} 户" for value, n in sorted(unknown.items())[:10]
        )
        raise Refusal(
            f"抽样框 {frame.code}：名录中有规则没有写到的类别：{found}。"
            "请在规则的 strata 中补上，或用 default 指定没有类别的对象归入哪一类"
        )
