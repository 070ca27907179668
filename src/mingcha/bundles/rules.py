"""``rules.toml``: how a department wants a draw to be made, in its own words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from mingcha.core.draw import names
from mingcha.core.draw.canonical import Json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.log import FIRST_PREV
from mingcha.core.draw.plan import Base, Mode
from mingcha.core.draw.public_values import is_public_source
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile, Refusal

RULES_FILE = "rules.toml"
WHOLE_FRAME = "ALL"
_SHARE = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?([%‰])")
_SIZE_LIMIT = 1 << 20
_WHOLE_BP = 10_000
_SMALLEST_TEAM = 2
_FEWEST_PARTIES = 2
_RISK_CLASS = "risk_class"


class Profile(StrEnum):
    """How chance comes into a draw (protocol section 4)."""

    WITNESSED = "witnessed"
    PUBLIC = "public"


class CodeKind(StrEnum):
    """Kinds of Chinese text that ``[codes.…]`` turns into ASCII codes."""

    UNIT = "unit"
    EXPERTISE = "expertise"
    EXCLUSION = "exclusion"
    RECUSAL = "recusal"


@dataclass(frozen=True, slots=True)
class StratumRules:
    """A class of the register and how many of it to draw; ``quota`` as the plan writes it."""

    value: str
    quota: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class FrameRules:
    """One frame; ``settings`` are the plan's keys that do not depend on the register.

    ``stratify_by`` is a field of the object register, empty for a single stratum; ``default``
    the class of objects that have none; ``region`` where the register has no region column.
    """

    code: str
    follow: str
    region: str
    stratify_by: str = ""
    default: str = ""
    settings: Mapping[str, Json] = field(default_factory=dict)
    strata: tuple[StratumRules, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file.

    With ``census_of_one`` a stratum's only object is a census, on a legal basis kept elsewhere
    (protocol sections 3 and 14); without it such a register is refused.
    """

    draw_id: str
    task: str
    suite: str
    seq: int
    prev_head: str
    profile: Profile
    parties: tuple[str, ...]
    public: tuple[str, ...]
    reveal_by: str
    public_after: str
    mode: Mode
    disclose_by: str
    sealed: str
    frames: tuple[FrameRules, ...]
    assignment: Json
    default_capacity: int
    codes: Mapping[CodeKind, Mapping[str, str]]
    census_of_one: bool = False


def load_rules(path: Path) -> Rules:
    """Read a rules file; raises InvalidFile naming the place of the first fault."""
    try:
        if path.exists() and not path.is_file():
            raise Refusal(f"规则文件 {path} 不是普通文件")
        if path.stat().st_size > _SIZE_LIMIT:
            raise InvalidFile(str(path), "文件过大，不是抽查规则")
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Refusal(f"读不到规则文件 {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InvalidFile(str(path), "不是 UTF-8 文字") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile(str(path), f"不是合格的 TOML：{error}") from error
    return read_rules(document)


def read_rules(document: Json) -> Rules:
    """Read rules already parsed as TOML."""
    fields = Fields(_with_texts_for_times(document), RULES_FILE)
    profile = Profile(fields.choice("profile", list(Profile)))
    mode, disclose_by, sealed = fields.object("disclosure", _read_disclosure)
    reveal_by = fields.text("reveal_by", names.is_time)
    is_public = profile is Profile.PUBLIC
    rules = Rules(
        draw_id=fields.text("draw_id", names.DRAW_ID),
        task=fields.text("task"),
        suite=fields.choice("suite", list(SUITES)) if "suite" in fields else "S1",
        seq=fields.integer("seq") if "seq" in fields else 0,
        prev_head=fields.text("prev_head", names.HEX32) if "prev_head" in fields else FIRST_PREV,
        profile=profile,
        parties=fields.texts("parties", names.PARTY),
        public=fields.texts("public") if is_public else (),
        reveal_by=reveal_by,
        public_after=fields.text("public_after", names.is_time) if is_public else reveal_by,
        mode=mode,
        disclose_by=disclose_by,
        sealed=sealed,
        frames=fields.objects("frames", _read_frame),
        assignment=fields.object("assignment", _read_assignment),
        default_capacity=fields.integer("default_capacity") if "default_capacity" in fields else 0,
        codes=fields.object("codes", _read_codes) if "codes" in fields else {},
        census_of_one=fields.flag("census_of_one") if "census_of_one" in fields else False,
    )
    fields.close()
    _check(rules)
    return rules


def _with_texts_for_times(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _with_texts_for_times(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_texts_for_times(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read_disclosure(fields: Fields) -> tuple[Mode, str, str]:
    mode = Mode(fields.choice("mode", list(Mode)))
    disclose_by = fields.text("disclose_by", names.is_time) if mode is Mode.DEFERRED else ""
    sealed = "" if mode is Mode.IMMEDIATE else fields.text("sealed", names.PARTY)
    return mode, disclose_by, sealed


def _read_frame(fields: Fields) -> FrameRules:
    code = fields.text("code", names.FRAME_CODE)
    region = fields.text("region") if "region" in fields else ""
    if "follow" in fields:
        return FrameRules(code, fields.text("follow", names.FRAME_CODE), region)
    settings: dict[str, Json] = {
        "base": fields.choice("base", list(Base)) if "base" in fields else Base.ELIGIBLE.value,
        "reserve_bp": _share(fields, "reserve") if "reserve" in fields else 0,
        "batches": fields.integer("batches", low=1) if "batches" in fields else 1,
    }
    if "total" in fields:
        settings["total"] = fields.integer("total")
    return FrameRules(
        code,
        follow="",
        region=region,
        stratify_by=fields.text("stratify_by") if "stratify_by" in fields else "",
        default=fields.text("default") if "default" in fields else "",
        settings=settings,
        strata=fields.objects("strata", _read_stratum),
    )


def _read_stratum(fields: Fields) -> StratumRules:
    value = fields.text("class") if "class" in fields else WHOLE_FRAME
    quota: dict[str, Json] = {}
    if "weight" in fields:
        quota["w"] = fields.integer("weight")
    elif "count" in fields:
        quota |= {"mode": "count", "n": fields.integer("count")}
    else:
        quota |= {"mode": "ratio", "bp": _share(fields, "ratio")}
    for key in ("min", "max"):
        if key in fields:
            quota[key] = fields.integer(key)
    if fields.flag("census"):
        quota["census"] = True
    return StratumRules(value, quota)


def _share(fields: Fields, key: str) -> int:
    try:
        return basis_points(fields.text(key))
    except Refusal as refusal:
        raise fields.fault(key, refusal.message) from refusal


def basis_points(text: str) -> int:
    """Read ``3%``, ``0.5%`` or ``2‰`` as basis points, exactly; Refusal says what is wrong."""
    match = _SHARE.fullmatch(text)
    if match is None:
        raise Refusal(f"应写成 3%、0.5% 或 2‰，而不是 {text[:20]!r}")
    whole, fraction, sign = match.groups()
    hundredths = int(whole) * 100 + int((fraction or "").ljust(2, "0"))
    if sign == "‰" and hundredths % 10:
        raise Refusal(f"{text} 精确不到万分之一，请改写")
    share = hundredths if sign == "%" else hundredths // 10
    if share > _WHOLE_BP:
        raise Refusal(f"{text} 超过百分之百，请改小")
    return share


def _read_assignment(fields: Fields) -> Json:
    """Take the plan's assignment part; TOML has no null, so ``"-"`` stands for no fallback."""
    content: dict[str, Json] = {
        "algo": "RPA-1",
        "choices": fields.integer("choices", 1, 4) if "choices" in fields else 2,
        "tmax": fields.integer("tmax", 1, 64) if "tmax" in fields else 64,
        "valid_on": fields.text("valid_on", names.is_day),
        "slots": fields.items("slots"),
    }
    if "fallback" in fields:
        content["fallback"] = [
            [None if entry == "-" else entry for entry in entries]
            for entries in fields.items("fallback")
        ]
    return content


def _read_codes(fields: Fields) -> Mapping[CodeKind, Mapping[str, str]]:
    return {kind: fields.any(kind) if kind in fields else {} for kind in CodeKind}


def _check(rules: Rules) -> None:
    if len(rules.parties) < _FEWEST_PARTIES or len(set(rules.parties)) < len(rules.parties):
        raise InvalidFile(RULES_FILE, "parties 至少要有两方（组织方和其他单位的见证人），且不重复")
    _check_teams(rules.assignment["slots"])
    if rules.sealed and rules.sealed not in rules.parties:
        raise InvalidFile(RULES_FILE, f"封存揭示的 {rules.sealed} 不在 parties 之中")
    if any(not is_public_source(source) for source in rules.public):
        raise InvalidFile(RULES_FILE, "public 中的公共随机源应写成 kl8|期号 这样的形式")
    for frame in rules.frames:
        if frame.stratify_by == _RISK_CLASS:
            _check_risk_classes(rules.mode, frame)


def _check_risk_classes(mode: Mode, frame: FrameRules) -> None:
    """Keep risk classes secret (dossier D.7) and ratios in their order (R-055)."""
    if mode is not Mode.CONFIDENTIAL:
        raise InvalidFile(
            RULES_FILE,
            f"抽样框 {frame.code} 按信用风险等级分层：风险等级不得公开，"
            "disclosure.mode 应为 confidential",
        )
    shares = [(s.value, s.quota["bp"]) for s in frame.strata if "bp" in s.quota]
    for (lower, low_share), (higher, high_share) in pairwise(sorted(shares)):
        if low_share > high_share:
            raise InvalidFile(
                RULES_FILE,
                f"抽样框 {frame.code}：风险较低的 {lower} 类抽查比例高于 {higher} 类，比例倒挂",
            )


def _check_teams(slots: Sequence[Json]) -> None:
    """Refuse a team of one: at least two officers of each enforcing department (R-061, G-8)."""
    officers = Counter(
        (slot.get("frame"), slot.get("unit")) for slot in slots if isinstance(slot, dict)
    )
    for (frame, unit), count in officers.items():
        if count < _SMALLEST_TEAM:
            raise InvalidFile(
                RULES_FILE, f"抽样框 {frame} 的单位 {unit} 只派 {count} 人：每个执法单位至少两人"
            )
