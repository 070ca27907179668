"""A plain transcription of protocol section 8, and cases to hold the real thing against it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.assignment.slots import Match, SlotRule

DAY = "2026-12-31"
HASHES = {"S1": hashlib.sha256, "S2": partial(hashlib.new, "sm3")}
ANYBODY = SlotRule("*", (), Match.ANY)

Key = tuple[str, int]


class CoarseHash:
    """A hash of two bits, so that ties and repeated draws come up all the time."""

    def __init__(self, data: bytes) -> None:
        self._first = hashlib.sha256(data).digest()[0] & 0b11000000

    def digest(self) -> bytes:
        return bytes([self._first, 0, 0, 0, 0, 0, 0, 0])


class ScriptedHash:
    """A hash that knows only the texts of its script (without the key) and the lots they get."""

    def __init__(self, script: dict[str, int]) -> None:
        self._script = script

    def __call__(self, data: bytes) -> ScriptedHash:
        self._lot = self._script[data.decode("ascii").partition(":")[2]]
        return self

    def digest(self) -> bytes:
        return self._lot.to_bytes(8, "big") + bytes(24)


def picking(position: int, size: int) -> int:
    """The smallest lot that picks this position of a pool of this size."""
    return -(-(position << 64) // size)


class Dice:
    """Reproducible choices."""

    def __init__(self, seed: object) -> None:
        self._seed = seed
        self._count = 0

    def below(self, bound: int) -> int:
        self._count += 1
        digest = hashlib.sha256(f"{self._seed}/{self._count}".encode()).digest()
        return int.from_bytes(digest, "big") % bound

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one_of(self, things: Any) -> Any:
        return things[self.below(len(things))]

    def some_of(self, things: Any, percent: int) -> list[Any]:
        return [thing for thing in things if self.below(100) < percent]


def make_inspector(iid: str, **differences: Any) -> Inspector:
    usual = {
        "region": "130184001",
        "cert_valid_to": DAY,
        "expertise": (),
        "capacity": 1,
        "unit": "scjg",
        "person": hashlib.sha256(iid.encode()).hexdigest()[:32],
    }
    return Inspector(iid=iid, **(usual | differences))


def make_case(**differences: Any) -> Case:
    usual: dict[str, Any] = {
        "new_hash": hashlib.sha256,
        "key_of_round": lambda number: f"{number:032x}",
        "inspectors": [],
        "conflicts": {},
        "rules": [ANYBODY],
        "fallback": [],
        "objects": [],
        "choices": 2,
        "tmax": 64,
        "valid_on": DAY,
    }
    return Case(**(usual | differences))


def random_case(seed: int, new_hash: Any = hashlib.sha256) -> Case:
    """A tight case: several slots an object, little capacity, conflicts, perhaps fallbacks."""
    dice = Dice(seed)
    regions = ["130184001", "130184002", "130185001"]
    homes = ["13", "1301", *regions]
    units, fields = ["scjg", "xfjy"], ["boiler", "food"]

    def rule() -> SlotRule:
        return SlotRule(
            dice.one_of([*units, "*", "*", "*"]),
            tuple(dice.some_of(fields, 20)),
            dice.one_of([Match.ANY, Match.ANY, Match.WITHIN, Match.WITHIN, Match.SAME]),
        )

    inspectors = [
        make_inspector(
            f"P{number}",
            region=dice.one_of(homes),
            cert_valid_to=dice.one_of([DAY, DAY, DAY, DAY, "2027-06-30", "2026-12-30"]),
            expertise=tuple(dice.some_of(fields, 70)),
            capacity=dice.between(0, 5),
            unit=dice.one_of(units),
        )
        for number in range(dice.between(4, 12))
    ]
    rules = [rule() for _ in range(dice.between(2, 4))]
    objects, conflicts = [], {}
    for number in range(dice.between(2, 8)):
        object_id, region = f"9{number}", dice.one_of(regions)
        objects.append((object_id, [(j, region) for j in dice.some_of(range(len(rules)), 80)]))
        conflicts[object_id] = frozenset(
            dice.some_of([inspector.iid for inspector in inspectors], 20)
        )
    return make_case(
        new_hash=new_hash,
        key_of_round=lambda number: hashlib.sha256(f"{seed} {number}".encode()).hexdigest()[:32],
        inspectors=inspectors,
        conflicts=conflicts,
        rules=rules,
        fallback=[
            [dice.one_of([None, rule(), rule()]) for _ in rules] for _ in range(dice.below(3))
        ],
        objects=objects,
        choices=dice.between(1, 4),
        tmax=dice.one_of([1, 2, 5, 64]),
    )


def vector_case(folder: Path) -> Case:
    """The case of a protocol vector, from its drawn objects on."""
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    seed = json.loads((folder / "summary.json").read_text("utf-8"))["seed"]
    new_hash = HASHES[plan["suite"]]

    def rows(path: str) -> list[list[str]]:
        return [line.split("\t") for line in (folder / path).read_text("ascii").splitlines()]

    def rule(wish: dict[str, Any] | None) -> SlotRule | None:
        return wish and SlotRule(wish["unit"], tuple(wish["expertise"]), Match(wish["match"]))

    def key_of_round(number: int) -> str:
        label = "ASG" if number == 1 else f"ASG{number}"
        return new_hash(f"SSJ-DRAW/1|KEY\n{seed}\n{label}".encode()).hexdigest()[:32]

    slots = plan["assignment"]["slots"]
    regions = {
        (frame["code"], row[0]): row[2]
        for frame in plan["frames"]
        for row in rows(f"registers/{frame['code']}.tsv")
    }
    conflicts, objects = defaultdict(set), defaultdict(list)
    for object_id, iid, _ in rows("coi.tsv"):
        conflicts[object_id].add(iid)
    for frame, _, _, object_id, _, status, *_ in rows("result.tsv"):
        if status != "R":
            objects[object_id] += [
                (j, regions[frame, object_id])
                for j, slot in enumerate(slots)
                if slot["frame"] == frame
            ]
    return make_case(
        new_hash=new_hash,
        key_of_round=key_of_round,
        inspectors=[
            Inspector(iid, region, day, tuple(fields.split(",")), int(capacity), unit, person)
            for iid, region, day, fields, capacity, unit, person in rows("inspectors.tsv")
        ],
        conflicts={object_id: frozenset(iids) for object_id, iids in conflicts.items()},
        rules=[rule(slot) for slot in slots],
        fallback=[
            [rule(wish) for wish in wishes] for wishes in plan["assignment"].get("fallback", [])
        ],
        objects=objects.items(),
        choices=plan["assignment"]["choices"],
        tmax=plan["assignment"]["tmax"],
        valid_on=plan["assignment"]["valid_on"],
    )


class Literal:
    """Section 8 step by step, without any thought for speed."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.people = {inspector.iid: inspector for inspector in case.inspectors}
        self.regions = {(o, j): region for o, places in case.objects for j, region in places}
        self.pools: dict[Key, list[str]] = {}
        self.holder: dict[Key, str] = {}
        self.tried: list[list[Key]] = []
        self.shortages: list[tuple[int, list[str], list[str], int, int]] = []

    def run(self) -> Literal:
        for number, rules in enumerate([self.case.rules, *self.case.fallback], start=1):
            slots = [s for s in sorted(self.regions) if rules[s[1]] and s not in self.holder]
            self.tried.append(slots)
            for s in slots:
                self.pools[s] = self.pool(s, rules[s[1]])
            self.key = self.case.key_of_round(number)
            self.fill(sorted(slots, key=lambda s: (self.hash("S", s), s)))
            self.report(number, [s for s in slots if s not in self.holder])
        return self

    def pool(self, slot: Key, rule: SlotRule) -> list[str]:
        o, region = slot[0], self.regions[slot]
        return [
            iid
            for iid, person in sorted(self.people.items())
            if rule.unit in ("*", person.unit)
            and person.cert_valid_to >= self.case.valid_on
            and all(field in person.expertise for field in rule.expertise)
            and (rule.match != "same" or person.region == region)
            and (rule.match != "within" or region.startswith(person.region))
            and iid not in self.case.conflicts.get(o, ())
        ]

    def hash(self, step: str, slot: Key, *more: object) -> bytes:
        text = ":".join(str(part) for part in (self.key, step, *slot, *more))
        return self.case.new_hash(text.encode()).digest()

    def held(self, c: str) -> list[Key]:
        return sorted(s for s, holder in self.holder.items() if holder == c)

    def has_spare(self, c: str) -> bool:
        return len(self.held(c)) < self.people[c].capacity

    def on_object(self, c: str, slot: Key) -> Key | None:
        return next((s for s in self.held(c) if s[0] == slot[0]), None)

    def fill(self, slots: list[Key]) -> None:
        closed: set[str] = set()
        for slot in slots:
            c = self.choose(slot)
            path, seen = ([(slot, c)], set()) if c else self.search(slot, closed)
            for s, taker in path:
                self.holder.pop(s, None)
                self.holder[s] = taker
            if not path:
                closed |= seen

    def choose(self, slot: Key) -> str | None:
        pool, candidates = self.pools[slot], []
        for t in range(self.case.tmax if pool else 0):
            c = pool[int.from_bytes(self.hash("P", slot, t)[:8], "big") * len(pool) >> 64]
            if self.has_spare(c) and not self.on_object(c, slot) and c not in candidates:
                candidates.append(c)
            if len(candidates) == self.case.choices:
                break
        least = min((len(self.held(c)) for c in candidates), default=0)
        for c in candidates:
            if len(self.held(c)) == least:
                return c
        free = [c for c in pool if self.has_spare(c) and not self.on_object(c, slot)]
        return min(free, key=lambda c: (self.hash("Q", slot, c), c), default=None)

    def search(self, start: Key, closed: set[str]) -> tuple[list[tuple[Key, str]], set[str]]:
        came: dict[Key, tuple[Key, str] | None] = {start: None}
        queue, seen = [start], set()
        for s in queue:
            for c in sorted(self.pools[s], key=lambda c: (self.hash("A", s, c), c)):
                if self.holder.get(s) == c or c in seen or c in closed:
                    continue
                other = self.on_object(c, s)
                if other is None:
                    seen.add(c)
                    if self.has_spare(c):
                        path, step = [], (s, c)
                        while step:
                            path.append(step)
                            step = came[step[0]]
                        return path, seen
                for h in [other] if other else self.held(c):
                    if h not in came:
                        came[h] = (s, c)
                        queue.append(h)
        return [], seen

    def report(self, number: int, unplaced: list[Key]) -> None:
        reached, seen = self.reach(unplaced)
        found = []
        while reached:
            part = [reached.pop()]
            for s in part:
                for r in list(reached):
                    if r[0] == s[0] or seen & set(self.pools[s]) & set(self.pools[r]):
                        reached.remove(r)
                        part.append(r)
            objects = Counter(c for c, _ in {(c, s[0]) for s in part for c in self.pools[s]})
            capacity = sum(min(self.people[c].capacity, objects[c]) for c in objects)
            names = sorted(f"{o}:{j}" for o, j in part)
            found.append((number, names, sorted(objects), capacity, len(part) - capacity))
        self.shortages += sorted(found, key=lambda shortage: shortage[1][0])

    def reach(self, unplaced: list[Key]) -> tuple[list[Key], set[str]]:
        reached, seen = list(unplaced), set()
        for s in reached:
            for c in self.pools[s]:
                if self.holder.get(s) == c or c in seen:
                    continue
                other = self.on_object(c, s)
                if other is None:
                    seen.add(c)
                reached += [h for h in ([other] if other else self.held(c)) if h not in reached]
        return reached, seen


@pytest.fixture(scope="session")
def literal() -> type[Literal]:
    return Literal


@pytest.fixture(scope="session")
def inspector() -> Any:
    return make_inspector


@pytest.fixture(scope="session")
def case() -> Any:
    return make_case


@pytest.fixture(scope="session")
def tight_case() -> Any:
    return random_case


@pytest.fixture(scope="session")
def case_of() -> Any:
    return vector_case


@pytest.fixture(scope="session")
def coarse_hash() -> Any:
    return CoarseHash


@pytest.fixture(scope="session")
def scripted() -> Any:
    return ScriptedHash


@pytest.fixture(scope="session")
def picks() -> Any:
    return picking
