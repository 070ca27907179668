"""Who is drawn, and what can be said about it whatever the registers and the seed are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from mingcha.core.draw.allocation import StratumSize
from mingcha.core.draw.keys import key
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.plan import Base, DrawingFrame, FollowingFrame, Frame, Stratum
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.selection import (
    DrawingOutcome,
    DrawnRow,
    FollowingOutcome,
    StratumOutcome,
    check_nobody_singled_out,
    check_strata_known,
    select,
)
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import FileDigest
from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from conftest import Bundle

NOTHING = FileDigest("", 0, "")
KEY = "k"


def drawing(
    *strata: Stratum,
    code: str = "MAIN",
    base: Base = Base.ELIGIBLE,
    reserve_bp: int = 0,
    batches: int = 1,
) -> DrawingFrame:
    return DrawingFrame(code, NOTHING, base, reserve_bp, batches, strata)


def rows(ids: Iterable[str], stratum: str = "A", excl: str = "-") -> list[RegisterRow]:
    return [RegisterRow(object_id, stratum, "130184", excl) for object_id in ids]


def ticket(object_id: str, object_key: str = KEY) -> str:
    return sha256(f"{object_key}:{object_id}".encode()).hexdigest()


def by_ticket(ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda object_id: (ticket(object_id), object_id))


def outcomes(
    frames: Iterable[Frame], registers: Mapping[str, list[RegisterRow]], object_key: str = KEY
) -> list[Any]:
    return select(frames, MemoryRegisters(sha256, registers), object_key)


def lines_of(frames: Iterable[Frame], registers: Mapping[str, list[RegisterRow]]) -> list[str]:
    return [row.line for outcome in outcomes(frames, registers) for row in outcome.rows]


IDS = [f"91130184MA{n:08}" for n in range(12)]


def test_a_stratum_is_ranked_by_ticket_into_drawn_and_reserve() -> None:
    frame = drawing(Stratum("A", count=3), reserve_bp=5000)
    [outcome] = outcomes([frame], {"MAIN": rows(IDS) + rows(["0"], excl="closed")})
    ranked = by_ticket(IDS)
    assert outcome == DrawingOutcome(
        "MAIN",
        (
            StratumOutcome(
                code="A",
                base=12,
                excluded=1,
                eligible=12,
                k=3,
                reserve=2,
                theta=ticket(ranked[2]),
                theta_id=ranked[2],
            ),
        ),
        tuple(
            DrawnRow("MAIN", "A", rank, object_id, "130184", ticket(object_id), status)
            for rank, (object_id, status) in enumerate(
                zip(ranked, ["D1", "D1", "D1", "R", "R"], strict=False), start=1
            )
        ),
    )


def test_a_line_of_the_result() -> None:
    row = DrawnRow("MAIN", "A", 10, "9113", "130184", "ff" * 32, "D2")
    assert row.line == f"MAIN\tA\t10\t9113\t{'ff' * 32}\tD2"


def test_who_is_in_reserve_is_not_inspected() -> None:
    statuses = ["D1", "D12", "R", "F"]
    drawn = [DrawnRow("MAIN", "A", 1, "9113", "130184", "", status) for status in statuses]
    assert [row.is_inspected for row in drawn] == [True, True, False, True]


def test_frames_and_strata_come_in_plan_order() -> None:
    frames = [
        drawing(Stratum("B", count=1), Stratum("A", count=1), code="TAX"),
        drawing(Stratum("A", count=1), code="MAIN"),
    ]
    mixed = rows(IDS[:6], "A") + rows(IDS[6:], "B")
    found = lines_of(frames, {"MAIN": rows(IDS), "TAX": mixed})
    assert [line.split("\t")[:2] for line in found] == [["TAX", "B"], ["TAX", "A"], ["MAIN", "A"]]


def test_of_an_empty_stratum_nobody_is_drawn_and_there_is_no_threshold() -> None:
    frame = drawing(Stratum("A", count=3), Stratum("B", bp=0), reserve_bp=10_000)
    [outcome] = outcomes([frame], {"MAIN": rows(IDS, "B")})
    assert outcome.rows == ()
    assert [(s.k, s.reserve, s.theta, s.theta_id) for s in outcome.strata] == [(0, 0, "", "")] * 2
    assert [(s.base, s.excluded, s.eligible) for s in outcome.strata] == [(0, 0, 0), (12, 0, 12)]


def test_the_base_of_a_ratio_is_reported() -> None:
    frame = drawing(Stratum("A", bp=5000), base=Base.FRAME)
    [outcome] = outcomes([frame], {"MAIN": rows(IDS[:6]) + rows(IDS[6:], excl="closed")})
    [stratum] = outcome.strata
    assert (stratum.base, stratum.eligible, stratum.excluded, stratum.k) == (12, 6, 6, 6)


@pytest.mark.parametrize(
    ("k", "batches", "statuses"),
    [
        (4, 1, "1111"),
        (4, 2, "1122"),
        (5, 2, "11122"),
        (7, 3, "1112233"),
        (3, 3, "123"),
        (2, 4, "13"),
        (3, 7, "135"),
        (1, 9, "1"),
    ],
)
def test_batches_part_the_drawn_ranks(k: int, batches: int, statuses: str) -> None:
    frame = drawing(Stratum("A", count=k), batches=batches, reserve_bp=10_000)
    [outcome] = outcomes([frame], {"MAIN": rows(IDS)})
    drawn, reserve = outcome.rows[:k], outcome.rows[k:]
    assert [row.status for row in drawn] == [f"D{b}" for b in statuses]
    assert {row.status for row in reserve} <= {"R"}


def test_a_following_frame_takes_what_was_drawn_and_says_whom_it_lacks() -> None:
    main = drawing(Stratum("A", count=6), reserve_bp=10_000)
    fire = FollowingFrame("FIRE", NOTHING, "MAIN")
    ranked = by_ticket(IDS)
    missing, excluded, *joining = ranked[:6]
    following = [
        *rows(joining[:2], "Y"),
        *rows(joining[2:], "X"),
        *rows([excluded], "X", excl="closed"),
        *rows([ranked[6], "OTHER"], "X"),  # in reserve, and never drawn
    ]
    first, second = outcomes([main, fire], {"MAIN": rows(IDS), "FIRE": following})
    assert [row.status for row in first.rows] == ["D1"] * 6 + ["R"] * 6
    assert second == FollowingOutcome(
        "FIRE",
        "MAIN",
        tuple(
            DrawnRow("FIRE", stratum, rank, object_id, "130184", ticket(object_id), "F")
            for rank, (object_id, stratum) in enumerate(zip(joining, "YYXX", strict=True), start=1)
        ),
        missing=(missing,),
        excluded=(excluded,),
    )


def test_missing_and_excluded_ids_are_sorted() -> None:
    main = drawing(Stratum("A", count=12))
    fire = FollowingFrame("FIRE", NOTHING, "MAIN")
    shuffled = list(reversed(IDS[6:]))
    _, second = outcomes([main, fire], {"MAIN": rows(IDS), "FIRE": rows(shuffled, excl="closed")})
    assert (second.missing, second.excluded) == (tuple(IDS[:6]), tuple(IDS[6:]))


def test_the_region_of_a_following_row_is_its_own() -> None:
    main = drawing(Stratum("A", count=2))
    fire = FollowingFrame("FIRE", NOTHING, "MAIN")
    elsewhere = [RegisterRow(IDS[0], "X", "140581", "-")]
    first, second = outcomes([main, fire], {"MAIN": rows(IDS[:2]), "FIRE": elsewhere})
    assert [row.region for row in first.rows] == ["130184", "130184"]
    assert [row.region for row in second.rows] == ["140581"]


def test_rows_in_no_stratum_of_the_plan_are_refused() -> None:
    sizes = {code: StratumSize(1, 0) for code in "GFEDCBA"}
    with pytest.raises(Refusal) as refusal:
        check_strata_known(drawing(Stratum("A")), sizes)
    expected = "抽样框 MAIN 的名录中有计划里没有的层：B、C、D、E、F"
    assert refusal.value.message == expected
    check_strata_known(drawing(*map(Stratum, "ABCDEFGH")), sizes)
    with pytest.raises(Refusal, match="没有的层：B"):
        lines_of([drawing(Stratum("A", bp=0))], {"MAIN": rows(IDS, "B")})


def test_the_only_object_of_a_stratum_is_not_drawn_at_random() -> None:
    alone = drawing(Stratum("A", bp=1))
    with pytest.raises(Refusal) as refusal:
        check_nobody_singled_out(alone, {"A": StratumSize(3, 1)})
    assert refusal.value.message == (
        "抽样框 MAIN 的层 A 只有一户可抽，必然抽中，不是随机抽取："
        "请并入其他层，或依法注明全数检查（census）"
    )
    with pytest.raises(Refusal, match="只有一户可抽"):
        lines_of([alone], {"MAIN": rows(["1"])})


@pytest.mark.parametrize(
    ("stratum", "size"),
    [
        (Stratum("A", bp=1, census=True), StratumSize(1, 1)),
        (Stratum("A", bp=0), StratumSize(1, 1)),
        (Stratum("A", count=0), StratumSize(1, 1)),
        (Stratum("A", bp=10_000), StratumSize(2, 2)),
        (Stratum("A", count=1), StratumSize(2, 2)),
        (Stratum("A", bp=10_000), StratumSize(1, 0)),
        (Stratum("B", count=1), StratumSize(1, 1)),
    ],
)
def test_nobody_is_singled_out_by_census_or_where_others_could_be_drawn(
    stratum: Stratum, size: StratumSize
) -> None:
    check_nobody_singled_out(drawing(stratum), {"A": size})


def test_a_stratum_of_one_is_found_behind_others() -> None:
    frame = drawing(Stratum("A", bp=1), Stratum("B", bp=1, census=True), Stratum("C", count=1))
    sizes = {"A": StratumSize(2, 2), "B": StratumSize(1, 1), "C": StratumSize(1, 1)}
    with pytest.raises(Refusal, match="层 C 只有一户"):
        check_nobody_singled_out(frame, sizes)


def test_the_thresholds_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    draw = vector_bundle.conduct()
    found = {
        f"{outcome.code}/{stratum.code}": {
            "N": stratum.base,
            "k": stratum.k,
            "reserve": stratum.reserve,
            "theta": stratum.theta,
        }
        for outcome in draw.frames
        if isinstance(outcome, DrawingOutcome)
        for stratum in outcome.strata
    }
    assert found == summary["thresholds"]
    drawn = {o.code: sum(row.is_inspected for row in o.rows) for o in draw.frames}
    assert drawn == summary["drawn"]


# What holds for any registers and any key

ID = st.text("0123456789ABCXYZ", min_size=1, max_size=22)
EXCL = st.sampled_from(["-", "-", "-", "closed"])
ROWS = st.dictionaries(ID, st.tuples(st.sampled_from("AB"), EXCL), min_size=4, max_size=30).map(
    lambda found: [RegisterRow(i, s, "130184", excl) for i, (s, excl) in found.items()]
)
KEYS = st.integers(0, 2**32).map(lambda n: sha256(b"%d" % n).hexdigest()[:32])
RATIO = st.integers(0, 10_000)


def census(bp: int, code: str) -> Stratum:
    return Stratum(code, bp=bp, census=True)


@given(ROWS, ROWS, KEYS, RATIO, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    main: list[RegisterRow], fire: list[RegisterRow], object_key: str, bp: int, chance: Any
) -> None:
    frames = [
        drawing(census(bp, "B"), census(bp, "A"), reserve_bp=3000, batches=3),
        FollowingFrame("FIRE", NOTHING, "MAIN"),
    ]
    shuffled = {"MAIN": main.copy(), "FIRE": fire.copy()}
    for of_frame in shuffled.values():
        chance.shuffle(of_frame)
    expected = outcomes(frames, {"MAIN": main, "FIRE": fire}, object_key)
    assert outcomes(frames, shuffled, object_key) == expected


@given(ROWS, KEYS, RATIO, st.data())
def test_removing_an_object_moves_no_other_ticket_and_no_other_order(
    main: list[RegisterRow], object_key: str, bp: int, data: st.DataObject
) -> None:
    frame = drawing(census(bp, "A"), census(bp, "B"), reserve_bp=10_000)
    gone = data.draw(st.sampled_from(main))
    [before] = outcomes([frame], {"MAIN": main}, object_key)
    [after] = outcomes([frame], {"MAIN": [row for row in main if row != gone]}, object_key)
    tickets = {row.id: row.ticket for row in before.rows}
    assert all(tickets.get(row.id, row.ticket) == row.ticket for row in after.rows)
    for stratum in "AB":
        order = [row.id for row in before.rows if row.stratum == stratum and row.id != gone.id]
        order_after = [row.id for row in after.rows if row.stratum == stratum]
        common = min(len(order), len(order_after))
        assert order[:common] == order_after[:common]


@given(ROWS, KEYS, RATIO, RATIO)
def test_a_larger_sample_contains_the_smaller(
    main: list[RegisterRow], object_key: str, bp: int, other_bp: int
) -> None:
    small, large = sorted((bp, other_bp))
    frames = [
        drawing(census(small, "A"), census(small, "B"), code="SMALL"),
        drawing(census(large, "A"), census(large, "B"), code="LARGE"),
    ]
    first, second = outcomes(frames, {"SMALL": main, "LARGE": main}, object_key)
    assert {row.id for row in first.rows} <= {row.id for row in second.rows}


@given(ROWS, KEYS, RATIO)
def test_an_object_is_drawn_exactly_if_it_is_eligible_and_not_above_the_threshold(
    main: list[RegisterRow], object_key: str, bp: int
) -> None:
    frame = drawing(census(bp, "A"), census(bp, "B"), reserve_bp=5000)
    [outcome] = outcomes([frame], {"MAIN": main}, object_key)
    drawn = {row.id for row in outcome.rows if row.is_inspected}
    thresholds = {s.code: (s.theta, s.theta_id) for s in outcome.strata}
    for row in main:
        below = (ticket(row.id, object_key), row.id) <= thresholds[row.stratum]
        assert (row.id in drawn) == (row.excl == "-" and below)


@pytest.mark.slow
def test_every_set_of_objects_of_a_small_stratum_has_the_same_chance() -> None:
    frame = drawing(Stratum("A", count=3))
    ids = IDS[:8]
    registers = MemoryRegisters(sha256, {"MAIN": rows(ids)})
    drawn: Counter[tuple[str, ...]] = Counter()
    for n in range(20_000):
        seed = sha256(b"seed %d" % n).hexdigest()
        [outcome] = select([frame], registers, key(SUITES["S1"], seed, "OBJ"))
        drawn[tuple(sorted(row.id for row in outcome.rows))] += 1
    sets = list(combinations(ids, 3))
    assert chisquare([drawn[each] for each in sets]).pvalue > 0.01
    by_object = [sum(drawn[each] for each in sets if one in each) for one in ids]
    assert all(abs(count - 7500) < 4 * 69 for count in by_object)  # 69 is one standard deviation
