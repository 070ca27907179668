"""What an open draw's published files say about one code: read from them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingcha.core.draw.canonical import Json, parse_json
from mingcha.core.draw.keys import ticket
from mingcha.core.draw.outputs import RESULT_FILE
from mingcha.core.draw.plan import PLAN_FILE, register_path
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.selection import RESERVE
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.identifiers.text import fold
from mingcha.publication.models import Publication
from mingcha.publication.selectors.snapshots import files_of
from mingcha.tasks.selectors.register_lines import RegisterLines

_ON_STRIP = 150  # tickets drawn on the strip; of more only the threshold and the own one


@dataclass(frozen=True, slots=True)
class Standing:
    """What one frame did with the object. ``group`` counts strata from 1; no class is told."""

    frame: str
    department: str
    outcome: str  # drawn | reserve | not_drawn | excluded | followed | not_followed
    group: int = 0
    eligible: int = 0
    k: int = 0
    rank: int = 0
    threshold: str = ""
    drawn: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """An object's ticket, what to type to compute it elsewhere, and its standing by frame."""

    id: str
    ticket: str
    to_type: str
    tool: str
    standings: list[Standing]


def look_up(published: Publication, typed: str) -> Found:
    """Look a code up in the files of an open draw. The registers are searched by halving."""
    object_id = object_id_of(typed)
    files = files_of(published, [PLAN_FILE, TRANSCRIPT_FILE, RESULT_FILE])
    plan = parse_json(files[PLAN_FILE], PLAN_FILE)
    transcript = parse_json(files[TRANSCRIPT_FILE], TRANSCRIPT_FILE)
    suite = SUITES[plan["suite"]]
    key = transcript["K_OBJ"]
    result = [line.split("\t") for line in files[RESULT_FILE].decode("ascii").splitlines()]
    return Found(
        id=object_id,
        ticket=ticket(suite, key, object_id),
        to_type=f"{key}:{object_id}",
        tool={"S1": "SHA-256", "S2": "SM3"}[plan["suite"]],
        standings=list(_standings(published, plan, transcript, result, object_id)),
    )


def object_id_of(typed: str) -> str:
    """Return the id of what somebody typed: a code as printed, or a project's own number."""
    plain, _ = fold(typed)
    return plain if re.fullmatch(r"[0-9A-Z]{1,22}", plain) else object_key(typed.strip() or "-")


def _standings(
    published: Publication, plan: Json, transcript: Json, result: list[list[str]], object_id: str
) -> Iterator[Standing]:
    names = {frame["code"]: frame["department"] for frame in published.content["frames"]}
    facts = {frame["code"]: frame for frame in transcript["frames"]}
    for frame in plan["frames"]:
        code = frame["code"]
        row = _register_row(published, code, object_id)
        if row is None:
            continue
        own = next((line for line in result if line[0] == code and line[3] == object_id), None)
        if row[3] != ELIGIBLE:
            yield Standing(code, names[code], "excluded")
        elif "follow" in frame:
            yield Standing(code, names[code], "followed" if own else "not_followed")
        else:
            yield _drawn_from(names[code], frame, facts[code], row[1], own, result)


def _drawn_from(
    department: str,
    frame: Json,
    facts: Json,
    stratum: str,
    own: list[str] | None,
    result: list[list[str]],
) -> Standing:
    code = frame["code"]
    lines = [line for line in result if line[0] == code and line[1] == stratum]
    numbers = next(entry for entry in facts["strata"] if entry["code"] == stratum)
    drawn = [line[4] for line in lines if line[5] != RESERVE]
    reserve = [line[4] for line in lines if line[5] == RESERVE]
    outcome = "not_drawn" if own is None else "reserve" if own[5] == RESERVE else "drawn"
    fits = len(drawn) <= _ON_STRIP
    return Standing(
        frame=code,
        department=department,
        outcome=outcome,
        group=[entry["code"] for entry in frame["strata"]].index(stratum) + 1,
        eligible=_eligible(frame, numbers),
        k=numbers["k"],
        rank=int(own[2]) if own else 0,
        threshold=numbers["theta"] or "",
        drawn=drawn if fits else [],
        others=reserve if fits else [],
    )


def _eligible(frame: Json, numbers: Mapping[str, int]) -> int:
    """``N`` counts the base of the ratio, which may hold excluded objects too."""
    excluded = numbers["excluded"] if frame["base"] == "frame" else 0
    return numbers["N"] - excluded


def _register_row(published: Publication, frame: str, object_id: str) -> list[str] | None:
    file = published.files.filter(path=register_path(frame)).first()
    if file is None:
        return None
    register = RegisterLines(file)
    row = register.line_at(register.place_of(object_id)).split("\t")
    return row if row[0] == object_id else None
