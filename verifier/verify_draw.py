#!/usr/bin/env python3
"""Recomputes an SSJ-DRAW/1 draw from its bundle with Python >= 3.9 and its standard library alone.

Written from the draw protocol and the page "The bundle", apart from the program that draws; section
numbers are the protocol's. In this order: tools, formats, allocation, assignment (Matching), the
draw with its checks (Draw), one object's proof, the command line.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from itertools import zip_longest
from operator import xor
from os.path import isdir, isfile
from pathlib import Path
from typing import Any, NoReturn

USAGE = """独立核对一次双随机抽查的抽签（SSJ-DRAW/1），不依赖抽签程序。用法：
  python3 verify_draw.py 数据包文件夹
      由计划、名单和随机值重新计算，逐项核对
  python3 verify_draw.py --proof proof.json 公开文件夹
      核对一个检查对象的凭证：签号、中签线、是否抽中、由谁检查
退出码：0 全部通过；1 有不符；2 参数不能用。"""
JSON_LIMIT, FILE_LIMIT, TOTAL_LIMIT, SLOT_LIMIT = 32 << 20, 256 << 20, 1 << 30, 10**6
Json = Any
Hash = Callable[[bytes], bytes]
Pick = tuple[str, int, str, str, str]  # stratum, rank, id, ticket, status
Slot = tuple[str, int]  # object id, position in the plan's `slots`
Step = tuple[Slot, str]  # a slot and the inspector that it is to take


def fail(message: str) -> NoReturn:
    raise ValueError(message)


def need(condition: object, message: str) -> None:
    if not condition:
        fail(message)


def sm3(data: bytes) -> bytes:
    """SM3 by GB/T 32905-2016, for a Python whose OpenSSL lacks it."""

    def rol(x: int, n: int) -> int:
        x &= 0xFFFFFFFF
        return (x << n % 32 | x >> (32 - n % 32)) & 0xFFFFFFFF

    iv = "7380166f 4914b2b9 172442d7 da8a0600 a96f30bc 163138aa e38dee4d b0fb0e4e"
    state = [int(word, 16) for word in iv.split()]
    rounds = [(0x79CC4519, True)] * 16 + [(0x7A879D8A, False)] * 48
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for block in range(0, len(data), 64):
        w = [int.from_bytes(data[i : i + 4], "big") for i in range(block, block + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j, (constant, early) in enumerate(rounds):
            ss1 = rol(rol(a, 12) + e + rol(constant, j), 7)
            ff = a ^ b ^ c if early else a & b | a & c | b & c
            gg = e ^ f ^ g if early else e & f | ~e & g
            tt1 = ff + d + (ss1 ^ rol(a, 12)) + (w[j] ^ w[j + 4])
            tt2 = gg + h + ss1 + w[j]
            a, b, c, d = rol(tt1, 0), a, rol(b, 9), c
            e, f, g, h = rol(tt2, 0) ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        state = list(map(xor, state, (a, b, c, d, e, f, g, h)))
    return b"".join(word.to_bytes(4, "big") for word in state)


def hash_of(suite: str) -> Hash:
    if suite == "S1":
        return lambda data: hashlib.sha256(data).digest()
    if "sm3" in hashlib.algorithms_available:
        return lambda data: hashlib.new("sm3", data).digest()
    return sm3


def merkle_root(h: Hash, lines: Iterable[str]) -> str:
    level = [h(b"\0" + line.encode()) for line in lines] or [h(b"")]
    while len(level) > 1:
        pairs = [h(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]  # an odd node moves up unchanged
    return level[0].hex()


def path_root(h: Hash, line: str, index: int, size: int, path: list[str]) -> str:
    """The root to which a Merkle path leads from a line; "" if the path's length is wrong."""
    node, rest = h(b"\0" + line.encode()), deque(bytes.fromhex(part) for part in path)
    while size > 1:
        if index ^ 1 < size:  # there is a sibling
            sibling = rest.popleft() if rest else b""
            node = h(b"\1" + (sibling + node if index & 1 else node + sibling))
        index, size = index // 2, (size + 1) // 2
    return "" if rest else node.hex()


def jcs(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parse_json(data: bytes, name: str, rule: Json, *, canonical: bool = True) -> Json:
    """Strict JSON (section 1) of a closed schema; `canonical` demands that it is written as JCS."""

    def closed(pairs: list[tuple[str, Json]]) -> Json:
        need(len(dict(pairs)) == len(pairs), "有重复的键")
        need(all(key.isascii() for key, _ in pairs), "有非 ASCII 的键")
        return dict(pairs)

    def number(text: str) -> int:
        need(re.fullmatch("[0-9]{1,16}", text), f"有负数、小数或过大的数 {text:.40}")
        return int(text)

    hooks: Json = {"parse_int": number, "parse_float": number, "parse_constant": number}
    try:
        need(len(data) <= JSON_LIMIT, "太大")
        value = json.loads(data.decode(), object_pairs_hook=closed, **hooks)
        need(unicodedata.is_normalized("NFC", jcs(value).decode()), "有不是 NFC 的文字")
        need(not canonical or jcs(value) == data, "不是规范写法（JCS）")
        conform(value, rule, "")
    except (ValueError, RecursionError) as error:
        fail(f"{name}：{error!s:.200}")
    return value


def conform(value: Json, rule: Json, where: str) -> None:
    """Refuse what does not fit the rule: a dict of rules by key ("*": any other), a list of one
    rule, a range of integers, a test of a text, a constant, ANY, or a tuple of alternatives."""
    if isinstance(rule, tuple):
        for alternative in rule[:-1]:
            with suppress(ValueError):
                conform(value, alternative, where)
                return
        conform(value, rule[-1], where)
    elif isinstance(rule, dict) and isinstance(value, dict):
        for key in sorted((rule.keys() - {"*"}) | value.keys()):
            inner = rule.get(key, rule.get("*", MISSING))
            conform(value.get(key, MISSING), inner, f"{where}.{key}")
    elif isinstance(rule, list) and isinstance(value, list):
        for position, item in enumerate(value):
            conform(item, rule[0], f"{where}[{position}]")
    elif isinstance(rule, range):
        need(type(value) is int and value in rule, f"{where} 应是 {rule[0]} 到 {rule[-1]} 的整数")
    elif callable(rule):
        need(isinstance(value, str) and rule(value), f"{where} 的写法不合规定")
    elif rule is not ANY or value is MISSING:
        need(type(value) is type(rule) and value == rule, f"{where} 缺少、多余或不合规定")


def form(pattern: str) -> Callable[[str], Json]:
    return re.compile(pattern, re.DOTALL).fullmatch


def moment(text: str) -> Json:
    """The time that a text tells, or None: ISO 8601 with an offset."""
    time = r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{3}|\.[0-9]{6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
    with suppress(ValueError):  # no such day or hour
        if re.fullmatch(DAY + time, text):
            return datetime.fromisoformat(re.sub("Z$", "+00:00", text))
    return None


# fmt: off
# Formats: sections 2, 3, 4, 9 and 11 and the page "The bundle"
DAY, CODE, FRAME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "([A-Za-z0-9_.-]{1,32})", "([A-Z][A-Z0-9_]{0,15})"
ID, IID, N = "([0-9A-Z]{1,22})", "([A-Za-z0-9_-]{1,32})", "(0|[1-9][0-9]{0,14})"
HASH, SALT, REGION = "([0-9a-f]{64})", "\t([0-9a-f]{32})", "([0-9]{6}|[0-9]{9}|[0-9]{12})"
PREFIX = "([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})"
KL8, RED, BLUE = "(0[1-9]|[1-7][0-9]|80)", "(0[1-9]|[12][0-9]|3[0-3])", "(0[1-9]|1[0-6])"
VALUES = {"kl8": f"{KL8}(,{KL8}){{19}}", "ssq": rf"{RED}(,{RED}){{5}}\+{BLUE}",
          "pl5": "[0-9](,[0-9]){4}", "fc3d": "[0-9](,[0-9]){2}", "drand": "([0-9a-f]{2})+"}
LINES = {"register": f"{ID}\t{CODE}\t{REGION}\t{CODE}", "coi": f"{ID}\t{IID}\t{CODE}",
         "inspectors": f"{IID}\t{PREFIX}\t({DAY})\t([A-Za-z0-9_.,-]*)\t{N}\t{CODE}{SALT}",
         "result": f"{FRAME}\t{CODE}\t{N}\t{ID}\t{HASH}\t(D[1-9][0-9]*|R|F)",
         "tickets": f"{FRAME}\t{ID}\t{HASH}", "assignment": f"{ID}\t{N}\t{IID}"}
ANY, MISSING, UINT, BP, TEXT = object(), object(), range(2**53), range(10001), form(".+")
HEX, WORD, LISTED, PARTY = form(HASH), form(CODE), form(FRAME), form("[a-z][a-z0-9_-]{0,31}")
SIZED = {"root": HEX, "size": UINT}
DIGEST = {**SIZED, "file_hash": HEX}
DRAW_ID = form(f"{PREFIX}-[0-9]{{4}}-[0-9]{{1,9}}")
HEADER = {"spec": "SSJ-DRAW/1", "suite": ("S1", "S2"), "draw_id": DRAW_ID, "plan_hash": HEX}
FOLLOWING = {"code": LISTED, "register": DIGEST, "follow": LISTED}
DRAWING = {"code": LISTED, "register": DIGEST, "base": ("eligible", "frame"), "reserve_bp": BP,
           "batches": range(1, 2**53)}
STRATUM = {"code": WORD, "census": (MISSING, True)}
BOUNDED = {**STRATUM, "min": (MISSING, UINT), "max": (MISSING, UINT)}
STRATA = [({**BOUNDED, "mode": "ratio", "bp": BP}, {**BOUNDED, "mode": "count", "n": UINT})]
WISH = {"unit": ("*", WORD), "expertise": [WORD], "match": ("any", "same", "within")}
SLOTS = [{**WISH, "frame": LISTED}]
SOURCE = form(r"(kl8|fc3d|pl5|ssq)\|[0-9]{1,20}|drand\|[0-9a-f]{64}:[0-9]{1,20}")
PLAN = {
    **HEADER, "plan_hash": MISSING, "task": TEXT, "seq": UINT, "prev_head": HEX,
    "frames": [(FOLLOWING, {**DRAWING, "total": UINT, "strata": [{**STRATUM, "w": UINT}]},
                {**DRAWING, "strata": STRATA})],
    "inspectors": DIGEST, "coi": DIGEST, "reveal_by": moment, "public_after": moment,
    "entropy": {"commits": [{"party": PARTY, "c": HEX}], "public": [SOURCE],
                "missing_rule": ("-", "void")},
    "assignment": {"algo": "RPA-1", "choices": range(1, 5), "tmax": range(1, 65),
                   "valid_on": form(DAY), "slots": SLOTS, "fallback": (MISSING, [[(None, WISH)]])},
    "disclosure": ({"mode": "immediate", "disclose_by": ""},
                   {"mode": "deferred", "disclose_by": moment, "sealed": PARTY, "row_commit": HEX},
                   {"mode": "confidential", "disclose_by": "", "sealed": PARTY, "row_commit": HEX})}
ENTROPY = {"reveals": [{"party": PARTY, "r": ("-", "sealed", HEX)}], "public": [TEXT]}
SEALED = {"draw_id": DRAW_ID, "row_secret": HEX, "reveal": {"party": PARTY, "r": ("", HEX)},
          "meanings": {"*": TEXT}, "digest": HEX}
STATE = (None, {"stratum": WORD, "excl": WORD})
TRANSCRIPT = {  # what is ANY here is compared with what was recomputed
    **HEADER, **ENTROPY, "result": SIZED, "tickets": (MISSING, SIZED), "files": {"*": HEX},
    "assignment": {"root": HEX, "placed": UINT, "*": ANY}, "engines": [TEXT], "log_head": HEX,
    "late_changes": (None, [{"frame": LISTED, "id": form(ID), "was": STATE, "now": STATE}]),
    "code_version": TEXT, "digest": HEX, "*": ANY}
PUBLIC = {
    **HEADER, **ENTROPY, "result": SIZED, "tickets": SIZED, "assignment": SIZED, "log_head": HEX,
    "frames": [{"code": LISTED, **SIZED, "drawn": UINT}], "slots": SLOTS, "task": TEXT,
    "departments": [("*", WORD)], "drawn": (MISSING, [{"frame": LISTED, "ids": [form(ID)]}]),
    "disclosure": {"mode": ("deferred", "confidential"), "disclose_by": ("", moment)}}
PROOF = {**HEADER, "id": form(ID), "lines": [{
    "tree": form(f"register/{FRAME}|tickets|result|assignment"), "role": ("own", "threshold"),
    "line": form("[\t-~]+"), "index": UINT, "size": UINT, "path": [HEX]}]}
LOGGED = {"entry": {"seq": UINT, "prev": HEX, "type": form("[A-Z]+"), "time": moment,
                    "draw_id": DRAW_ID, "body_hash": HEX}, "body": ANY}
CHECKS = {  # check: its title, and the checks without which it cannot be made
    "files": ("文件", ""), "plan": ("计划", ""), "registers": ("对象名单", "plan"),
    "inspectors": ("人员名单", "plan"), "coi": ("回避关系", "plan"), "entropy": ("随机值", "plan"),
    "result": ("抽取结果", "registers entropy"), "tickets": ("签号表", "registers entropy"),
    "assignment": ("人员匹配", "registers inspectors coi entropy"),
    "transcript": ("抽签记录", "registers inspectors coi entropy"),
    "sealed": ("封存内容", "registers"), "log": ("日志", "transcript")}
INPUTS = ("plan.json", "inspectors.tsv", "coi.tsv", "entropy.json")
CLAIMS = ("late_changes", "engines", "log_head", "code_version")  # in the transcript, not recomputed
# fmt: on


def check_plan(plan: Json) -> None:
    """What section 3 asks beyond the schema."""
    entropy, team, disclosure = plan["entropy"], plan["assignment"], plan["disclosure"]
    codes, parties = [f["code"] for f in plan["frames"]], [c["party"] for c in entropy["commits"]]
    need(0 < len(codes) == len(set(codes)), "没有名单，或名单代码重复")
    need(0 < len(parties) == len(set(parties)), "没有参与方，或参与方重复")
    drawing: list[str | None] = [None]
    for frame in plan["frames"]:
        need(frame.get("follow") in drawing, f"{frame['code']} 跟随的不是在前的抽取名单")
        strata = frame.get("strata", [{"code": "-"}])
        need(0 < len(strata) == len({s["code"] for s in strata}), f"{frame['code']} 没有层或层重复")
        need(all(s.get("min", 0) <= s.get("max", 2**53) for s in strata), "有一层 min 大于 max")
        drawing += [frame["code"]] if "strata" in frame else []
    need(disclosure.get("sealed") in (None, *parties), "封存方不是参与方")
    rule = "-" if entropy["public"] else "void"
    need(entropy["missing_rule"] == rule, "missing_rule 与有无公开随机源不相配")
    later = moment(plan["public_after"]) > moment(plan["reveal_by"])
    need(later or not entropy["public"], "public_after 不晚于 reveal_by")
    need(moment(f"{team['valid_on']}T00:00Z"), "valid_on 不是一个日期")
    need(all(slot["frame"] in codes for slot in team["slots"]), "有席位不属于任何名单")
    lengths = {len(team["slots"]), *map(len, team.get("fallback", []))}
    need(len(lengths) == 1, "fallback 与席位数不等")


def allocate(frame: Json, size: dict[str, int], free: dict[str, int]) -> dict[str, int]:
    """Section 6: the number drawn in each stratum, from its N_h (`size`) and |F_h| (`free`)."""
    seats = dict.fromkeys(size, 0)
    if "total" not in frame:
        for s in frame["strata"]:
            h = s["code"]
            k = s["n"] if s["mode"] == "count" else (size[h] * s["bp"] + 9999) // 10000
            k = max(k, s.get("min", 0))
            seats[h] = min(k, s.get("max", k), free[h])
        return seats
    n, mass = frame["total"], {s["code"]: s["w"] * size[s["code"]] for s in frame["strata"]}
    live = [h for h in seats if mass[h] and free[h]]
    while live:
        whole = sum(mass[h] for h in live)
        share = {h: n * mass[h] // whole for h in live}
        by_remainder = sorted(live, key=lambda h: -(n * mass[h] % whole))  # stable: plan order
        for h in by_remainder[: n - sum(share.values())]:
            share[h] += 1
        full = {h: free[h] for h in live if share[h] > free[h]}
        seats.update(full or share)
        n -= sum(full.values())
        live = [h for h in live if full and h not in full]
    return seats


class Matching:
    """RPA-1 (section 8): random priority with augmenting paths."""

    def __init__(self, draw: Draw) -> None:
        self.draw, self.rule = draw, draw.plan["assignment"]
        self.capacity = {iid: int(row[3]) for iid, row in sorted(draw.people.items())}
        self.held: dict[str, dict[str, Slot]] = {iid: {} for iid in self.capacity}  # by object
        self.holder: dict[Slot, str] = {}
        self.pools: dict[Slot, list[str]] = {}
        self.qualified: dict[Json, list[str]] = {}
        self.shortages: list[Json] = []
        slots = self.rule["slots"]
        number = sum(len(draw.drawn[slot["frame"]]) for slot in slots)
        need(number <= SLOT_LIMIT, f"席位超过 {SLOT_LIMIT} 个，本程序不核对")
        self.unplaced = [(o, j) for j, s in enumerate(slots) for o in draw.drawn[s["frame"]]]
        for number, wishes in enumerate([slots, *self.rule.get("fallback", [])], 1):
            self.play(number, [slot for slot in self.unplaced if wishes[slot[1]]], wishes)
            self.unplaced = [slot for slot in self.unplaced if slot not in self.holder]
            if number == 1:
                self.smallest_pool = min(map(len, self.pools.values()), default=None)

    def rank(self, letter: str, slot: Slot, *more: str) -> bytes:
        return self.draw.h(":".join((self.key, letter, slot[0], str(slot[1]), *more)).encode())

    def pool(self, slot: Slot, wish: Json) -> list[str]:
        """The inspectors fit for a slot by `wish`, which is the slot itself or a fallback entry."""
        region = self.draw.objects[self.rule["slots"][slot[1]]["frame"]][slot[0]][1]
        key = (region, wish["unit"], wish["match"], *wish["expertise"])
        if key not in self.qualified:
            self.qualified[key] = [iid for iid in self.capacity if self.fits(iid, wish, region)]
        fit, barred = self.qualified[key], self.draw.conflicts.get(slot[0])
        return [iid for iid in fit if iid not in barred] if barred else fit

    def fits(self, iid: str, wish: Json, region: str) -> bool:
        home, valid_to, expertise, _, unit, _ = self.draw.people[iid]
        near = {"any": True, "same": home == region, "within": region.startswith(home)}
        able = set(wish["expertise"]) <= set(expertise.split(","))
        valid = valid_to >= self.rule["valid_on"]
        return near[wish["match"]] and able and valid and wish["unit"] in ("*", unit)

    def play(self, number: int, slots: list[Slot], wishes: Json) -> None:
        """One round: steps 1 to 5 and 7."""
        self.key = self.draw.key("ASG" if number == 1 else f"ASG{number}")
        self.closed: set[str] = set()
        self.pools.update((slot, self.pool(slot, wishes[slot[1]])) for slot in slots)
        for slot in sorted(slots, key=lambda slot: (self.rank("S", slot), slot)):
            if iid := self.choose(slot):
                self.place(slot, iid)
                continue
            step, came, seen = self.search([slot])
            if step is None:
                self.closed |= seen
            while step:  # from the end of the path back to its start
                self.place(*step)
                step = came[step[0]]
        self.report(number, [slot for slot in slots if slot not in self.holder])

    def place(self, slot: Slot, iid: str) -> None:
        if slot in self.holder:
            del self.held[self.holder[slot]][slot[0]]
        self.holder[slot], self.held[iid][slot[0]] = iid, slot

    def free(self, c: str, o: str) -> bool:
        return len(self.held[c]) < self.capacity[c] and o not in self.held[c]

    def choose(self, slot: Slot) -> str | None:
        """Steps 2 and 3."""
        pool, candidates = self.pools[slot], []
        for t in range(self.rule["tmax"] if pool else 0):
            c = pool[int.from_bytes(self.rank("P", slot, str(t))[:8], "big") * len(pool) >> 64]
            if self.free(c, slot[0]) and c not in candidates:
                candidates.append(c)
            if len(candidates) == self.rule["choices"]:
                break
        if candidates:
            return min(candidates, key=lambda c: len(self.held[c]))  # the earlier wins a tie
        free = [c for c in pool if self.free(c, slot[0])]
        return min(free, key=lambda c: self.rank("Q", slot, c), default=None)

    def search(self, starts: list[Slot]) -> tuple[Step | None, dict[Slot, Step | None], set[str]]:
        """Step 4: the end of a path to spare capacity, or None; the step from which each slot was
        reached; the inspectors seen."""
        came: dict[Slot, Step | None] = dict.fromkeys(starts)
        seen: set[str] = set()
        queue = deque(starts)
        while queue:
            slot = queue.popleft()
            fresh = [c for c in self.pools[slot] if c not in seen and c not in self.closed]
            look = [c for c in fresh if c != self.holder.get(slot)]
            for c in sorted(look, key=lambda c: self.rank("A", slot, c)):
                reached = [self.held[c][slot[0]]] if slot[0] in self.held[c] else []
                if not reached:
                    seen.add(c)
                    if len(self.held[c]) < self.capacity[c]:
                        return (slot, c), came, seen
                    reached = sorted(self.held[c].values())
                new = [other for other in reached if other not in came]
                came.update(dict.fromkeys(new, (slot, c)))
                queue.extend(new)
        return None, came, seen

    def report(self, number: int, unplaced: list[Slot]) -> None:
        """Step 7: why slots stay unplaced, by component."""
        self.closed = set()
        _, reached, seen = self.search(unplaced)
        parent: dict[Json, Json] = {}  # a forest of objects (texts) and inspectors (1-tuples)

        def root(node: Json) -> Json:
            while parent.setdefault(node, node) != node:
                parent[node] = node = parent[parent[node]]
            return node

        for slot in reached:
            for iid in seen.intersection(self.pools[slot]):
                parent[root((iid,))] = root(slot[0])
        components: dict[Json, list[Slot]] = defaultdict(list)
        for slot in reached:
            components[root(slot[0])].append(slot)
        for slots in sorted(components.values(), key=named):
            fit = defaultdict(set)  # inspector -> objects here for which the inspector is fit
            for slot in slots:
                for iid in self.pools[slot]:
                    fit[iid].add(slot[0])
            capacity = sum(min(self.capacity[iid], len(objects)) for iid, objects in fit.items())
            where = {"round": number, "slots": named(slots), "inspectors": sorted(fit)}
            deficit = len(slots) - capacity
            self.shortages.append({**where, "capacity": capacity, "deficit": deficit})


def named(slots: Iterable[Slot]) -> list[str]:
    return sorted(f"{o}:{j}" for o, j in slots)


def compare(name: str, want: Iterable[str], have: bytes) -> None:
    """Fail with the first line in which a file is not what it should be."""
    pairs = zip_longest((line.encode() for line in want), io.BytesIO(have), fillvalue=b"")
    for number, (a, b) in enumerate(pairs, 1):
        if a != b:
            at = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), 0)
            part = slice(max(at - 120, 0), at + 120)
            texts = [line[part].decode("utf-8", "replace") or "（没有）" for line in (a, b)]
            fail(f"{name} 第 {number} 行：应为 {texts[0].strip()}，实为 {texts[1].strip()}")


def is_value(line: str, source: str) -> bool:
    """Whether a line gives the value of a public source of the plan (section 4)."""
    kind, value = source.partition("|")[0], line[len(source) + 1 :]
    balls = value.partition("+")[0].split(",") if kind in ("kl8", "ssq") else []
    sound = re.fullmatch(VALUES[kind], value) and balls == sorted(set(balls))
    return bool(sound) and line.startswith(f"{source}|")


class Draw:
    """A draw recomputed from its files. `check_<name>` says what it found, or "" where there is
    nothing to check, or raises ValueError; it leaves behind what later checks use."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.k_obj = folder, ""
        self.data: dict[str, bytes] = {}
        self.problems: list[str] = []
        self.made: set[str] = set()  # the checks on which others may build

    def run(self) -> Iterator[tuple[str, str, str]]:
        """Name, outcome and explanation of every check, in order."""
        for name, (title, needed) in CHECKS.items():
            missing = "、".join(sorted({*needed.split()} - self.made))
            blocked = ("未核对", f"因为 {missing} 没有通过")
            outcome, text = blocked if missing else self.outcome(name)
            self.made |= {name} if outcome in ("通过", "不适用") else set()
            yield name, outcome, f"{title}：{text}"

    def outcome(self, check: str) -> tuple[str, str]:
        try:
            text = getattr(self, f"check_{check}")()
        except KeyError as file:  # one that check_files found wanting
            return "未核对", f"因为没有能读的 {file.args[0]}"
        except (ValueError, MemoryError, RecursionError) as bad:
            return "不符", str(bad) or "内存不够"
        return ("通过", text) if text else ("不适用", "没有这一项")

    def read(self, *names: str) -> None:
        for name in names:
            path, used = self.folder / name, sum(map(len, self.data.values()))
            limit = min(JSON_LIMIT if name.endswith(".json") else FILE_LIMIT, TOTAL_LIMIT - used)
            linked = path.is_symlink() or ("/" in name and path.parent.is_symlink())
            try:
                need(path.is_file() and not linked, f"缺少 {name}，或者它是链接、文件夹、设备")
                need(path.stat().st_size <= limit, f"{name} 太大")
                self.data[name] = path.read_bytes()
            except (ValueError, OSError) as bad:
                self.problems.append(str(bad) if isinstance(bad, ValueError) else f"读不出 {name}")

    def check_files(self) -> str:
        self.read(*INPUTS, "result.tsv", "assignment.tsv", "transcript.json")
        with suppress(ValueError, KeyError):  # a bad plan is reported by its own check
            self.read(*(f"registers/{frame['code']}.tsv" for frame in self.plan["frames"]))
            self.read(*["tickets.tsv"] * bool(self.sealed_party))
        optional = [self.folder / "sealed.json", self.folder / "log.jsonl"]
        self.read(*(path.name for path in optional if path.is_symlink() or path.exists()))
        with suppress(ValueError, KeyError):  # so is a bad transcript
            h, recorded = hash_of(self.written["suite"]), self.written["files"]
            for name in sorted(self.data.keys() & recorded.keys()):
                if h(self.data[name]).hex() != recorded[name]:
                    self.problems.append(f"{name} 已不是抽签时的那一份")
        need(not self.problems, "；".join(self.problems[:9]))
        return f"{len(self.data)} 个，齐全，与抽签记录里的指纹一致"

    @cached_property
    def written(self) -> Json:
        return parse_json(self.data["transcript.json"], "transcript.json", TRANSCRIPT)

    @cached_property
    def plan(self) -> Json:
        plan = parse_json(self.data["plan.json"], "plan.json", PLAN, canonical=False)
        check_plan(plan)
        self.h = hash_of(plan["suite"])
        self.plan_hash = self.h(b"SSJ-DRAW/1|PLAN\n" + jcs(plan)).hex()
        self.sealed_party: str = plan["disclosure"].get("sealed", "")
        return plan

    def check_plan(self) -> str:
        plan, alone = self.plan, []
        self.made.add("plan")  # even if the next rule is broken, the draw can be recomputed
        with suppress(ValueError, KeyError):  # a bad register is reported by its own check
            for frame in plan["frames"]:
                for s in frame.get("strata", []):
                    _, free, _, k = self.strata[frame["code"]][s["code"]]
                    alone += [s["code"]] if len(free) == k == 1 and "census" not in s else []
        need(not alone, f"层 {alone} 只有一户，必然抽中，却没有注明 census")
        return f"{plan['draw_id']}，指纹 {self.plan_hash}"

    def hash(self, text: str) -> str:
        return self.h(text.encode()).hex()

    def digest(self, tag: str, value: Json) -> str:
        rest = {key: value[key] for key in value if key != "digest"}
        return self.h(f"SSJ-DRAW/1|{tag}\n".encode() + jcs(rest)).hex()

    def table(self, name: str, kind: str, digest: Json) -> list[tuple[str, ...]]:
        """The rows of a frozen TSV file (section 2), which must have the plan's digest."""
        salt = SALT if kind == "register" and self.sealed_party else ""
        shape, lines, rows = re.compile(LINES[kind] + salt + "\n"), [""], []
        for number, raw in enumerate(io.BytesIO(self.data[name]), 1):
            match = shape.fullmatch(line := raw.decode("latin-1"))
            if not match or line < lines[-1]:
                fail(f"{name} 第 {number} 行写法不对或不按次序：{line:.120}")
            lines.append(line)
            rows.append(match.groups())
        root = merkle_root(self.h, (line[:-1] for line in lines[1:]))
        found = {"root": root, "size": len(rows), "file_hash": self.h(self.data[name]).hex()}
        need(found == digest, f"{name} 不是计划封存的那一份：应为 {digest}，实为 {found}")
        return rows

    @cached_property
    def objects(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Frame -> object id -> (stratum, region, excl, in sealed modes a salt)."""
        found = {}
        for frame in self.plan["frames"]:
            name, strata = f"registers/{frame['code']}.tsv", frame.get("strata", [])
            rows = self.table(name, "register", frame["register"])
            found[frame["code"]] = {row[0]: row[1:] for row in rows}
            need(len(found[frame["code"]]) == len(rows), f"{name} 有重复的编号")
            strange = {row[1] for row in rows if strata} - {s["code"] for s in strata}
            need(not strange, f"{name} 有计划里没有的层 {sorted(strange)[:3]}")
        return found

    def check_registers(self) -> str:
        return "，".join(f"{code} {len(rows)} 户" for code, rows in self.objects.items())

    def check_inspectors(self) -> str:
        rows = self.table("inspectors.tsv", "inspectors", self.plan["inspectors"])
        self.people = {row[0]: row[1:] for row in rows}
        for iid, (_, valid_to, expertise, *_) in self.people.items():
            codes = expertise.split(",") if expertise else []
            sound = codes == sorted(set(codes)) and all(map(WORD, codes))
            need(sound and moment(f"{valid_to}T00:00Z"), f"{iid} 的专长或证件有效期写法不对")
        different = len(self.people) == len({row[6] for row in rows}) == len(rows)
        need(different, "inspectors.tsv 里有人重复")
        return f"{len(rows)} 名"

    def check_coi(self) -> str:
        self.coi = self.table("coi.tsv", "coi", self.plan["coi"])
        self.conflicts: dict[str, set[str]] = defaultdict(set)
        for o, iid, _ in self.coi:
            self.conflicts[o].add(iid)
        return f"{len(self.coi)} 条"

    @cached_property
    def opened(self) -> Json:
        """sealed.json (section 9)."""
        found = parse_json(self.data["sealed.json"], "sealed.json", SEALED)
        need(found["digest"] == self.digest("SEALED", found), "sealed.json 被改动过：digest 不符")
        owner = (found["draw_id"], found["reveal"]["party"])
        need(owner == (self.plan["draw_id"], self.sealed_party), "sealed.json 不属于这次抽签")
        return found

    def check_entropy(self) -> str:
        """Section 4, and the keys of section 5."""
        found = parse_json(self.data["entropy.json"], "entropy.json", ENTROPY, canonical=False)
        self.entropy, promised = found, self.plan["entropy"]
        self.reveals = {reveal["party"]: reveal["r"] for reveal in found["reveals"]}
        parties = [commit["party"] for commit in promised["commits"]]
        need([reveal["party"] for reveal in found["reveals"]] == parties, "参与方与计划不同")
        if self.reveals.get(self.sealed_party) == "sealed":
            self.reveals[self.sealed_party] = self.opened["reveal"]["r"]
        for party, r in self.reveals.items():
            missing = r == promised["missing_rule"] == "-"
            need(missing or self.kept(party, r), f"{party} 的揭示值与它事先的承诺不符")
        need({*self.reveals.values()} != {"-"}, "没有一方揭示")
        need(len(found["public"]) == len(promised["public"]), "公开随机值的个数与计划不同")
        for line, source in zip_longest(found["public"], promised["public"]):
            need(is_value(line, source), f"公开随机值 {line:.80} 不合规定")
        reveals = "".join(f"{party}={r}\n" for party, r in self.reveals.items())
        public = "".join(f"{line}\n" for line in found["public"])
        self.seed = self.hash(f"SSJ-DRAW/1|SEED\n{self.plan_hash}\n{reveals}{public}")
        self.k_obj, self.k_asg, self.k_salt = map(self.key, ("OBJ", "ASG", "SALT"))
        return f"种子 {self.seed}；公开随机值请自行对照官方公告：{found['public']}"

    def kept(self, party: str, r: str) -> bool:
        """Whether a reveal is the one to which the party committed itself."""
        c = self.hash(f"SSJ-DRAW/1|COMMIT\n{self.plan['draw_id']}\n{party}\n{r}")
        return {"party": party, "c": c} in self.plan["entropy"]["commits"]

    def key(self, label: str) -> str:
        return self.hash(f"SSJ-DRAW/1|KEY\n{self.seed}\n{label}")[:32]

    def salt(self, what: str) -> str:
        return "\t" + self.hash(f"{self.k_salt}:{what}")[:32] if self.sealed_party else ""

    def rank(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """(ticket, id), ascending."""
        return sorted((self.hash(f"{self.k_obj}:{o}"), o) for o in ids)

    @cached_property
    def strata(self) -> dict[str, dict[str, tuple[int, list[str], int, int]]]:
        """Drawing frame -> stratum -> (N_h, ids with excl "-", number of others, k_h)."""
        found = {}
        for frame in (frame for frame in self.plan["frames"] if "strata" in frame):
            free: dict[str, list[str]] = {s["code"]: [] for s in frame["strata"]}
            others = dict.fromkeys(free, 0)
            for o, (h, _, excl, *_) in self.objects[frame["code"]].items():
                free[h] += [o] if excl == "-" else []
                others[h] += excl != "-"
            usable = {h: len(free[h]) for h in free}
            size = {h: usable[h] + others[h] * (frame["base"] == "frame") for h in free}
            k = allocate(frame, size, usable)
            found[frame["code"]] = {h: (size[h], free[h], others[h], k[h]) for h in free}
        return found

    def follow(self, frame: Json) -> tuple[list[Pick], Json]:
        """Section 7 for a following frame: who is picked, and the frame's part of the transcript."""
        rows, wanted = self.objects[frame["code"]], self.drawn[frame["follow"]]
        missing = sorted(o for o in wanted if o not in rows)
        excluded = sorted(o for o in wanted if o in rows and rows[o][2] != "-")
        ranked = self.rank({*wanted} - {*missing, *excluded})
        picks = [(rows[o][0], r, o, ticket, "F") for r, (ticket, o) in enumerate(ranked, 1)]
        counts = {"size": len(picks), "missing": missing, "excluded": excluded}
        return picks, {"code": frame["code"], "follow": frame["follow"], **counts}

    def select(self, frame: Json) -> tuple[list[Pick], Json]:
        """Section 7 for a drawing frame."""
        picks, strata = [], []
        for h, (size, free, others, k) in self.strata[frame["code"]].items():
            ranked = self.rank(free)
            reserve = min(len(free) - k, (k * frame["reserve_bp"] + 9999) // 10000)
            for r, (ticket, o) in enumerate(ranked[: k + reserve], 1):
                status = f"D{(r - 1) * frame['batches'] // k + 1}" if r <= k else "R"
                picks.append((h, r, o, ticket, status))
            theta, theta_id = ranked[k - 1] if k else ("", "")
            numbers = {"N": size, "excluded": others, "k": k, "reserve": reserve}
            strata.append({"code": h, **numbers, "theta": theta, "theta_id": theta_id})
        return picks, {"code": frame["code"], "strata": strata}

    def check_result(self) -> str:
        self.result_lines, self.drawn, self.frames = list[str](), dict[str, list[str]](), []
        for frame in self.plan["frames"]:
            code = frame["code"]
            picks, part = self.follow(frame) if "follow" in frame else self.select(frame)
            self.frames.append(part)
            self.drawn[code] = [o for _, _, o, _, status in picks if status != "R"]
            for h, r, o, ticket, status in picks:
                line = f"{code}\t{h}\t{r}\t{o}\t{ticket}\t{status}"
                self.result_lines.append(line + self.salt(f"R:{code}:{o}"))
        return self.same("result.tsv", self.result_lines)

    def same(self, name: str, lines: list[str]) -> str:
        compare(name, (f"{line}\n" for line in lines), self.data[name])
        return f"{len(lines)} 行，根 {merkle_root(self.h, lines)}"

    def check_tickets(self) -> str:
        return self.same("tickets.tsv", self.ticket_lines) if self.sealed_party else ""

    @cached_property
    def ticket_lines(self) -> list[str]:
        return sorted(
            f"{code}\t{o}\t{ticket}{self.salt(f'T:{code}:{o}')}"
            for code, rows in self.objects.items()
            for ticket, o in self.rank(o for o in rows if rows[o][2] == "-")
        )

    def check_assignment(self) -> str:
        return self.same("assignment.tsv", self.assignment_lines)

    @cached_property
    def assignment_lines(self) -> list[str]:
        placed = self.matching.holder.items()
        return sorted(f"{o}\t{j}\t{iid}{self.salt(f'A:{o}:{j}')}" for (o, j), iid in placed)

    @cached_property
    def matching(self) -> Matching:
        return Matching(self)

    @cached_property
    def transcript(self) -> Json:
        """Every key of transcript.json that can be recomputed."""
        match, regions = self.matching, defaultdict(set)
        for rows in self.objects.values():
            for o, row in rows.items():
                regions[o].add(row[1])
        load = [len(slots) for slots in match.held.values()] or [0]
        unknown = [row for row in self.coi if row[0] not in regions or row[1] not in match.held]
        files = [name for name in self.data if name in INPUTS or name.endswith(".tsv")]
        outputs = {"result": self.result_lines}
        outputs |= {"tickets": self.ticket_lines} if self.sealed_party else {}
        return {
            **{key: self.plan[key] for key in ("spec", "suite", "draw_id")},
            **self.entropy,
            "plan_hash": self.plan_hash,
            "seed": self.seed,
            "K_OBJ": self.k_obj,
            "K_ASG": self.k_asg,
            **{
                name: {"root": merkle_root(self.h, lines), "size": len(lines)}
                for name, lines in outputs.items()
            },
            "frames": self.frames,
            "assignment": {
                "root": merkle_root(self.h, self.assignment_lines),
                "placed": len(match.holder),
                "unplaced": named(match.unplaced),
                "shortages": match.shortages,
                "smallest_pool": match.smallest_pool,
                "load": {"min": min(load), "max": max(load), "sum": sum(load)},
            },
            "regions_differ": sorted(o for o in regions if len(regions[o]) > 1),
            "coi_unknown": sorted(f"{o} {iid}" for o, iid, _ in unknown),
            "files": {name: self.h(self.data[name]).hex() for name in sorted(files)},
        }

    def check_transcript(self) -> str:
        have = {key: self.written[key] for key in self.written if key != "digest"}
        want = {**self.transcript, **{key: have[key] for key in CLAIMS}}
        compare("transcript.json", [jcs(want).decode()], jcs(have))
        digest = self.digest("TRANSCRIPT", have)
        need(self.written["digest"] == digest, f"transcript.json 被改动过：digest 应为 {digest}")
        return f"{len(want)} 项相符"

    def check_sealed(self) -> str:
        if not self.sealed_party or "sealed.json" not in self.data:
            return ""
        secret, r = self.opened["row_secret"], self.opened["reveal"]["r"]
        commitment = self.hash(f"SSJ-DRAW/1|ROWSECRET\n{self.plan['draw_id']}\n{secret}")
        need(commitment == self.plan["disclosure"]["row_commit"], "row_secret 与计划里的承诺不符")
        missing = r == "" and self.plan["entropy"]["missing_rule"] == "-"
        need(missing or self.kept(self.sealed_party, r), "封存方的揭示值与它事先的承诺不符")
        for code, rows in self.objects.items():
            for o, row in rows.items():
                salt = self.hash(f"SSJ-DRAW/1|ROW\n{secret}\n{code}\n{o}")[:32]
                need(row[3] == salt, f"registers/{code}.tsv 里 {o} 的盐应为 {salt}，实为 {row[3]}")
        return "揭示值和各行的盐都相符"

    def logged(self) -> Iterator[tuple[Json, bytes, str]]:
        """Every log entry, its body and the head after it, once it is seen to be chained."""
        last: Json = None
        head = ""
        for number, raw in enumerate(io.BytesIO(self.data["log.jsonl"]), 1):
            item = parse_json(raw[:-1], f"log.jsonl 第 {number} 行", LOGGED)
            entry, body = item["entry"], jcs(item["body"])
            facts = {"draw_id": self.plan["draw_id"], "body_hash": self.h(body).hex()}
            follows = last and entry["seq"] == last["seq"] + 1  # else other draws lie in between
            facts |= {"prev": head} if follows else {}
            wrong = [key for key in facts if entry[key] != facts[key]]
            wrong += ["seq"] if last and entry["seq"] <= last["seq"] else []
            wrong += ["time"] if last and moment(entry["time"]) < moment(last["time"]) else []
            need(raw.endswith(b"\n") and not wrong, f"log.jsonl 第 {number} 行的 {wrong} 不对")
            head = self.hash(f"SSJ-DRAW/1|LOG\n{entry['prev']}\n{jcs(entry).decode()}")
            last = entry
            yield entry, body, head

    def check_log(self) -> str:
        """Section 11."""
        if "log.jsonl" not in self.data:
            return ""
        plan, log, mark = self.plan, list(self.logged()), {"plan_hash": self.plan_hash}
        order = (
            "(REGISTER )*(OBJECTION )*(COMMIT )*PLAN (REVEAL )*ENTROPY RESULT ASSIGN "
            "(REPLACE )*(DISCLOSE (OUTCOME )*(CLOSE )?)?"
        )
        types = "".join(f"{entry['type']} " for entry, _, _ in log)
        need(re.fullmatch(order, types), f"日志各条的次序不对：{types:.200}")
        place = next((e["seq"], e["prev"]) for e, _, _ in log if e["type"] == "PLAN")
        need(place == (plan["seq"], plan["prev_head"]), "日志里 PLAN 的位置与计划写的不同")
        expected = {
            "REGISTER": [{"frame": f["code"], "register": f["register"]} for f in plan["frames"]],
            "COMMIT": plan["entropy"]["commits"],
            "PLAN": [mark],
            "ENTROPY": [self.entropy],
            "REVEAL": [{**item, **mark} for item in self.entropy["reveals"] if item["r"] != "-"],
            "RESULT": [self.transcript["result"]],
            "ASSIGN": [{key: self.transcript["assignment"][key] for key in ("root", "placed")}],
        }
        secret = self.reveals.get(self.sealed_party, "-").encode()  # the log may say "sealed"
        for kind, values in expected.items():
            want = {jcs(value).replace(secret, b"sealed") for value in values}
            bodies = [body for entry, body, _ in log if entry["type"] == kind]
            have = {body.replace(secret, b"sealed") for body in bodies}
            same = have <= want if kind == "REGISTER" else have == want
            need(same, f"日志里的 {kind} 与文件不符")
        known = self.written["log_head"] in {head for *_, head in log}
        need(known, "抽签记录里的 log_head 不在日志里")
        return f"{len(log)} 条，链头 {log[-1][2]}"


def recompute(folder: Path) -> Draw:
    """The draw of a folder, for programs; what is missing there leaves later parts out."""
    draw = Draw(folder)
    list(draw.run())
    return draw


def published(folder: Path) -> tuple[Json, Draw]:
    """What a public folder publishes; "trees" maps each tree to its root and size."""
    draw, sealed = Draw(folder), (folder / "public.json").exists()
    draw.read(*(["public.json"] if sealed else ["plan.json", "transcript.json"]))
    need(not draw.problems, "；".join(draw.problems))
    if sealed:
        facts = parse_json(draw.data["public.json"], "public.json", PUBLIC)
        trees = {f"register/{frame['code']}": frame for frame in facts["frames"]}
        draw.h = hash_of(facts["suite"])
    else:
        facts, plan = draw.written, draw.plan
        whole = facts["digest"] == draw.digest("TRANSCRIPT", facts)
        own = facts["plan_hash"] == draw.plan_hash
        need(whole and own, "transcript.json 被改动过，或不属于这份计划")
        trees = {f"register/{frame['code']}": frame["register"] for frame in plan["frames"]}
        if not draw.sealed_party:  # then the ticket can be computed from the reveals
            draw.data["entropy.json"] = jcs({key: facts[key] for key in ENTROPY})
            draw.check_entropy()
        facts["slots"] = plan["assignment"]["slots"]
        facts["assignment"]["size"] = facts["assignment"]["placed"]
    outputs = {tree: facts[tree] for tree in ("result", "tickets", "assignment") if tree in facts}
    return {**facts, "trees": {**trees, **outputs}}, draw


def proven(proof: Json, facts: Json, h: Hash) -> dict[str, list[list[str]]]:
    """The proof's rows by kind, each led by its register's frame, after checking their paths."""
    rows = defaultdict(list)
    for item in proof["lines"]:
        tree, line, index, size = (item[key] for key in ("tree", "line", "index", "size"))
        kind, _, frame = tree.partition("/")
        need(tree in facts["trees"], f"公开材料里没有 {tree}")
        have = (size, index < size and path_root(h, line, index, size, item["path"]))
        want = (facts["trees"][tree]["size"], facts["trees"][tree]["root"])
        need(have == want, f"这一行不在公布的 {tree} 里：{line}")
        need(re.fullmatch(f"{LINES[kind]}({SALT})?", line), f"{tree} 的这一行写法不对：{line}")
        cells = line.split("\t")
        if item["role"] == "threshold":
            need(kind == "result" and cells[5][0] == "D", f"这一行不能作中签线：{line}")
            kind = "threshold"
        else:
            o = cells[{"tickets": 1, "result": 3}.get(kind, 0)]
            need(o == proof["id"], f"混进了别的对象的行：{line}")
        rows[kind].append([frame, *cells])
    return rows


def explain_proof(data: bytes, folder: Path) -> Iterator[str]:
    """Check one object's proof (page "The bundle") and say what it shows."""
    proof, (facts, draw) = parse_json(data, "proof.json", PROOF, canonical=False), published(folder)
    need(all(proof[key] == facts[key] for key in HEADER), "凭证与公开材料不是同一次抽签")
    o, rows = proof["id"], proven(proof, facts, draw.h)
    edges = {(row[1], row[2]): (row[5], row[4]) for row in rows["threshold"]}
    tickets = {row[1]: row[3] for row in rows["tickets"]}
    results = {row[1]: row for row in rows["result"]}
    need(results.keys() <= {row[0] for row in rows["register"]}, "有抽取结果，却没有登记行")
    yield f"对象 {o}，抽签 {proof['draw_id']}"
    for code, _, h, _, excl, *_ in rows["register"]:
        rank, _, drawn_ticket, status = results.get(code, [""] * 7)[3:7]
        if excl != "-":
            need(not status, f"名单 {code}：已经排除，却有抽取结果")
            yield f"名单 {code}：在册，因 {excl} 排除，不参加抽取"
            continue
        ticket = draw.hash(f"{draw.k_obj}:{o}") if draw.k_obj else tickets.get(code)
        need(ticket and drawn_ticket in ("", ticket), f"名单 {code}：缺签号行，或签号前后不一")
        edge = edges.get((code, h), ("", ""))
        agrees = status == "F" or ((ticket, o) <= edge) == (status[:1] == "D")
        need(agrees and (edge[0] or status != "R"), f"名单 {code}：抽中与否同中签线不符")
        yield f"名单 {code}，层 {h}：签号 {ticket}，中签线 {edge[0] or '没有'}"
        said = {"": "没有抽中", "R": f"备选第 {rank} 名", "F": "在主名单抽中，随之检查"}
        yield f"  结论：{said.get(status) or f'抽中，第 {rank} 名，第 {status[1:]} 批'}"
        if not edge[0] and status != "F":
            yield "  （没有中签线：这是配合名单，或者本层一户也没有抽）"
    for _, _, j, iid, *_ in rows["assignment"]:
        slot = dict(enumerate(facts["slots"])).get(int(j), {"frame": ""})
        need(results.get(slot["frame"], ["R"] * 7)[6] != "R", f"席位 {j} 不在抽中它的名单里")
        yield f"检查人员：席位 {j}（名单 {slot['frame']}，部门 {slot['unit']}）{iid}"


def say(text: str) -> None:
    """Print, with control characters made visible: file contents are not to play with terminals."""
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    sys.stdout.write("".join(shown) + "\n")


def main(arguments: list[str]) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if arguments in (["--help"], ["-h"]):
        sys.stdout.write(f"{USAGE}\n")
        return 0
    *options, folder = arguments or [""]
    proving = options[:-1] == ["--proof"] and isfile(options[-1])
    if not isdir(folder) or not (proving or not options):
        sys.stdout.write(f"参数不能用：{arguments!a:.200}\n{USAGE}\n")
        return 2
    if proving:
        return tell_proof(Path(options[-1]), Path(folder))
    failed = []
    for name, outcome, text in Draw(Path(folder)).run():
        failed += [name] if outcome in ("不符", "未核对") else []
        say(f"[{outcome}] {name}：{text}")
    say(f"结论：没有全部通过（{'、'.join(failed)}）。" if failed else "结论：全部通过。")
    return 1 if failed else 0


def tell_proof(file: Path, folder: Path) -> int:
    try:
        with file.open("rb") as stream:
            for line in explain_proof(stream.read(JSON_LIMIT + 1), folder):
                say(line)
    except (ValueError, OSError, MemoryError, RecursionError) as bad:
        say(f"结论：凭证不成立。{bad}")
        return 1
    say("结论：凭证与公布的材料相符。")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(2)
