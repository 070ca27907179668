#!/usr/bin/env python3
"""Recomputes an SSJ-DRAW/1 draw from its bundle with Python >= 3.9 and its standard library alone.

Written from the draw protocol, whose sections it names, and the page "The bundle", apart from the
program that draws. In this order: hashes, strict JSON, formats, allocation, assignment, the draw
with its checks, one object's proof, the command line.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import zip_longest
from os.path import isdir, isfile, lexists
from pathlib import Path
from typing import Any

USAGE = """独立核对一次双随机抽查的抽签（SSJ-DRAW/1），不依赖抽签程序。用法：
  python3 verify_draw.py 数据包文件夹                      重新计算，逐项核对
  python3 verify_draw.py --proof proof.json 公开文件夹     核对一个检查对象的凭证
退出码：0 全部通过；1 有不符；2 参数不能用。"""
JSON_LIMIT, FILE_LIMIT, TOTAL_LIMIT, SLOT_LIMIT = 32 << 20, 1 << 30, 4 << 30, 10**6
Json = Any
Slot = tuple[str, int]  # object id, index in the plan's `slots`


def need(condition: object, message: str) -> None:
    if not condition:
        raise ValueError(message)


def sm3(data: bytes) -> bytes:
    """SM3 by GB/T 32905-2016, for a Python whose OpenSSL lacks it."""

    def rol(x: int, n: int) -> int:
        x &= 0xFFFFFFFF
        return (x << n % 32 | x >> (32 - n % 32)) & 0xFFFFFFFF

    iv = "7380166f 4914b2b9 172442d7 da8a0600 a96f30bc 163138aa e38dee4d b0fb0e4e"
    state, rounds = [int(word, 16) for word in iv.split()], [(0x79CC4519, True)] * 16
    rounds += [(0x7A879D8A, False)] * 48
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for block in range(0, len(data), 64):
        w = [int.from_bytes(data[i : i + 4], "big") for i in range(block, block + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j, (constant, early) in enumerate(rounds):
            ss1 = rol(rol(a, 12) + e + rol(constant, j), 7)
            tt1 = (a ^ b ^ c if early else a & b | a & c | b & c) + d + (ss1 ^ rol(a, 12))
            tt2 = (e ^ f ^ g if early else e & f | ~e & g) + h + ss1 + w[j]
            a, b, c, d = rol(tt1 + (w[j] ^ w[j + 4]), 0), a, rol(b, 9), c
            e, f, g, h = rol(tt2, 0) ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        state = [old ^ new for old, new in zip_longest(state, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(4, "big") for word in state)


def hash_of(suite: str) -> Callable[[bytes], bytes]:
    if suite == "S1":
        return lambda data: hashlib.sha256(data).digest()
    if "sm3" in hashlib.algorithms_available:
        return lambda data: hashlib.new("sm3", data).digest()
    return sm3


def jcs(value: Json) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def parse_json(data: bytes, name: str, rule: Json, *, canonical: bool = True) -> Json:
    """Strict JSON (section 1) of a closed schema; `canonical` demands that it is written as JCS."""

    def closed(pairs: list[tuple[str, Json]]) -> Json:
        need(len({key for key, _ in pairs if key.isascii()}) == len(pairs), "键有重复或不是 ASCII")
        return dict(pairs)

    def number(text: str) -> int:
        need(re.fullmatch("[0-9]{1,16}", text), f"数 {text:.40} 不合规定")
        return int(text)

    hooks: Json = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), number)
    try:
        need(len(data) <= JSON_LIMIT, "太大")
        value = json.loads(data.decode(), object_pairs_hook=closed, **hooks)
        need(jcs(value).encode() == data or not canonical, "不是规范写法（JCS）")
        need(unicodedata.is_normalized("NFC", jcs(value)), "有不是 NFC 的文字")
        wrong = misfit(value, rule, "内容")
        need(not wrong, f"{wrong} 缺少、多余或不合规定")
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name}：{error!s:.200}") from error
    return value


def misfit(value: Json, rule: Json, where: str) -> str:
    """Where a value breaks its rule, or "". A rule is a dict of rules by key ("*": any other), a
    list of one rule, a pattern of texts, a range, a constant, ANY, or a tuple of alternatives."""
    if isinstance(rule, tuple):
        found = [misfit(value, alternative, where) for alternative in rule]
        return "" if "" in found else found[-1]
    if isinstance(rule, dict) and isinstance(value, dict):
        keys, other = sorted((rule.keys() - {"*"}) | value.keys()), rule.get("*", MISSING)
        found = [misfit(value.get(k, MISSING), rule.get(k, other), f"{where}.{k}") for k in keys]
    elif isinstance(rule, list) and isinstance(value, list):
        found = [misfit(item, rule[0], f"{where}[{i}]") for i, item in enumerate(value)]
    elif isinstance(rule, str) and isinstance(value, str):
        timely = rule not in (DAY, TIME) or moment(value)
        found = [] if re.fullmatch(rule, value, re.DOTALL) and timely else [where]
    else:
        whole = isinstance(rule, range) and type(value) is int and value in rule
        found = [] if whole or value is rule or rule is ANY else [where]
    return next(filter(None, found), "")


def moment(text: str) -> Json:
    """The day, or the time with its offset, that a text tells; None if there is no such."""
    with suppress(ValueError):
        return datetime.fromisoformat(re.sub("Z$", "+00:00", text))
    return None


# fmt: off
# Formats: sections 2, 3, 4, 9 and 11 and the page "The bundle"
DAY, WORD, FRAME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[A-Za-z0-9_.-]{1,32}", "[A-Z][A-Z0-9_]{0,15}"
TIME = DAY + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{3}|\.[0-9]{6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
ID, IID, PARTY = "[0-9A-Z]{1,22}", "[A-Za-z0-9_-]{1,32}", "[a-z][a-z0-9_-]{0,31}"
N, HEX, SALT, TEXT = "(0|[1-9][0-9]{0,14})", "[0-9a-f]{64}", "\t[0-9a-f]{32}", ".+"
REGION, PREFIX = "([0-9]{6}|[0-9]{9}|[0-9]{12})", "([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})"
KL8, RED, BLUE = "(0[1-9]|[1-7][0-9]|80)", "(0[1-9]|[12][0-9]|3[0-3])", "(0[1-9]|1[0-6])"
VALUES = {"kl8": f"{KL8}(,{KL8}){{19}}", "ssq": rf"{RED}(,{RED}){{5}}\+{BLUE}",
          "pl5": "[0-9](,[0-9]){4}", "fc3d": "[0-9](,[0-9]){2}", "drand": "([0-9a-f]{2})+"}
LINES = {"register": f"{ID}\t{WORD}\t{REGION}\t{WORD}", "coi": f"{ID}\t{IID}\t{WORD}",
         "inspectors": f"{IID}\t{PREFIX}\t{DAY}\t({WORD}(,{WORD})*)?\t{N}\t{WORD}{SALT}",
         "result": f"{FRAME}\t{WORD}\t{N}\t{ID}\t{HEX}\t(D[1-9][0-9]*|R|F)",
         "tickets": f"{FRAME}\t{ID}\t{HEX}", "assignment": f"{ID}\t{N}\t{IID}"}
ANY, MISSING, UINT, BP, POSITIVE = object(), object(), range(2**53), range(10001), range(1, 2**53)
SIZED, DIGEST = {"root": HEX, "size": UINT}, {"root": HEX, "size": UINT, "file_hash": HEX}
NAMED = {"spec": "SSJ-DRAW/1", "suite": "S1|S2", "draw_id": f"{PREFIX}-[0-9]{{4}}-[0-9]{{1,9}}"}
LISTED, STRATUM = {"code": FRAME, "register": DIGEST}, {"code": WORD, "census": (MISSING, True)}
DRAWING = {**LISTED, "base": "eligible|frame", "reserve_bp": BP, "batches": POSITIVE}
BOUNDED = {**STRATUM, "min": (MISSING, UINT), "max": (MISSING, UINT)}
STRATA = [({**BOUNDED, "mode": "ratio", "bp": BP}, {**BOUNDED, "mode": "count", "n": UINT})]
WISH = {"unit": rf"\*|{WORD}", "expertise": [WORD], "match": "any|same|within"}
SLOTS, HIDDEN = [{**WISH, "frame": FRAME}], {"sealed": PARTY, "row_commit": HEX}
SOURCE = rf"(kl8|fc3d|pl5|ssq)\|[0-9]{{1,20}}|drand\|{HEX}:[0-9]{{1,20}}"
PLAN = {
    **NAMED, "task": TEXT, "seq": UINT, "prev_head": HEX, "inspectors": DIGEST, "coi": DIGEST,
    "frames": [({**LISTED, "follow": FRAME}, {**DRAWING, "strata": STRATA},
                {**DRAWING, "total": UINT, "strata": [{**STRATUM, "w": UINT}]})],
    "entropy": {"commits": [{"party": PARTY, "c": HEX}], "missing_rule": "-|void",
                "public": [SOURCE]}, "reveal_by": TIME, "public_after": TIME,
    "assignment": {"algo": "RPA-1", "choices": range(1, 5), "tmax": range(1, 65), "valid_on": DAY,
                   "slots": SLOTS, "fallback": (MISSING, [[(None, WISH)]])},
    "disclosure": ({"mode": "immediate", "disclose_by": ""},
                   {"mode": "deferred", "disclose_by": TIME, **HIDDEN},
                   {"mode": "confidential", "disclose_by": "", **HIDDEN})}
ENTROPY = {"reveals": [{"party": PARTY, "r": f"-|sealed|{HEX}"}], "public": [TEXT]}
SEALED = {"draw_id": TEXT, "row_secret": HEX, "reveal": {"party": PARTY, "r": f"|{HEX}"},
          "meanings": {"*": TEXT}, "digest": HEX}
STATE = (None, {"stratum": WORD, "excl": WORD})
CHANGES = (None, [{"frame": FRAME, "id": ID, "was": STATE, "now": STATE}])
CLAIMS = {"late_changes": CHANGES, "engines": [TEXT], "log_head": HEX, "code_version": TEXT}
HEADER = {**NAMED, "plan_hash": HEX}
TRANSCRIPT = {**CLAIMS, "suite": "S1|S2", "files": {"*": HEX}, "digest": HEX, "*": ANY}
PUBLIC = {
    **HEADER, **ENTROPY, "result": SIZED, "tickets": SIZED, "assignment": SIZED, "slots": SLOTS,
    "log_head": HEX, "task": TEXT, "frames": [{"code": FRAME, **SIZED, "drawn": UINT}],
    "departments": [rf"\*|{WORD}"], "drawn": (MISSING, [{"frame": FRAME, "ids": [ID]}]),
    "disclosure": {"mode": "deferred|confidential", "disclose_by": ("", TIME)}}
PROOF = {**HEADER, "id": ID, "lines": [
    {"tree": f"register/{FRAME}|tickets|result|assignment", "role": "own|threshold",
     "line": "[\t-~]+", "index": UINT, "size": UINT, "path": [HEX]}]}
LOGGED = {"body": {"*": ANY}, "entry": {"seq": UINT, "prev": HEX, "type": "[A-Z]+", "time": TIME,
                                        "draw_id": TEXT, "body_hash": HEX}}
FROM_FILES = ("REGISTER", "COMMIT", "PLAN", "REVEAL", "ENTROPY", "RESULT", "ASSIGN")
LOG_ORDER = ("(REGISTER )*(OBJECTION )*(COMMIT )*PLAN (REVEAL )*ENTROPY RESULT ASSIGN "
             "(REPLACE )*(DISCLOSE (OUTCOME )*(CLOSE )?)?")
CHECKS = {"files": "文件", "plan": "计划", "registers": "对象名单", "inspectors": "人员名单",
          "coi": "回避关系", "entropy": "随机值", "result": "抽取结果", "tickets": "签号表",
          "assignment": "人员匹配", "transcript": "抽签记录", "sealed": "封存内容", "log": "日志"}
FAILED, INPUTS = ("不符", "未核对"), ("plan.json", "inspectors.tsv", "coi.tsv", "entropy.json")
# fmt: on


def allocate(frame: Json, rows: list[list[str]]) -> list[tuple[Json, Json, list[str]]]:
    """Section 6: each stratum in the plan, in the transcript, and its F_h."""
    strata = {s["code"]: s for s in frame["strata"]}
    free: dict[str, list[str]] = {h: [] for h in strata}
    others, seats = dict.fromkeys(strata, 0), dict.fromkeys(strata, 0)
    for o, h, _, excl, *_ in rows:
        need(h in strata, f"registers/{frame['code']}.tsv 里 {o} 的层 {h} 不在计划里")
        free[h] += [o] if excl == "-" else []
        others[h] += excl != "-"
    size = {h: len(free[h]) + others[h] * (frame["base"] == "frame") for h in strata}
    for h, s in strata.items():
        k = s["n"] if "n" in s else (size[h] * s.get("bp", 0) + 9999) // 10000
        k = max(k, s.get("min", 0))
        seats[h] = min(k, s.get("max", k), len(free[h]))
    n, mass = frame.get("total", 0), {h: s.get("w", 0) * size[h] for h, s in strata.items()}
    live = [h for h in strata if mass[h] and free[h]]
    while live:
        whole = sum(mass[h] for h in live)
        share = {h: n * mass[h] // whole for h in live}
        by_remainder = sorted(live, key=lambda h: -(n * mass[h] % whole))  # stable: plan order
        for h in by_remainder[: n - sum(share.values())]:
            share[h] += 1
        full = {h: len(free[h]) for h in live if share[h] > len(free[h])}
        seats.update(full or share)
        n -= sum(full.values())
        live = [h for h in live if full and h not in full]
    found = {h: {"code": h, "N": size[h], "excluded": others[h], "k": seats[h]} for h in strata}
    return [(s, found[h], free[h]) for h, s in strata.items()]


class Matching:
    """RPA-1 (section 8): random priority with augmenting paths."""

    def __init__(self, draw: Draw) -> None:
        self.draw, self.rule = draw, draw.plan["assignment"]
        slots, fallback = self.rule["slots"], self.rule.get("fallback", [])
        self.capacity = {iid: int(row[4]) for iid, row in draw.people.items()}
        self.held: dict[str, dict[str, Slot]] = {iid: {} for iid in draw.people}  # by object
        self.holder, self.pools = dict[Slot, str](), dict[Slot, list[str]]()
        self.shortages = list[Json]()
        number = sum(len(draw.drawn[slot["frame"]]) for slot in slots)
        need(number <= SLOT_LIMIT, f"席位有 {number} 个，超过 {SLOT_LIMIT}，本程序不核对")
        self.unplaced = [(o, j) for j, slot in enumerate(slots) for o in draw.drawn[slot["frame"]]]
        for number, wishes in enumerate([slots, *fallback], 1):
            self.play(number, [slot for slot in self.unplaced if wishes[slot[1]]], wishes)
            self.unplaced = [slot for slot in self.unplaced if slot not in self.holder]

    def play(self, number: int, slots: list[Slot], wishes: Json) -> None:
        """One round: steps 1 to 5 and 7."""
        self.key, closed = self.draw.key("ASG" if number == 1 else f"ASG{number}"), set[str]()
        self.fill_pools(slots, wishes)
        if number == 1:
            self.smallest_pool = min(map(len, self.pools.values()), default=None)
        for slot in sorted(slots, key=lambda slot: (self.lot("S", slot), slot)):
            if c := self.choose(slot):
                self.place(slot, c)
            else:
                closed |= self.augment([slot], closed)[1]
        self.report(number, [slot for slot in slots if slot not in self.holder])

    def fill_pools(self, slots: list[Slot], wishes: Json) -> None:
        fit = dict[tuple[str, int], list[str]]()  # the qualified, by region and index of the slot
        for o, j in slots:
            region, wish = self.draw.objects[self.rule["slots"][j]["frame"]][o][2], wishes[j]
            if (region, j) not in fit:
                fit[region, j] = [
                    iid
                    for iid, (_, home, valid_to, expertise, _, unit, _) in self.draw.people.items()
                    if wish["unit"] in ("*", unit)
                    and valid_to >= self.rule["valid_on"]
                    and {*wish["expertise"]} <= {*expertise.split(",")}
                    and (wish["match"] != "same" or region == home)
                    and (wish["match"] != "within" or region.startswith(home))
                ]
            able, barred = fit[region, j], self.draw.conflicts.get(o)
            self.pools[o, j] = [c for c in able if c not in barred] if barred else able

    def lot(self, letter: str, slot: Slot, *more: str) -> str:
        return self.draw.hash(":".join((self.key, letter, slot[0], str(slot[1]), *more)))

    def free(self, c: str, o: str) -> bool:
        return len(self.held[c]) < self.capacity[c] and o not in self.held[c]

    def place(self, slot: Slot, c: str) -> None:
        if slot in self.holder:
            del self.held[self.holder[slot]][slot[0]]
        self.holder[slot], self.held[c][slot[0]] = c, slot

    def choose(self, slot: Slot) -> str | None:
        """Steps 2 and 3."""
        pool, candidates = self.pools[slot], list[str]()
        for t in range(self.rule["tmax"] if pool else 0):
            c = pool[int(self.lot("P", slot, str(t))[:16], 16) * len(pool) >> 64]
            candidates += [c] if self.free(c, slot[0]) and c not in candidates else []
            if len(candidates) == self.rule["choices"]:
                break
        if candidates:
            return min(candidates, key=lambda c: len(self.held[c]))  # the earlier wins a tie
        free = [c for c in pool if self.free(c, slot[0])]
        return min(free, key=lambda c: self.lot("Q", slot, c), default=None)

    def augment(self, queue: list[Slot], closed: set[str]) -> tuple[list[Slot], set[str]]:
        """Step 4. Where there is no path: the slots reached, and the inspectors seen."""
        came, seen = dict[Slot, Json].fromkeys(queue), set[str]()  # slot: whence it was reached
        for slot in queue:  # which grows meanwhile
            o, own = slot[0], self.holder.get(slot)
            fresh = [c for c in self.pools[slot] if c not in seen and c not in closed and c != own]
            for c in sorted(fresh, key=lambda c: self.lot("A", slot, c)):
                if self.free(c, o):
                    step: Json = (slot, c)
                    while step:  # from the end of the path back to its start
                        self.place(*step)
                        step = came[step[0]]
                    return [], set()
                seen |= set() if o in self.held[c] else {c}
                reached = [self.held[c][o]] if o in self.held[c] else sorted(self.held[c].values())
                new = [other for other in reached if other not in came]
                came.update(dict.fromkeys(new, (slot, c)))
                queue += new
        return queue, seen

    def report(self, number: int, unplaced: list[Slot]) -> None:
        """Step 7: why slots stay unplaced, by component."""
        reached, seen = self.augment(unplaced, set())
        joints = {slot: [slot[:1], *(c for c in self.pools[slot] if c in seen)] for slot in reached}
        found, joined = [], defaultdict(list)  # slots by joint: an object or a seen inspector
        for slot in reached:
            for joint in joints[slot]:
                joined[joint].append(slot)
        while joined:
            group = joined.popitem()[1]
            for slot in group:  # which grows meanwhile
                group += [other for joint in joints[slot] for other in joined.pop(joint, [])]
            fit = Counter(c for c, _ in {(c, slot[0]) for slot in group for c in self.pools[slot]})
            capacity = sum(min(self.capacity[c], objects) for c, objects in fit.items())
            slots, counts = named({*group}), {"capacity": capacity}
            counts["deficit"] = len(slots) - capacity
            found.append({"round": number, "slots": slots, "inspectors": sorted(fit), **counts})
        self.shortages += sorted(found, key=lambda shortage: shortage["slots"])


def named(slots: Iterable[Slot]) -> list[str]:
    return sorted(f"{o}:{j}" for o, j in slots)


def compare(name: str, want: list[str], have: list[str]) -> None:
    """Fail at the first line in which a file is not what it should be."""
    for number, (a, b) in enumerate(zip_longest(want, have, fillvalue="（没有）"), 1):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip_longest(a, b)) if x != y), 0)
            shown = [text[max(at - 120, 0) : at + 120].strip() for text in (a, b)]
            raise ValueError(f"{name} 第 {number} 行：应为 {shown[0]}，实为 {shown[1]}")


class Draw:
    """A draw recomputed from its files. A check says what it found, or "" where there is nothing to
    check, or raises ValueError; it leaves behind what later ones use. `transcript` grows to what
    transcript.json should be, `lines` to what the files that the draw writes should be."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder.resolve(), dict[str, bytes]()
        self.transcript, self.lines = dict[str, Json](), dict[str, list[str]]()

    def run(self) -> Iterator[tuple[str, str, str]]:
        """Name, outcome and explanation of every check, in order."""
        for name, title in CHECKS.items():
            try:
                text = getattr(self, f"check_{name}")()
                outcome = "通过" if text else "不适用"
            except (KeyError, AttributeError):  # what a file or an earlier check did not give
                outcome, text = "未核对", "它所依据的文件或检查没有通过"
            except (ValueError, MemoryError, RecursionError) as bad:
                outcome, text = "不符", str(bad) or "内存不够"
            yield name, outcome, f"{title}：{text or '没有这一项'}"

    def read(self, *names: str) -> None:
        problems, room = [], TOTAL_LIMIT
        for name in names:
            path = self.folder / name
            try:
                need(path.is_file() and path.resolve() == path, "缺少，或者是链接、文件夹、设备")
                need(path.stat().st_size <= min(FILE_LIMIT, room), "太大")
                self.data[name] = path.read_bytes()
                room -= len(self.data[name])
            except (ValueError, OSError) as bad:
                problems.append(f"{name}：{bad}")
        need(not problems, "；".join(problems[:9]))

    def check_files(self) -> str:
        names = [*INPUTS, "result.tsv", "assignment.tsv", "transcript.json"]
        names += [f"registers/{path.name}" for path in self.folder.glob("registers/*.tsv")]
        more = ("tickets.tsv", "sealed.json", "log.jsonl")
        self.read(*names, *(name for name in more if lexists(self.folder / name)))
        written = parse_json(self.data["transcript.json"], "transcript.json", TRANSCRIPT)
        for name, digest in written["files"].items():
            need(name in self.data, f"缺少 {name}")
            found = hash_of(written["suite"])(self.data[name]).hex()
            need(found == digest, f"{name} 已不是抽签时的那一份")
        return f"{len(self.data)} 个，齐全，与抽签记录里的指纹一致"

    def hash(self, *lines: str) -> str:
        return self.h("\n".join(lines).encode()).hex()

    def root(self, lines: list[str]) -> str:
        """Merkle root."""
        level = [self.h(b"\0" + line.encode()) for line in lines] or [self.h(b"")]
        while len(level) > 1:
            pairs = [level[i : i + 2] for i in range(0, len(level), 2)]  # an odd node moves up
            level = [self.h(b"\1" + b"".join(pair)) if pair[1:] else pair[0] for pair in pairs]
        return level[0].hex()

    def root_by(self, path: list[str], line: str, index: int, size: int) -> str:
        """The root to which a Merkle path leads from a line; "" if the path is too long."""
        node, siblings = self.h(b"\0" + line.encode()), map(bytes.fromhex, path)
        while size > 1:
            if index ^ 1 < size:  # there is a sibling
                other = next(siblings, b"")
                node = self.h(b"\1" + (other + node if index & 1 else node + other))
            index, size = index // 2, (size + 1) // 2
        return "" if [*siblings] else node.hex()

    def digest(self, tag: str, value: Json) -> str:
        return self.hash(f"SSJ-DRAW/1|{tag}", jcs({k: value[k] for k in value if k != "digest"}))

    def check_plan(self) -> str:
        """Section 3."""
        plan = parse_json(self.data["plan.json"], "plan.json", PLAN, canonical=False)
        entropy, team, frames, drawing = plan["entropy"], plan["assignment"], plan["frames"], {None}
        codes, parties = [f["code"] for f in frames], [c["party"] for c in entropy["commits"]]
        need(0 < len(codes) == len({*codes}), "没有名单，或名单代码重复")
        need(0 < len(parties) == len({*parties}), "没有参与方，或参与方重复")
        for frame in frames:
            code, strata = frame["code"], frame.get("strata", [{"code": ""}])
            need(0 < len(strata) == len({s["code"] for s in strata}), f"{code} 没有层，或层重复")
            need(all(s.get("min", 0) <= s.get("max", 2**53) for s in strata), f"{code} min > max")
            need(frame.get("follow") in drawing, f"{code} 跟随的不是在前的抽取名单")
            drawing |= {code} if "strata" in frame else set()
        need(plan["disclosure"].get("sealed") in (None, *parties), "封存方不是参与方")
        rule, later = "-" if entropy["public"] else "void", moment(plan["public_after"])
        need(entropy["missing_rule"] == rule, "missing_rule 与有无公开随机源不相配")
        need(rule == "void" or moment(plan["reveal_by"]) < later, "public_after 不晚于 reveal_by")
        need({slot["frame"] for slot in team["slots"]} <= {*codes}, "有席位不属于任何名单")
        sizes = {len(team["slots"]), *map(len, team.get("fallback", []))}
        need(len(sizes) == 1, "fallback 与席位数不等")
        self.plan, self.h = plan, hash_of(plan["suite"])
        self.sealed_party = plan["disclosure"].get("sealed", "")
        self.transcript = {key: plan[key] for key in NAMED}
        self.transcript["plan_hash"] = self.digest("PLAN", plan)
        with suppress(ValueError, KeyError):  # a bad register is reported by its own check
            self.check_registers()
        for code, strata in getattr(self, "strata", {}).items():
            for s, numbers, free in strata:
                sure = len(free) == numbers["k"] == 1 and "census" not in s
                need(not sure, f"{code} 的层 {s['code']} 只有一户，必然抽中，却没有注明 census")
        return f"{plan['draw_id']}，指纹 {self.transcript['plan_hash']}"

    def table(self, name: str, shape: str, digest: Json, *unique: int) -> list[list[str]]:
        """The rows of a frozen TSV file (section 2); some columns must hold no value twice."""
        *lines, rest = self.data[name].decode("latin-1").split("\n")
        pattern = re.compile(shape)
        for number, line in enumerate(lines, 1):
            need(pattern.fullmatch(line), f"{name} 第 {number} 行写法不对：{line:.120}")
        need(not rest and lines == sorted(lines), f"{name} 没有排序，或者不以换行结束")
        rows = [line.split("\t") for line in lines]
        for column in unique:
            values = {row[column] for row in rows}
            need(len(values) == len(rows), f"{name} 第 {column + 1} 列有重复")
        found = {"root": self.root(lines), "size": len(lines)}
        found["file_hash"] = self.h(self.data[name]).hex()
        need(found == digest, f"{name} 不是计划封存的那一份：应为 {digest}，实为 {found}")
        return rows

    def check_registers(self) -> str:
        objects, strata, shape = {}, {}, LINES["register"] + SALT * bool(self.sealed_party)
        for frame in self.plan["frames"]:
            code = frame["code"]
            rows = self.table(f"registers/{code}.tsv", shape, frame["register"], 0)
            objects[code] = {row[0]: row for row in rows}
            strata[code] = allocate(frame, rows) if "strata" in frame else []
        self.objects, self.strata = objects, strata
        return "，".join(f"{code} {len(rows)} 户" for code, rows in objects.items())

    def check_inspectors(self) -> str:
        rows = self.table("inspectors.tsv", LINES["inspectors"], self.plan["inspectors"], 0, 6)
        for iid, _, valid_to, expertise, *_ in rows:
            sound = expertise.split(",") == sorted({*expertise.split(",")}) and moment(valid_to)
            need(sound, f"inspectors.tsv 里 {iid} 的有效期或专长写法不对")
        self.people = {row[0]: row for row in rows}
        return f"{len(rows)} 名"

    def check_coi(self) -> str:
        self.coi = self.table("coi.tsv", LINES["coi"], self.plan["coi"])
        self.conflicts: dict[str, set[str]] = defaultdict(set)
        for o, iid, _ in self.coi:
            self.conflicts[o].add(iid)
        return f"{len(self.coi)} 条"

    def load_sealed(self) -> Json:
        """sealed.json (section 9)."""
        found = parse_json(self.data["sealed.json"], "sealed.json", SEALED)
        need(found["digest"] == self.digest("SEALED", found), "sealed.json 被改动过：digest 不符")
        owner = (found["draw_id"], found["reveal"]["party"])
        need(owner == (self.plan["draw_id"], self.sealed_party), "sealed.json 不属于这次抽签")
        return found

    def check_reveal(self, party: str, r: str) -> None:
        """A reveal is what the party committed itself to, or may be missing."""
        promised = self.plan["entropy"]
        c = self.hash("SSJ-DRAW/1|COMMIT", self.plan["draw_id"], party, r)
        kept = {"party": party, "c": c} in promised["commits"]
        need(kept or r == promised["missing_rule"] == "-", f"{party} 的揭示值与它的承诺不符")

    def check_entropy(self) -> str:
        """Section 4, and the keys of section 5."""
        entropy = parse_json(self.data["entropy.json"], "entropy.json", ENTROPY, canonical=False)
        promised, reveals, public = self.plan["entropy"], entropy["reveals"], entropy["public"]
        parties = [commit["party"] for commit in promised["commits"]]
        need([reveal["party"] for reveal in reveals] == parties, "参与方与计划不同")
        for reveal in reveals:
            if reveal == {"party": self.sealed_party, "r": "sealed"}:
                reveal["r"] = self.load_sealed()["reveal"]["r"]
            self.check_reveal(**reveal)
        need({reveal["r"] for reveal in reveals} != {"-"}, "没有一方揭示")
        need(len(public) == len(promised["public"]), "公开随机值的个数与计划不同")
        for line, source in zip_longest(public, promised["public"]):
            kind, value = source.partition("|")[0], line[len(source) + 1 :]
            balls = value.partition("+")[0].split(",") if kind in ("kl8", "ssq") else []
            sound = re.fullmatch(VALUES[kind], value) and balls == sorted({*balls})
            need(sound and line == f"{source}|{value}", f"公开随机值 {line:.80} 不合规定")
        said = [f"{reveal['party']}={reveal['r']}" for reveal in reveals] + public
        self.seed = self.hash("SSJ-DRAW/1|SEED", self.transcript["plan_hash"], *said, "")
        self.k_obj, self.k_asg, self.k_salt = map(self.key, ("OBJ", "ASG", "SALT"))
        self.transcript |= {**entropy, "seed": self.seed, "K_OBJ": self.k_obj, "K_ASG": self.k_asg}
        return f"种子 {self.seed}；公开随机值请自行对照官方公告：{public}"

    def key(self, label: str) -> str:
        return self.hash("SSJ-DRAW/1|KEY", self.seed, label)[:32]

    def salt(self, what: str) -> str:
        return "\t" + self.hash(f"{self.k_salt}:{what}")[:32] if self.sealed_party else ""

    def ticket(self, o: str) -> str:
        return self.hash(f"{self.k_obj}:{o}")

    def rank(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        return sorted((self.ticket(o), o) for o in ids)

    def check_result(self) -> str:
        """Section 7."""
        self.drawn, lines = dict[str, list[str]](), list[str]()
        parts = self.transcript["frames"] = list[Json]()
        for frame in self.plan["frames"]:
            code, rows = frame["code"], self.objects[frame["code"]]
            picks, strata = list[tuple[int, str, str, str]](), list[Json]()
            if "follow" in frame:
                wanted = self.drawn[frame["follow"]]
                missing = sorted(o for o in wanted if o not in rows)
                excluded = sorted(o for o in wanted if o in rows and rows[o][3] != "-")
                ranked = self.rank({*wanted} - {*missing, *excluded})
                picks = [(r, o, ticket, "F") for r, (ticket, o) in enumerate(ranked, 1)]
                counts = {"size": len(picks), "missing": missing, "excluded": excluded}
                parts.append({"code": code, "follow": frame["follow"], **counts})
            else:
                parts.append({"code": code, "strata": strata})
            for _, numbers, free in self.strata[code]:
                k, b = numbers["k"], frame["batches"]
                reserve = min(len(free) - k, (k * frame["reserve_bp"] + 9999) // 10000)
                ranked = self.rank(free)[: k + reserve]
                theta, theta_id = ranked[k - 1] if k else ("", "")
                strata.append({**numbers, "reserve": reserve, "theta": theta, "theta_id": theta_id})
                for r, (ticket, o) in enumerate(ranked, 1):
                    picks.append((r, o, ticket, f"D{(r - 1) * b // k + 1}" if r <= k else "R"))
            self.drawn[code] = [o for _, o, _, status in picks if status != "R"]
            for r, o, ticket, status in picks:
                line = f"{code}\t{rows[o][1]}\t{r}\t{o}\t{ticket}\t{status}"
                lines.append(line + self.salt(f"R:{code}:{o}"))
        return self.same("result", lines)

    def same(self, tree: str, lines: list[str], **facts: Json) -> str:
        """Compare a file with its lines as recomputed, and note them in the transcript."""
        root, name = self.root(lines), f"{tree}.tsv"
        self.lines[name] = lines
        self.transcript[tree] = {"root": root, **(facts or {"size": len(lines)})}
        have = self.data[name].decode("utf-8", "replace").splitlines(keepends=True)
        compare(name, [f"{line}\n" for line in lines], have)
        return f"{len(lines)} 行，根 {root}"

    def check_tickets(self) -> str:
        if not self.sealed_party:
            return ""
        free = [(code, o) for code, rows in self.objects.items() for o in rows if rows[o][3] == "-"]
        lines = [f"{code}\t{o}\t{self.ticket(o)}{self.salt(f'T:{code}:{o}')}" for code, o in free]
        return self.same("tickets", sorted(lines))

    def check_assignment(self) -> str:
        match, regions = Matching(self), defaultdict(set)
        for rows in self.objects.values():
            for o, row in rows.items():
                regions[o].add(row[2])
        self.transcript["regions_differ"] = sorted(o for o in regions if len(regions[o]) > 1)
        unknown = [row for row in self.coi if row[0] not in regions or row[1] not in self.people]
        self.transcript["coi_unknown"] = sorted(f"{o} {iid}" for o, iid, _ in unknown)
        placed, load = match.holder.items(), [len(slots) for slots in match.held.values()] or [0]
        return self.same(
            "assignment",
            sorted(f"{o}\t{j}\t{c}{self.salt(f'A:{o}:{j}')}" for (o, j), c in placed),
            placed=len(placed),
            unplaced=named(match.unplaced),
            shortages=match.shortages,
            smallest_pool=match.smallest_pool,
            load={"min": min(load), "max": max(load), "sum": sum(load)},
        )

    def check_transcript(self) -> str:
        placed = self.transcript["assignment"]["placed"]  # there only if all could be recomputed
        names = [*INPUTS, *self.lines, *(f"registers/{code}.tsv" for code in self.objects)]
        self.transcript["files"] = {name: self.h(self.data[name]).hex() for name in names}
        written = parse_json(self.data["transcript.json"], "transcript.json", TRANSCRIPT)
        want = {**self.transcript, **{key: written[key] for key in (*CLAIMS, "digest")}}
        compare("transcript.json", [jcs(want)], [jcs(written)])
        digest = self.digest("TRANSCRIPT", written)
        need(written["digest"] == digest, f"transcript.json 被改动过：digest 应为 {digest}")
        self.log_head = written["log_head"]
        return f"{len(want)} 项相符，安排了 {placed} 个席位"

    def check_sealed(self) -> str:
        if not self.sealed_party or "sealed.json" not in self.data:
            return ""
        sealed, draw_id = self.load_sealed(), self.plan["draw_id"]
        self.check_reveal(self.sealed_party, sealed["reveal"]["r"] or "-")
        commitment = self.hash("SSJ-DRAW/1|ROWSECRET", draw_id, sealed["row_secret"])
        need(commitment == self.plan["disclosure"]["row_commit"], "row_secret 与计划里的承诺不符")
        for code, rows in self.objects.items():
            for o, row in rows.items():
                salt = self.hash("SSJ-DRAW/1|ROW", sealed["row_secret"], code, o)[:32]
                need(row[4] == salt, f"名单 {code} 里 {o} 的盐应为 {salt}，实为 {row[4]}")
        return "揭示值和各行的盐都相符"

    def check_log(self) -> str:
        """Section 11."""
        if "log.jsonl" not in self.data:
            return ""
        plan, made, mark = self.plan, self.transcript, {"plan_hash": self.transcript["plan_hash"]}
        team, reveals = made["assignment"], made["reveals"]
        bodies = [("PLAN", mark), ("ENTROPY", {key: made[key] for key in ENTROPY})]
        bodies += [("RESULT", made["result"]), ("ASSIGN", {k: team[k] for k in ("root", "placed")})]
        bodies += [("COMMIT", commit) for commit in plan["entropy"]["commits"]]
        bodies += [("REVEAL", {**reveal, **mark}) for reveal in reveals if reveal["r"] != "-"]
        must = {f"{kind} {jcs(body)}" for kind, body in bodies}
        frames = [{"frame": f["code"], "register": f["register"]} for f in plan["frames"]]
        may, have, heads, types = {f"REGISTER {jcs(f)}" for f in frames}, set[str](), [""], ""
        then, follows = "0001-01-01T00:00Z", dict[str, Json]()
        for number, line in enumerate(self.data["log.jsonl"].splitlines(keepends=True), 1):
            item = parse_json(line[:-1], f"log.jsonl 第 {number} 行", LOGGED)
            entry, body = item["entry"], jcs(item["body"])
            after, gap = follows.get("seq", 0), entry["seq"] > follows.get("seq", 0)
            want = {"draw_id": plan["draw_id"], "body_hash": self.hash(body)}
            want |= {} if gap else follows  # entries of other draws may lie in between
            late, place = moment(entry["time"]) < moment(then), (entry["seq"], entry["prev"])
            sound = entry == {**entry, **want} and entry["seq"] >= after and not late
            sound = sound and line.endswith(b"\n")
            need(sound, f"log.jsonl 第 {number} 行没有接上前一行，或者与正文不符")
            planned = entry["type"] != "PLAN" or place == (plan["seq"], plan["prev_head"])
            need(planned, "日志里 PLAN 的位置与计划写的不同")
            heads.append(self.hash("SSJ-DRAW/1|LOG", entry["prev"], jcs(entry)))
            then, follows = entry["time"], {"seq": entry["seq"] + 1, "prev": heads[-1]}
            types += f"{entry['type']} "
            have |= {f"{entry['type']} {body}"} if entry["type"] in FROM_FILES else set()
        need(re.fullmatch(LOG_ORDER, types), f"日志各条的次序不对：{types:.200}")
        secret = jcs("".join(x["r"] for x in reveals if x["party"] == self.sealed_party))
        must, have = ({x.replace(secret, '"sealed"') for x in texts} for texts in (must, have))
        strange = sorted(must - have) + sorted(have - must - may)
        need(not strange, f"日志与文件不符：{strange[:1]}")
        need(self.log_head in heads, "抽签记录里的 log_head 不在日志里")
        return f"{len(heads) - 1} 条，链头 {heads[-1]}"


def published(folder: Path) -> tuple[Draw, Json, list[Json]]:
    """What a public folder publishes: the draw, root and size of each tree, the slots."""
    draw = Draw(folder)
    if lexists(folder / "public.json"):
        draw.read("public.json")
        facts = parse_json(draw.data["public.json"], "public.json", PUBLIC)
        draw.h, registers, slots = hash_of(facts["suite"]), facts["frames"], facts["slots"]
    else:  # a whole bundle
        failed = [text for _, outcome, text in draw.run() if outcome in FAILED]
        need(not failed, f"公开文件夹本身没有通过核对：{failed}")
        facts, slots = draw.transcript, draw.plan["assignment"]["slots"]
        facts["assignment"]["size"] = facts["assignment"]["placed"]
        registers = [{"code": f["code"], **f["register"]} for f in draw.plan["frames"]]
    facts |= {f"register/{register['code']}": register for register in registers}
    return draw, facts, slots


def explain_proof(file: Path, folder: Path) -> Iterator[str]:
    """Check one object's proof (page "The bundle") and say what it shows."""
    with file.open("rb") as stream:
        proof = parse_json(stream.read(JSON_LIMIT + 1), "proof.json", PROOF, canonical=False)
    draw, facts, slots = published(folder)
    need(all(proof[key] == facts[key] for key in HEADER), "凭证与公开材料不是同一次抽签")
    o, own, edges = proof["id"], defaultdict(list), dict[tuple[str, str], tuple[str, str]]()
    for item in proof["lines"]:
        tree, line, index, size = (item[key] for key in ("tree", "line", "index", "size"))
        root = draw.root_by(item["path"], line, index, size) if index < size else ""
        known = {"root": root, "size": size}.items() <= facts.get(tree, {}).items()
        need(known, f"这一行不在公布的 {tree} 里：{line}")
        kind, _, frame = tree.partition("/")
        need(re.fullmatch(f"{LINES[kind]}({SALT})?", line), f"{tree} 的这一行写法不对：{line}")
        cells = line.split("\t")
        if item["role"] == "threshold":
            need(kind == "result" and cells[5][0] == "D", f"这一行不能作中签线：{line}")
            edges[cells[0], cells[1]] = (cells[4], cells[3])
        else:
            need(cells[{"tickets": 1, "result": 3}.get(kind, 0)] == o, f"混进了别人的行：{line}")
            own[kind].append([frame, *cells])
    tickets = {row[1]: row[3] for row in own["tickets"]}
    results = {row[1]: row[3:7] for row in own["result"]}
    need(results.keys() <= {row[0] for row in own["register"]}, "有抽取结果，却没有登记行")
    yield f"对象 {o}，抽签 {proof['draw_id']}"
    for code, _, h, _, excl, *_ in own["register"]:
        rank, _, drawn_ticket, status = results.get(code, [""] * 4)
        ticket = draw.ticket(o) if hasattr(draw, "k_obj") else tickets.get(code, "")
        edge = edges.get((code, h), ("", ""))
        if excl != "-":
            need(not status, f"名单 {code}：已经排除，却有抽取结果")
            yield f"名单 {code}：在册，因 {excl} 排除，不参加抽取"
            continue
        need(ticket and drawn_ticket in ("", ticket), f"名单 {code}：缺签号行，或签号前后不一")
        agrees = status == "F" or ((ticket, o) <= edge) == (status[:1] == "D")
        need(agrees and (edge[0] or status != "R"), f"名单 {code}：抽中与否同中签线不符")
        said = {"": "没有抽中", "R": f"备选第 {rank} 名", "F": "在主名单抽中，随之检查"}
        said[status] = said.get(status, f"抽中，第 {rank} 名，第 {status[1:]} 批")
        yield f"名单 {code}，层 {h}：{said[status]}。签号 {ticket}，中签线 {edge[0] or '没有'}"
    for _, _, j, iid, *_ in own["assignment"]:
        slot = dict(enumerate(slots)).get(int(j), {"frame": ""})
        drawn = results.get(slot["frame"], "R")[-1] != "R"
        need(drawn, f"席位 {j} 不在抽中它的名单里")
        yield f"检查人员：席位 {j}（名单 {slot['frame']}，部门 {slot['unit']}）{iid}"


def say(text: str) -> None:
    """Print, with control characters made visible: file contents are not to play with terminals."""
    print("".join(c if c.isprintable() else ascii(c)[1:-1] for c in text))


def main(arguments: list[str]) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    *options, folder = arguments or [""]
    proving = options[:-1] == ["--proof"] and isfile(options[-1])
    if not isdir(folder) or not (proving or not options):
        print(USAGE)
        return 0 if folder in ("-h", "--help") else 2
    failed = False
    try:
        for line in explain_proof(Path(options[1]), Path(folder)) if proving else []:
            say(line)
        for name, outcome, text in [] if proving else Draw(Path(folder)).run():
            say(f"[{outcome}] {name}：{text}")
            failed |= outcome in FAILED
    except (ValueError, OSError, MemoryError, RecursionError) as bad:
        say(f"[不符] {bad}")
        failed = True
    ends = ("凭证成立。", "凭证不成立。") if proving else ("全部通过。", "没有全部通过。")
    print(f"结论：{ends[failed]}")
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(2)
