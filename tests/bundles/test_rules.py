"""Rules of a draw: what a department may write, and what is refused with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingcha.bundles.rules import load_rules
from mingcha.core.errors import Refusal


@pytest.fixture
def rewritten(county):
    """Write the sample rules with one passage replaced and load them."""

    def rewrite(old: str, new: str, mode: str = "confidential"):
        path = county.write_rules(mode)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return load_rules(path)

    return rewrite


@pytest.mark.parametrize(
    ("share", "basis_points"),
    [("3%", 300), ("0.5%", 50), ("2‰", 20), ("100%", 10_000), ("0.05%", 5)],
)
def test_shares_are_exact(rewritten, share, basis_points):
    (stratum,) = rewritten('ratio = "10%"', f'ratio = "{share}"', "immediate").frames[0].strata
    assert stratum.quota["bp"] == basis_points


@pytest.mark.parametrize("share", ["3", "3.333%", "0.15‰", "101%", "-1%", "三%", "1e2%"])
def test_shares_that_are_none_are_refused(rewritten, share):
    with pytest.raises(Refusal, match="ratio"):
        rewritten('ratio = "5%"', f'ratio = "{share}"')


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"organiser", "witness"]', '"organiser"]', "至少要有两方"),
        ('"organiser", "witness"]', '"organiser", "organiser"]', "至少要有两方"),
        ('sealed = "organiser"', 'sealed = "notary"', "notary 不在 parties 之中"),
        ('draw_id = "130136-2026-0001"', 'draw_id = "first"', "draw_id 的值 'first' 不合格式"),
        ('code = "MAIN"', 'code = "../MAIN"', "frames\\[0\\].code"),
        ("valid_on = 2026-12-31", "valid_on = 2026-12-31\ncolour = 1", "colour 是不认识的键"),
        ('ratio = "10%"', 'ratio = "1%"', "比例倒挂"),
        ('mode = "confidential"', 'mode = "immediate"', "风险等级不得公开|不认识的键"),
    ],
)
def test_rules_that_cannot_stand_are_refused(rewritten, old, new, complaint):
    with pytest.raises(Refusal, match=complaint):
        rewritten(old, new)


def test_a_team_of_one_is_refused(rewritten):
    slot = '    { frame = "FIRE", unit = "xfjy", expertise = [], match = "any" },\n'
    with pytest.raises(Refusal, match="单位 xfjy 只派 1 人：每个执法单位至少两人"):
        rewritten(slot, "")


def test_a_public_source_has_a_known_form(county):
    public = 'public = ["dice|1"]\npublic_after = 2026-11-20T21:00:00+08:00'
    with pytest.raises(Refusal, match="公共随机源应写成"):
        load_rules(county.write_rules("immediate", "public", public=public))


def test_no_fallback_for_a_slot_is_written_as_a_dash(rewritten):
    rules = rewritten(
        "\n[codes.unit]",
        'fallback = [[{ unit = "scjg", expertise = [], match = "any" }, "-", "-", "-"]]\n[codes.unit]',
    )
    assert rules.assignment["fallback"][0][1:] == [None, None, None]


def test_a_rules_file_that_is_not_there_or_not_text_is_told(tmp_path):
    with pytest.raises(Refusal, match="读不到规则文件"):
        load_rules(tmp_path / "rules.toml")
    (tmp_path / "rules.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refusal, match="不是 UTF-8"):
        load_rules(tmp_path / "rules.toml")


def test_rules_lie_in_a_regular_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe", tmp_path):
        with pytest.raises(Refusal, match="不是普通文件"):
            load_rules(path)
