"""From checked object records to the rows of a frozen register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.bundles.coding import Coding
from mingcha.bundles.rules import CodeKind, FrameRules
from mingcha.bundles.strata import StratumNames, class_of, refuse_unclassified
from mingcha.core.draw.registers import ELIGIBLE, RegisterRow
from mingcha.core.draw.sealing import row_tag
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import Refusal
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake.records import ObjectRecord

NOT_EXISTING = "not_existing"
_EXISTING = {"", "存续", "在业", "在营", "开业", "正常", "存续（在营、开业、在册）"}


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals register rows: empty ``row_secret`` in open draws."""

    suite: Suite
    row_secret: str

    def tag(self, frame: str, object_id: str) -> str:
        """Return the row's fifth column, empty in open draws."""
        if not self.row_secret:
            return ""
        return row_tag(self.suite, self.row_secret, frame, object_id)


def register_rows(
    frame: FrameRules,
    records: Sequence[ObjectRecord],
    names: StratumNames,
    coding: Coding,
    sealing: Sealing,
) -> list[RegisterRow]:
    """Return a frame's rows; Refusal where an object has no region or no known class."""
    _refuse_without_region(frame, records)
    unknown: Counter[str] = Counter()
    rows = []
    for record in records:
        value = class_of(frame, record)
        stratum = names.code(value)
        if stratum is None:
            unknown[value] += 1
            continue
        object_id = object_key(record.id)
        rows.append(
            RegisterRow(
                id=object_id,
                stratum=stratum,
                region=record.region or frame.region,
                excl=_exclusion(record, coding),
                tag=sealing.tag(frame.code, object_id),
            )
        )
    refuse_unclassified(frame, unknown)
    return rows


def _exclusion(record: ObjectRecord, coding: Coding) -> str:
    if record.exclusion:
        return coding.code(CodeKind.EXCLUSION, record.exclusion)
    is_existing = (record.status or "").strip() in _EXISTING
    return ELIGIBLE if is_existing else NOT_EXISTING


def _refuse_without_region(frame: FrameRules, records: Sequence[ObjectRecord]) -> None:
    if frame.region:
        return
    missing = [record for record in records if not record.region]
    if missing:
        raise Refusal(
            f"抽样框 {frame.code}：{len(missing)} 户没有行政区划代码（如第 {missing[0].row} 行），"
            "请补上，或在规则中用 region 写明整个名录所在的区划"
        )
