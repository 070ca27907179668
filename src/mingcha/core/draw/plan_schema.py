"""Reading ``plan.json`` under its closed schema (protocol section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from mingcha.core.assignment.slots import Match, SlotRule
from mingcha.core.draw import names
from mingcha.core.draw.canonical import Json, parse_json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.plan import (
    PLAN_FILE,
    AssignmentRules,
    Base,
    Commitment,
    Disclosure,
    DrawingFrame,
    EntropyRules,
    FollowingFrame,
    Frame,
    MissingRule,
    Mode,
    Plan,
    Slot,
    Stratum,
)
from mingcha.core.draw.public_values import is_public_source
from mingcha.core.draw.suites import SPEC, SUITES
from mingcha.core.draw.tsv import FileDigest
from mingcha.core.errors import InvalidFile

_WHOLE_BP = 10_000


def parse_plan(data: bytes) -> Plan:
    """Read the bytes of ``plan.json``; raises InvalidFile naming the first fault."""
    return read_plan(parse_json(data, PLAN_FILE))


def read_plan(document: Json) -> Plan:
    """Read a plan already parsed as strict JSON."""
    fields = Fields(document, PLAN_FILE)
    fields.choice("spec", [SPEC])
    plan = Plan(
        suite=SUITES[fields.choice("suite", list(SUITES))],
        draw_id=fields.text("draw_id", names.DRAW_ID),
        task=fields.text("task", _is_filled),
        seq=fields.integer("seq"),
        prev_head=fields.text("prev_head", names.HEX32),
        frames=_read_frames(fields),
        inspectors=fields.object("inspectors", FileDigest.read),
        coi=fields.object("coi", FileDigest.read),
        entropy=fields.object("entropy", _read_entropy),
        reveal_by=fields.text("reveal_by", names.is_time),
        public_after=fields.text("public_after", names.is_time),
        assignment=fields.object("assignment", _read_assignment),
        disclosure=fields.object("disclosure", _read_disclosure),
        document=document,
    )
    fields.close()
    _check_frames(plan.frames)
    _check_across(plan)
    return plan


def _is_filled(text: str) -> bool:
    return bool(text.strip())


def _read_frames(fields: Fields) -> tuple[Frame, ...]:
    frames = fields.objects("frames", _read_frame)
    if not frames:
        raise fields.fault("frames", "至少要有一个抽样框")
    return frames


def _read_frame(fields: Fields) -> Frame:
    code = fields.text("code", names.FRAME_CODE)
    register = fields.object("register", FileDigest.read)
    if "follow" in fields:
        return FollowingFrame(code, register, fields.text("follow", names.FRAME_CODE))
    total = fields.integer("total") if "total" in fields else None
    read_stratum = _read_stratum if total is None else _read_weighted_stratum
    return DrawingFrame(
        code=code,
        register=register,
        base=Base(fields.choice("base", list(Base))),
        reserve_bp=fields.integer("reserve_bp", high=_WHOLE_BP),
        batches=fields.integer("batches", low=1),
        strata=fields.objects("strata", read_stratum),
        total=total,
    )


def _read_stratum(fields: Fields) -> Stratum:
    code = fields.text("code", names.STRATUM)
    is_ratio = fields.choice("mode", ["ratio", "count"]) == "ratio"
    bp = fields.integer("bp", high=_WHOLE_BP) if is_ratio else None
    count = None if is_ratio else fields.integer("n")
    minimum = fields.integer("min") if "min" in fields else None
    maximum = fields.integer("max") if "max" in fields else None
    if minimum is not None and maximum is not None and minimum > maximum:
        raise fields.fault("min", "大于 max")
    return Stratum(
        code, bp=bp, count=count, minimum=minimum, maximum=maximum, census=_read_census(fields)
    )


def _read_census(fields: Fields) -> bool:
    """``census`` is either ``true`` or absent, so that a plan has one way of saying it."""
    if "census" not in fields:
        return False
    if not fields.flag("census"):
        raise fields.fault("census", "只能是 true，不是全数检查的不写这一项")
    return True


def _read_weighted_stratum(fields: Fields) -> Stratum:
    return Stratum(
        fields.text("code", names.STRATUM),
        weight=fields.integer("w"),
        census=_read_census(fields),
    )


def _read_entropy(fields: Fields) -> EntropyRules:
    rules = EntropyRules(
        commits=fields.objects("commits", _read_commitment),
        public=fields.texts("public"),
        missing_rule=MissingRule(fields.choice("missing_rule", list(MissingRule))),
    )
    if not rules.commits:
        raise fields.fault("commits", "至少要有一方承诺")
    for source in rules.public:
        if not is_public_source(source):
            raise fields.fault("public", f"中的公共随机源 {source[:60]!r} 不合格式")
    if bool(rules.public) != (rules.missing_rule is MissingRule.GO_ON):
        raise fields.fault("missing_rule", "与公共随机源不符：有公共随机源时为 -，没有时为 void")
    _check_distinct(fields, "commits", [commitment.party for commitment in rules.commits])
    _check_distinct(fields, "public", rules.public)
    return rules


def _read_commitment(fields: Fields) -> Commitment:
    return Commitment(fields.text("party", names.PARTY), fields.text("c", names.HEX32))


def _read_assignment(fields: Fields) -> AssignmentRules:
    fields.choice("algo", ["RPA-1"])
    slots = fields.objects("slots", _read_slot)
    fallback: tuple[tuple[SlotRule | None, ...], ...] = ()
    if "fallback" in fields:
        rounds = fields.items("fallback")
        fallback = tuple(_read_fallback(fields, index, r) for index, r in enumerate(rounds))
    if any(len(rules) != len(slots) for rules in fallback):
        raise fields.fault("fallback", "每一轮都要和 slots 一样长")
    return AssignmentRules(
        choices=fields.integer("choices", 1, 4),
        tmax=fields.integer("tmax", 1, 64),
        valid_on=fields.text("valid_on", names.is_day),
        slots=slots,
        fallback=fallback,
    )


def _read_slot(fields: Fields) -> Slot:
    return Slot(fields.text("frame", names.FRAME_CODE), _read_rule(fields))


def _read_rule(fields: Fields) -> SlotRule:
    unit = fields.text("unit", _is_unit)
    expertise = fields.texts("expertise", names.EXPERTISE)
    return SlotRule(unit, expertise, Match(fields.choice("match", list(Match))))


def _is_unit(text: str) -> bool:
    return text == "*" or names.UNIT.fullmatch(text) is not None


def _read_fallback(fields: Fields, index: int, entries: Json) -> tuple[SlotRule | None, ...]:
    place = f"assignment.fallback[{index}]"
    if not isinstance(entries, list):
        raise fields.fault("fallback", "每一轮都应是一个列表")
    return tuple(
        None if entry is None else _read_whole_rule(Fields(entry, PLAN_FILE, f"{place}[{j}]"))
        for j, entry in enumerate(entries)
    )


def _read_whole_rule(fields: Fields) -> SlotRule:
    rule = _read_rule(fields)
    fields.close()
    return rule


def _read_disclosure(fields: Fields) -> Disclosure:
    mode = Mode(fields.choice("mode", list(Mode)))
    disclose_by = fields.text("disclose_by")
    if not (names.is_time(disclose_by) if mode is Mode.DEFERRED else disclose_by == ""):
        raise fields.fault("disclose_by", "应是延期公开的时刻，其他方式下为空")
    if mode is Mode.IMMEDIATE:
        return Disclosure(mode, disclose_by)
    return Disclosure(
        mode,
        disclose_by,
        sealed=fields.text("sealed", names.PARTY),
        row_commit=fields.text("row_commit", names.HEX32),
    )


def _check_distinct(fields: Fields, key: str, values: Sequence[str]) -> None:
    if len(set(values)) != len(values):
        raise fields.fault(key, "有重复的一项")


def _check_frames(frames: Iterable[Frame]) -> None:
    drawing: set[str] = set()
    seen: set[str] = set()
    for frame in frames:
        if frame.code in seen:
            raise InvalidFile(PLAN_FILE, f"抽样框 {frame.code} 出现两次")
        seen.add(frame.code)
        if isinstance(frame, FollowingFrame):
            if frame.follow not in drawing:
                fault = f"抽样框 {frame.code} 跟随的 {frame.follow} 不是排在它前面的抽取框"
                raise InvalidFile(PLAN_FILE, fault)
            continue
        drawing.add(frame.code)
        codes = [stratum.code for stratum in frame.strata]
        if len(set(codes)) != len(codes):
            raise InvalidFile(PLAN_FILE, f"抽样框 {frame.code} 有重复的层")


def _check_across(plan: Plan) -> None:
    codes = {frame.code for frame in plan.frames}
    for slot in plan.assignment.slots:
        if slot.frame not in codes:
            raise InvalidFile(PLAN_FILE, f"席位所属的抽样框 {slot.frame} 不存在")
    parties = {commitment.party for commitment in plan.entropy.commits}
    if plan.disclosure.is_sealed and plan.disclosure.sealed not in parties:
        raise InvalidFile(PLAN_FILE, f"封存揭示的一方 {plan.disclosure.sealed} 没有承诺")
    if plan.entropy.public and not _is_later(plan.public_after, plan.reveal_by):
        raise InvalidFile(PLAN_FILE, "public_after 应晚于 reveal_by，公共随机数须在揭示之后产生")


def _is_later(time: str, earlier: str) -> bool:
    return datetime.fromisoformat(time) > datetime.fromisoformat(earlier)
