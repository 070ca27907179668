"""The attacks of protocol section 14 that concern files: each must fail, and be named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw import log
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.entropy import check_entropy, parse_entropy
from mingcha.core.draw.late_changes import late_changes
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.merkle import root_from_path
from mingcha.core.draw.plan_schema import parse_plan
from mingcha.core.draw.proof import make_proof, published_roots
from mingcha.core.draw.public_folder import public_json
from mingcha.core.draw.registers import parse_register
from mingcha.core.draw.staff_lines import person_hash
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import digest_of
from mingcha.core.errors import InvalidFile, Refusal

if TYPE_CHECKING:
    from conftest import Bundle

S1 = SUITES["S1"]
FIRST, SECOND = "130184-2026-0001", "130184-2026-0002"
COURSE = "REGISTER COMMIT PLAN REVEAL ENTROPY RESULT ASSIGN"


def log_of(*entries: tuple[str, str]) -> list[log.Record]:
    records: list[log.Record] = []
    for draw_id, kinds in entries:
        for kind in kinds.split():
            time = "2026-11-20T09:00:00+08:00"
            records = log.append(
                S1, records, EntryType(kind), time=time, draw_id=draw_id, body={"n": len(records)}
            )
    return records


def redrawn(files: Bundle) -> Bundle:
    """Compute everything anew, as an attacker would who hopes that nobody kept the plan hash."""
    log_file = files["log.jsonl"]
    files.freeze().draw()
    files["log.jsonl"] = log_file
    return files


def set_column(path: str, row: int, column: int, value: str) -> Callable[[Bundle], Bundle]:
    def change(files: Bundle) -> Bundle:
        def rewrite(lines: list[str]) -> list[str]:
            columns = lines[row].split("\t")
            assert columns[column] != value
            columns[column] = value
            return [*lines[:row], "\t".join(columns), *lines[row + 1 :]]

        return files.edit_lines(path, rewrite)

    return change


# drawing again


def test_redraw_a_second_result_for_the_same_draw(village: Bundle) -> None:
    records = village.records()
    result, assign = records[-2:]
    again = village.log_on(records, [(r.entry.type, r.body) for r in (result, assign)])
    faults = village.write_log(again).faults()
    assert set(faults) == {"log"}
    assert "次序不合规定" in faults["log"]


def test_redraw_a_second_draw_for_the_same_task() -> None:
    records = log_of((FIRST, COURSE), (SECOND, COURSE))
    with pytest.raises(Refusal, match=f"任务 T 抽取了两次：{FIRST} 和 {SECOND}"):
        log.check_whole_log(S1, records, {FIRST: "T", SECOND: "T"})


def test_redraw_with_another_random_value(village: Bundle) -> None:
    village.edit("entropy.json", lambda entropy: entropy["reveals"][0].update(r="42" * 32))
    assert village.faults()["entropy"] == "entropy.json：organiser 的揭示与其承诺不符"


def test_plan_shopping_a_second_plan_for_the_same_draw(village: Bundle) -> None:
    records = village.records()
    place = next(i for i, r in enumerate(records) if r.entry.type is EntryType.PLAN)
    bodies = [(r.entry.type, r.body) for r in records]
    bodies.insert(place, bodies[place])
    faults = village.write_log(village.log_on([], bodies)).faults()
    assert set(faults) == {"log"}
    assert "次序不合规定" in faults["log"]


def test_plan_shopping_under_several_draw_ids_leaves_open_plans_or_gaps() -> None:
    tried = log_of((FIRST, "COMMIT PLAN REVEAL"), (SECOND, COURSE))
    assert log.unfinished(tried) == [FIRST, SECOND]
    hidden = log_of((SECOND, COURSE))
    with pytest.raises(Refusal, match="抽取编号不连续：2"):
        log.check_whole_log(S1, hidden, {})


def test_void_after_the_first_reveal() -> None:
    log.check_whole_log(S1, log_of((FIRST, "COMMIT PLAN VOID")), {})
    for kinds in ("COMMIT PLAN REVEAL VOID", f"{COURSE} VOID", "COMMIT PLAN REVEAL ENTROPY VOID"):
        with pytest.raises(InvalidFile, match="次序不合规定"):
            log.check_whole_log(S1, log_of((FIRST, kinds)), {})


def test_a_withheld_reveal_used_to_choose_between_two_entropy_files(village: Bundle) -> None:
    """Both files are sound by themselves; the log says which one is the draw's."""
    village.edit("entropy.json", lambda entropy: entropy["reveals"][1].update(r="-"))
    check_entropy(village.plan, parse_entropy(village["entropy.json"]))
    faults = redrawn(village).faults()
    assert faults == {"log": "log.jsonl：REVEAL 记录与文件内容不符"}


def test_a_second_entropy_entry_for_one_plan(village: Bundle) -> None:
    bodies = [(r.entry.type, r.body) for r in village.records()]
    place = [kind for kind, _ in bodies].index(EntryType.ENTROPY)
    withheld = village.json("entropy.json")
    withheld["reveals"][1]["r"] = "-"
    bodies.insert(place, (EntryType.ENTROPY, withheld))
    assert set(village.write_log(village.log_on([], bodies)).faults()) == {"log"}


# registers


TAMPERED_REGISTERS = {
    "an object left out": lambda files: files.edit_lines(
        "registers/MAIN.tsv", lambda lines: lines[1:]
    ),
    "an object smuggled in": lambda files: files.edit_lines(
        "registers/MAIN.tsv", lambda lines: [*lines, "9113018400000077XX\tG1\t130184\t-"]
    ),
    "an object excused": set_column("registers/MAIN.tsv", 0, 3, "closed"),
    "an object moved to another class": set_column("registers/MAIN.tsv", 0, 1, "G2"),
    "an object moved to another region": set_column("registers/MAIN.tsv", 0, 2, "140581"),
    "a follower excused": set_column("registers/FIRE.tsv", 0, 3, "closed"),
}


@pytest.mark.parametrize("tamper", TAMPERED_REGISTERS.values(), ids=TAMPERED_REGISTERS)
def test_a_register_edited_after_sealing(
    village: Bundle, tamper: Callable[[Bundle], Bundle]
) -> None:
    faults = tamper(village).faults()
    assert "内容与计划不符" in faults["registers"] or "计划记载" in faults["registers"]
    assert faults["result"] == "not made"


@pytest.mark.parametrize("tamper", TAMPERED_REGISTERS.values(), ids=TAMPERED_REGISTERS)
def test_a_register_edited_and_the_plan_made_anew(
    village: Bundle, tamper: Callable[[Bundle], Bundle]
) -> None:
    plan_hash = village.plan.hash
    faults = redrawn(tamper(village)).faults()
    assert village.plan.hash != plan_hash
    assert faults == {"log": "log.jsonl：REGISTER 记录与文件内容不符"}


def test_a_class_changed_just_before_freezing_is_listed(undrawn_village: Bundle) -> None:
    path = "registers/MAIN.tsv"
    before = parse_register(undrawn_village[path], path, sealed=False)
    eased = set_column(path, 0, 1, "G2")(undrawn_village)
    after = parse_register(eased[path], path, sealed=False)
    changes = late_changes("MAIN", before, after)
    drawn = eased.freeze().place_in_log().draw(changes).write_log()
    assert drawn.faults() == {}
    assert drawn.json("transcript.json")["late_changes"] == [
        {
            "frame": "MAIN",
            "id": "9113018400000001XA",
            "was": {"stratum": "G1", "excl": "-"},
            "now": {"stratum": "G2", "excl": "-"},
        }
    ]
    drawn.edit("transcript.json", lambda transcript: transcript["late_changes"].clear())
    assert "自身摘要不符" in drawn.faults()["transcript"]


def test_a_row_in_no_stratum(village: Bundle) -> None:
    set_column("registers/MAIN.tsv", 0, 1, "G9")(village).freeze()
    faults = village.faults()
    assert faults["registers"] == "抽样框 MAIN 的名录中有计划里没有的层：G9"
    assert faults["result"] == "not made"


def test_a_duplicate_id(village: Bundle) -> None:
    def repeat(lines: list[str]) -> list[str]:
        return [*lines, lines[0].replace("G1", "G2")]

    village.edit_lines("registers/MAIN.tsv", repeat).freeze()
    fault = village.faults()["registers"]
    assert fault.startswith("registers/MAIN.tsv：第 2 行的代码 9113018400000001XA")


def test_a_silently_omitted_enterprise_gets_no_proof(village: Bundle) -> None:
    omitted = "9113018400000002XB"
    line = next(line for line in village.lines("registers/MAIN.tsv") if line.startswith(omitted))
    for code in ("MAIN", "FIRE"):
        village.edit_lines(
            f"registers/{code}.tsv", lambda lines: [x for x in lines if not x.startswith(omitted)]
        )
    village.freeze().draw()
    main = village.lines("registers/MAIN.tsv")
    trees = {"register/MAIN": main, "register/FIRE": village.lines("registers/FIRE.tsv")}
    trees |= {"result": [], "assignment": []}
    roots = published_roots(village.plan, village.json("transcript.json"))
    with pytest.raises(Refusal, match=f"各名录中都没有代码 {omitted}"):
        make_proof(village.plan, omitted, trees, roots)
    size, root = len(main), village.plan.frames[0].register.root
    proof_of_another = make_proof(village.plan, main[0].split("\t")[0], trees, roots)
    path_of_another = proof_of_another["lines"][0]["path"]
    for index in range(size):
        nodes = [bytes.fromhex(node) for node in path_of_another]
        found = root_from_path(S1.new, line.encode(), index, size, nodes)
        assert found is None or found.hex() != root


def test_a_silently_omitted_enterprise_is_missing_in_the_counts(village: Bundle) -> None:
    def strata(files: Bundle) -> list[int]:
        frames = files.json("transcript.json")["frames"]
        return [stratum["N"] for stratum in frames[0]["strata"]]

    before = strata(village)
    village.edit_lines("registers/MAIN.tsv", lambda lines: lines[1:]).freeze().draw()
    assert strata(village) == [before[0] - 1, before[1]]


def test_an_enterprise_left_out_of_a_following_frame_is_listed(village: Bundle) -> None:
    followers = [
        line.split("\t")[3] for line in village.lines("result.tsv") if line.startswith("FIRE")
    ]
    village["registers/FIRE.tsv"] = b""
    drawn = {
        line.split("\t")[3]
        for line in village.freeze().draw().lines("result.tsv")
        if line.split("\t")[5] != "R"
    }
    assert followers
    assert village.json("transcript.json")["frames"][1]["missing"] == sorted(drawn)


# who is drawn


def test_the_reserve_taken_out_of_order(village: Bundle) -> None:
    def swap_with_reserve(lines: list[str]) -> list[str]:
        drawn, reserve = lines[1].split("\t"), lines[2].split("\t")
        drawn[3:5], reserve[3:5] = reserve[3:5], drawn[3:5]
        return [lines[0], "\t".join(drawn), "\t".join(reserve), *lines[3:]]

    lines = swap_with_reserve(village.lines("result.tsv"))
    village["result.tsv"] = "".join(f"{line}\n" for line in lines).encode()
    assert village.faults()["result"].startswith("result.tsv：第 2 行与重算结果不符")


def test_a_stratum_of_one_drawn_at_random(undrawn_village: Bundle) -> None:
    def leave_one(lines: list[str]) -> list[str]:
        return [line for line in lines if "\tG2\t" not in line] + lines[-1:]

    def declare(plan: Any) -> None:
        plan["frames"][0]["strata"][1]["census"] = True

    undrawn_village.edit_lines("registers/MAIN.tsv", leave_one).freeze()
    with pytest.raises(Refusal, match="层 G2 只有一户可抽，必然抽中"):
        undrawn_village.draw()
    undrawn_village.edit("plan.json", declare).place_in_log().draw()
    assert undrawn_village.faults() == {}


def test_a_published_list_that_differs_from_the_committed_one(village: Bundle) -> None:
    """A friend is taken off the list and another object put in its place, ticket and all."""
    drawn, spared = (village.lines("result.tsv")[row].split("\t") for row in (0, 2))
    published = village["result.tsv"].decode().replace(drawn[3], spared[3], 1)
    village["result.tsv"] = published.replace(drawn[4], spared[4], 1).encode()
    assert village.faults()["result"].startswith("result.tsv：第 1 行与重算结果不符")


def test_a_published_line_that_is_not_in_the_public_root(sealed_village: Bundle) -> None:
    public = public_json(
        sealed_village.plan,
        sealed_village.inputs().entropy,
        sealed_village.json("transcript.json"),
        sealed_village.lines("result.tsv"),
        with_drawn_ids=True,
    )
    lines = [line.encode() for line in sealed_village.lines("result.tsv")]
    assert digest_of(S1, b"".join(line + b"\n" for line in lines)).root in public.decode()
    lines[0] = lines[0].replace(b"9", b"8", 1)
    assert digest_of(S1, b"".join(line + b"\n" for line in lines)).root not in public.decode()


# who inspects


STEERED = {
    "by capacity": set_column("inspectors.tsv", 0, 4, "0"),
    "by certificate": set_column("inspectors.tsv", 1, 2, "2026-11-30"),
    "by expertise": set_column("inspectors.tsv", 2, 3, "food"),
    "by region": set_column("inspectors.tsv", 0, 1, "1405"),
    "by unit": set_column("inspectors.tsv", 3, 5, "scjg"),
    "by another person behind the pseudonym": set_column("inspectors.tsv", 0, 6, "0" * 32),
    "by a conflict withdrawn": lambda files: files.edit_lines("coi.tsv", lambda lines: lines[1:]),
    "by a conflict invented": lambda files: files.edit_lines(
        "coi.tsv", lambda lines: [*lines, "9113018400000001XA\tI02\tkin"]
    ),
}


@pytest.mark.parametrize("steer", STEERED.values(), ids=STEERED)
def test_an_inspector_steered_after_freezing(
    village: Bundle, steer: Callable[[Bundle], Bundle]
) -> None:
    faults = steer(village).faults()
    [check] = set(faults) & {"inspectors", "coi"}
    assert "与计划不符" in faults[check] or "计划记载" in faults[check]
    assert faults["assignment"] == "not made"


@pytest.mark.parametrize("steer", STEERED.values(), ids=STEERED)
def test_an_inspector_steered_and_the_plan_made_anew(
    village: Bundle, steer: Callable[[Bundle], Bundle]
) -> None:
    assert redrawn(steer(village)).faults() == {"log": "log.jsonl：PLAN 记录与文件内容不符"}


def test_an_inspector_put_on_another_team(village: Bundle) -> None:
    village.edit_lines(
        "assignment.tsv",
        lambda lines: [line.replace("I02", "I99").replace("I01", "I02") for line in lines],
    )
    assert village.faults()["assignment"].startswith("assignment.tsv：第 1 行与重算结果不符")


def test_people_swapped_behind_pseudonyms(village: Bundle) -> None:
    def swap(lines: list[str]) -> list[str]:
        first, second = lines[0].split("\t"), lines[1].split("\t")
        first[6], second[6] = second[6], first[6]
        return ["\t".join(first), "\t".join(second), *lines[2:]]

    faults = village.edit_lines("inspectors.tsv", swap).faults()
    assert "内容与计划不符" in faults["inspectors"]


def test_a_pseudonym_opens_to_one_person_only() -> None:
    committed = person_hash(S1, "130184007", "salt of 007")
    assert person_hash(S1, "130184008", "salt of 007") != committed
    assert person_hash(S1, "130184007", "salt of 008") != committed


def widen(plan: Any) -> None:
    plan["assignment"]["slots"][0].update(unit="*", expertise=[], match="any")


def add_fallback(plan: Any) -> None:
    anybody = {"unit": "*", "expertise": [], "match": "any"}
    plan["assignment"]["fallback"].append([anybody, anybody, anybody])


def raise_choices(plan: Any) -> None:
    plan["assignment"]["choices"] = 4


@pytest.mark.parametrize("change", [widen, add_fallback, raise_choices])
def test_a_pool_widened_after_the_seed_is_known(
    village: Bundle, change: Callable[[Any], None]
) -> None:
    plan_hash = village.plan.hash
    village.edit("plan.json", change)
    assert village.plan.hash != plan_hash
    faults = village.faults()
    assert faults["result"].startswith("result.tsv：第 1 行与重算结果不符")
    assert faults["transcript"].startswith("transcript.json：")
    assert redrawn(village).faults() == {"log": "log.jsonl：PLAN 记录与文件内容不符"}


# files


@pytest.mark.parametrize(
    "code",
    ["../MAIN", "..", "/etc/passwd", "MAIN/../FIRE", "C:\\MAIN", "main", "MAIN\x00", "ＭＡＩＮ"],
)
def test_a_frame_code_that_is_a_path(undrawn_village: Bundle, code: str) -> None:
    for index in range(2):
        plan = undrawn_village.json("plan.json")
        plan["frames"][index]["code"] = code
        with pytest.raises(InvalidFile) as refusal:
            parse_plan(jcs(plan))
        assert refusal.value.fault.startswith(f"frames[{index}].code ")


def test_reveals_for_another_plan_do_not_serve_this_one(village: Bundle) -> None:
    """Each reveal is logged with the hash of the plan that the party kept."""
    bodies = [
        (
            r.entry.type,
            r.body | {"plan_hash": "0" * 64} if r.entry.type is EntryType.REVEAL else r.body,
        )
        for r in village.records()
    ]
    faults = village.write_log(village.log_on([], bodies)).faults()
    assert faults == {"log": "log.jsonl：REVEAL 记录与文件内容不符"}
