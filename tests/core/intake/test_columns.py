from __future__ import annotations

import pytest

from mingcha.core.intake.columns import plain_heading
from mingcha.core.intake.kinds import KINDS


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("统一社会信用代码", "统一社会信用代码"),
        ("*统一社会信用\n代码（必填）：", "统一社会信用代码"),
        ("ｔyxydm ", "TYXYDM"),
        ("检查任务结果（正常、存在问题）", "检查任务结果"),
        ("所在业务部门【机构】", "所在业务部门"),
        ("（必填）", "(必填)"),
    ],
)
def test_a_heading_is_stripped_to_its_words(heading: str, plain: str) -> None:
    assert plain_heading(heading) == plain


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_heading_means_two_columns(kind) -> None:
    columns = (*kind.vocabulary.main, *kind.vocabulary.extra)
    for column in columns:
        for heading in column.headings:
            meaning = kind.vocabulary.meaning(plain_heading(heading))
            assert meaning is not None
            assert meaning.key == column.key, heading
            assert plain_heading(heading) not in kind.vocabulary.ignored, heading


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_column_spoken_of_exists(kind) -> None:
    keys = {column.key for column in (*kind.vocabulary.main, *kind.vocabulary.extra)}
    assert {key for group in kind.vocabulary.essentials for key in group} <= keys
    assert {*kind.vocabulary.expected, *kind.essentials, kind.key} <= keys
