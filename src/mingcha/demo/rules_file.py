"""The rules by which the demonstration county draws: ``rules.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.county_map import COUNTY_CODE, COUNTY_NAME
from mingcha.demo.department import DEPARTMENTS
from mingcha.demo.words.expertise import EXPERTISE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FILE_NAME = "rules.toml"

_RULES = """\
# {county}：市场监管与消防联合抽查，按信用风险等级分层，结果不公开层别
draw_id = "{county_code}-{year}-0001"
task = "{county}{year}年度第一批部门联合双随机抽查"
profile = "witnessed"                    # 组织方与见证人各出一个随机数
parties = ["organiser", "witness"]       # 见证人是其他单位的人，最后揭示
reveal_by = {reveal_by}

[disclosure]
mode = "confidential"                    # 信用风险等级不得公开
sealed = "organiser"

[[frames]]                               # 市场监管局：抽取
code = "MAIN"
stratify_by = "risk_class"
reserve = "20%"
batches = 2
strata = [
    {{ class = "A", ratio = "1%" }},
    {{ class = "B", ratio = "3%" }},
    {{ class = "C", ratio = "10%" }},
    {{ class = "D", ratio = "50%" }},
]

[[frames]]                               # 消防救援大队：比对名单，一并检查
code = "FIRE"
follow = "MAIN"

[assignment]
valid_on = {valid_on}
slots = [
    {{ frame = "MAIN", unit = "SCJG", expertise = [], match = "within" }},
    {{ frame = "MAIN", unit = "SCJG", expertise = [], match = "any" }},
    {{ frame = "FIRE", unit = "XFJY", expertise = ["fire"], match = "within" }},
    {{ frame = "FIRE", unit = "XFJY", expertise = ["fire"], match = "within" }},
]
fallback = [[                            # 人手不足时事先定好的放宽：不限辖区
    {{ unit = "SCJG", expertise = [], match = "any" }},
    "-",
    "-",
    "-",
]]

[codes.unit]
{units}

[codes.expertise]
{expertise}

[codes.exclusion]
{exclusions}

[codes.recusal]
{recusals}
"""

EXCLUSIONS = {
    "本年度已检查": "checked_this_year",
    "本年度检查频次已达上限": "cap_reached",
    "已办理歇业备案": "business_suspended",
    "已立案调查": "under_investigation",
    "已注销": "deregistered",
    "已吊销": "licence_revoked",
}
RECUSALS = {
    "配偶经营": "spouse",
    "近亲属任职": "relative_employed",
    "近亲属持股": "relative_shareholder",
    "本人曾任职": "formerly_employed",
    "三年内与当事人有诉讼": "litigation",
    "房屋租赁关系": "lease",
    "其他可能影响公正执法的关系": "other",
}


def rules_text(reveal_by: datetime) -> str:
    """Return the rules of a draw that is revealed by this time, with offset."""
    return _RULES.format(
        county=COUNTY_NAME,
        county_code=COUNTY_CODE,
        year=reveal_by.year,
        reveal_by=reveal_by.isoformat(timespec="seconds"),
        valid_on=f"{reveal_by.year}-12-31",
        units=_table({department.name: department.code for department in DEPARTMENTS}),
        expertise=_table({word: code for code, word in EXPERTISE.items()}),
        exclusions=_table(EXCLUSIONS),
        recusals=_table(RECUSALS),
    )


def _table(codes: Mapping[str, str]) -> str:
    return "\n".join(f'"{word}" = "{code}"' for word, code in codes.items())
