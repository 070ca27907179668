"""The key of a product, project or behaviour: written at all, and short enough (R-014)."""

from __future__ import annotations

import pytest

from mingcha.core.intake.intake import take_in
from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.table import Row, Table


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "non_entities.key.missing"),
        ("X" * 65, "non_entities.key.long"),
        ("91130184107950321C", "non_entities.key.of_entity"),
    ],
)
def test_a_key_that_cannot_be_kept_is_told(key: str, code: str) -> None:
    rows = [Row(1, ("对象编号", "名称", "类型")), Row(2, (key, "澄川大桥", "项目"))]
    taken = take_in(Table("名录", iter(rows), ()), KINDS["non_entities"])
    assert code in {finding.rule.code for finding in taken.findings}


@pytest.mark.parametrize(
    ("written", "kept"),
    [("91130184107950321c ", "91130184107950321C"), ("9113", None), ("", None)],
)
def test_the_code_of_who_answers_is_kept_in_one_spelling_or_told(
    written: str, kept: str | None
) -> None:
    heads = ("对象编号", "名称", "类型", "责任主体代码")
    rows = [Row(1, heads), Row(2, ("ZX-1", "澄川大桥", "项目", written))]
    taken = take_in(Table("名录", iter(rows), ()), KINDS["non_entities"])
    assert taken.records[0].fields.get("owner_code") == kept
    told = {finding.rule.code: finding.address for finding in taken.findings}
    is_wrong = bool(written) and kept is None
    assert ("non_entities.owner_code.wrong" in told) == is_wrong
    assert not is_wrong or told["non_entities.owner_code.wrong"].endswith("D2")
