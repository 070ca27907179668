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
