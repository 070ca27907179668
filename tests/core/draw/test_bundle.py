"""Reading a bundle's files, each checked against the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from mingcha.core.draw import bundle
from mingcha.core.draw.entropy import Reveal
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import FileDigest, digest_of
from mingcha.core.errors import InvalidFile, Refusal

if TYPE_CHECKING:
    from conftest import Bundle


def refusal_of(action: Callable[[], object]) -> InvalidFile:
    with pytest.raises(InvalidFile) as refusal:
        action()
    return refusal.value


def test_the_vectors_load(vector_bundle: Bundle) -> None:
    plan = bundle.load_plan(vector_bundle)
    rows = bundle.load_rows(vector_bundle, plan)
    assert {code: len(of_frame) for code, of_frame in rows.items()} == {
        frame.code: frame.register.size for frame in plan.frames
    }
    registers = bundle.load_registers(vector_bundle, plan)
    for frame in plan.frames:
        assert list(registers.all_rows(frame.code)) == rows[frame.code]
        first = vector_bundle.lines(f"registers/{frame.code}.tsv")[:1]
        assert [row.line for row in rows[frame.code][:1]] == first
    assert len(bundle.load_inspectors(vector_bundle, plan)) == plan.inspectors.size
    assert len(bundle.load_conflicts(vector_bundle, plan)) == plan.coi.size
    entropy = bundle.load_entropy(vector_bundle, plan)
    assert entropy.as_json() == vector_bundle.json("entropy.json")
    bundle.check_all_strata_known(plan, registers)
    bundle.check_no_strata_of_one(plan, registers)


@pytest.mark.parametrize(
    ("path", "load"),
    [
        ("plan.json", lambda files, _: bundle.load_plan(files)),
        ("entropy.json", bundle.load_entropy),
        ("inspectors.tsv", bundle.load_inspectors),
        ("coi.tsv", bundle.load_conflicts),
        ("registers/MAIN.tsv", bundle.load_rows),
        ("registers/FIRE.tsv", bundle.load_registers),
        ("sealed.json", bundle.read_sealed),
    ],
)
def test_a_missing_file_is_named(
    sealed_village: Bundle, path: str, load: Callable[..., object]
) -> None:
    plan = sealed_village.plan
    load(sealed_village, plan)
    del sealed_village[path]
    assert refusal_of(lambda: load(sealed_village, plan)).file == path


@pytest.mark.parametrize(
    ("path", "load"),
    [
        ("inspectors.tsv", bundle.load_inspectors),
        ("coi.tsv", bundle.load_conflicts),
        ("registers/MAIN.tsv", bundle.load_rows),
        ("registers/FIRE.tsv", bundle.load_rows),
    ],
)
def test_a_file_other_than_the_committed_is_refused(
    undrawn_village: Bundle, path: str, load: Callable[..., object]
) -> None:
    plan, data = undrawn_village.plan, undrawn_village[path]
    size = data.count(b"\n")
    for altered, fault in [
        (data + data[-20:], f"计划记载 {size} 行，文件有 {size + 1} 行"),
        (data[: data[:-1].rindex(b"\n") + 1], f"计划记载 {size} 行，文件有 {size - 1} 行"),
        (data.replace(b"1", b"2", 1), "内容与计划不符：摘要应为 "),
        (data + b"x", "文件哈希与计划不符：应为 "),
    ]:
        undrawn_village[path] = altered
        refusal = refusal_of(lambda: load(undrawn_village, plan))
        assert refusal.file == path
        assert refusal.fault.startswith(fault)


def test_a_digest_that_differs_says_in_what() -> None:
    committed, found = (digest_of(SUITES["S1"], data) for data in (b"a\n", b"b\n"))
    bundle.check_digest("coi.tsv", committed, committed)
    refusal = refusal_of(lambda: bundle.check_digest("coi.tsv", committed, found))
    expected = f"内容与计划不符：摘要应为 {committed.root}，文件为 {found.root}"
    assert (refusal.file, refusal.fault) == ("coi.tsv", expected)
    other_hash = FileDigest(committed.root, 1, found.file_hash)
    refusal = refusal_of(lambda: bundle.check_digest("coi.tsv", committed, other_hash))
    assert refusal.fault == (
        f"文件哈希与计划不符：应为 {committed.file_hash}，文件为 {found.file_hash}"
    )


LONGEST_LINES = {
    "registers/MAIN.tsv": ["9" * 22, "G" * 32, "1" * 12, "x" * 32],
    "inspectors.tsv": [
        *("I" * 32, "1" * 12, "2027-06-30"),
        ",".join(f"{n:032}" for n in range(100)),
        *("9" * 15, "u" * 32, "0" * 32),
    ],
    "coi.tsv": ["9" * 22, "I" * 32, "x" * 32],
}


@pytest.mark.parametrize("path", LONGEST_LINES)
def test_the_longest_lines_of_a_file_can_be_read(undrawn_village: Bundle, path: str) -> None:
    undrawn_village[path] = ("\t".join(LONGEST_LINES[path]) + "\n").encode()
    undrawn_village.freeze().inputs()


def test_a_sealed_row_of_the_longest_kind_can_be_read(sealed_village: Bundle) -> None:
    line = "\t".join(["9" * 22, "G" * 32, "1" * 12, "x" * 32, "0" * 32])
    sealed_village["registers/MAIN.tsv"] = f"{line}\n".encode()
    sealed_village.freeze().inputs()


def test_a_file_far_longer_than_committed_is_not_even_read(undrawn_village: Bundle) -> None:
    plan = undrawn_village.plan
    undrawn_village["coi.tsv"] = b"x" * (plan.coi.size * 128 + 1)
    assert refusal_of(lambda: bundle.load_conflicts(undrawn_village, plan)).fault == "文件过大"
    undrawn_village["coi.tsv"] = b"x" * (plan.coi.size * 128)
    refusal = refusal_of(lambda: bundle.load_conflicts(undrawn_village, plan))
    assert refusal.fault.startswith("计划记载")


@pytest.mark.parametrize("path", ["plan.json", "entropy.json", "sealed.json"])
def test_json_files_are_read_up_to_four_mebibytes(sealed_village: Bundle, path: str) -> None:
    plan = sealed_village.plan
    read = {
        "plan.json": bundle.load_plan,
        "entropy.json": lambda files: bundle.load_entropy(files, plan),
        "sealed.json": lambda files: bundle.read_sealed(files, plan),
    }[path]
    longest = sealed_village[path] + b" " * ((4 << 20) - len(sealed_village[path]))
    sealed_village[path] = longest
    if path == "sealed.json":
        assert "JCS" in refusal_of(lambda: read(sealed_village)).fault
    else:
        read(sealed_village)
    sealed_village[path] = longest + b" "
    assert refusal_of(lambda: read(sealed_village)).fault == "文件过大"


def test_open_registers_have_no_tags_and_sealed_ones_do(
    village: Bundle, sealed_village: Bundle
) -> None:
    village["registers/FIRE.tsv"] = sealed_village["registers/FIRE.tsv"]
    refusal = refusal_of(village.freeze().inputs)
    assert refusal.file == "registers/FIRE.tsv"
    assert refusal.fault.startswith("第 1 行不合格式")


def test_rows_in_no_stratum_are_found_in_every_drawing_frame(undrawn_village: Bundle) -> None:
    undrawn_village.edit("plan.json", lambda plan: plan["frames"][0]["strata"].pop())
    inputs = undrawn_village.inputs()
    with pytest.raises(Refusal, match="没有的层：G2"):
        bundle.check_all_strata_known(inputs.plan, inputs.registers)


def test_strata_of_one_are_found_in_every_drawing_frame(undrawn_village: Bundle) -> None:
    def leave_one(lines: list[str]) -> list[str]:
        return [line for line in lines if "\tG2\t" not in line] + [lines[-1]]

    undrawn_village.edit_lines("registers/MAIN.tsv", leave_one).freeze()
    inputs = undrawn_village.inputs()
    with pytest.raises(Refusal, match="层 G2 只有一户"):
        bundle.check_no_strata_of_one(inputs.plan, inputs.registers)


def test_a_sealed_reveal_comes_from_the_sealed_file(sealed_village: Bundle) -> None:
    whole = sealed_village.inputs().entropy
    sealed_village.edit("entropy.json", lambda e: e["reveals"][0].update(r="sealed"))
    assert bundle.load_entropy(sealed_village, sealed_village.plan) == whole


def test_without_the_sealed_file_the_reveal_stays_sealed(sealed_village: Bundle) -> None:
    sealed_village.edit("entropy.json", lambda e: e["reveals"][0].update(r="sealed"))
    del sealed_village["sealed.json"]
    entropy = bundle.load_entropy(sealed_village, sealed_village.plan)
    assert entropy.reveals[0] == Reveal("organiser", "sealed")
    assert bundle.load_sealed(sealed_village, sealed_village.plan) is None


def test_the_sealed_file_is_not_opened_where_nothing_is_sealed(sealed_village: Bundle) -> None:
    sealed_village["sealed.json"] = b"damaged"
    entropy = bundle.load_entropy(sealed_village, sealed_village.plan)
    assert entropy.reveals[0].r == sealed_village.json("entropy.json")["reveals"][0]["r"]


def test_an_open_draw_has_no_sealed_file(village: Bundle, sealed_village: Bundle) -> None:
    village["sealed.json"] = sealed_village["sealed.json"]
    assert bundle.load_sealed(village, village.plan) is None
    sealed = bundle.load_sealed(sealed_village, sealed_village.plan)
    assert sealed == bundle.read_sealed(sealed_village, sealed_village.plan)
