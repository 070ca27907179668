"""Commitments, reveals and the seed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.entropy import (
    Entropy,
    Reveal,
    check_entropy,
    commitment,
    parse_entropy,
    seed_of,
)
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle

R = "0123456789abcdef" * 4


def fault_of(action: Callable[[], object]) -> str:
    with pytest.raises(InvalidFile) as refusal:
        action()
    assert refusal.value.file == "entropy.json"
    return refusal.value.fault


def test_a_commitment_binds_draw_party_and_value() -> None:
    expected = sha256(b"SSJ-DRAW/1|COMMIT\n13-2026-1\nwitness\n" + R.encode()).hexdigest()
    assert commitment(SUITES["S1"], "13-2026-1", "witness", R) == expected


def test_entropy_is_read_as_it_is_written(vector_bundle: Bundle) -> None:
    entropy = parse_entropy(vector_bundle["entropy.json"])
    assert entropy.as_json() == vector_bundle.json("entropy.json")


def test_a_reveal_is_a_value_or_missing_or_sealed() -> None:
    data = f'{{"reveals": [{{"party": "a", "r": "{R}"}}, {{"party": "b", "r": "-"}},'
    data += ' {"party": "c", "r": "sealed"}], "public": ["pl5|1|0,0,0,0,0"]}'
    assert parse_entropy(data.encode()) == Entropy(
        (Reveal("a", R), Reveal("b", "-"), Reveal("c", "sealed")), ("pl5|1|0,0,0,0,0",)
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("", "第 1 行第 1 列不是合格的 JSON"),
        ("[]", "应是一个 JSON 对象"),
        ('{"reveals": []}', "public 缺少"),
        ('{"public": []}', "reveals 缺少"),
        ('{"reveals": [], "public": [1]}', "public[0] "),
        ('{"reveals": [], "public": [], "seed": ""}', "seed 是不认识的键"),
        ('{"reveals": [{"party": "a", "r": ""}], "public": []}', "reveals[0].r "),
        ('{"reveals": [{"party": "a", "r": "missing"}], "public": []}', "reveals[0].r "),
        (f'{{"reveals": [{{"party": "a", "r": "{R[1:]}"}}], "public": []}}', "reveals[0].r "),
        (f'{{"reveals": [{{"party": "A", "r": "{R}"}}], "public": []}}', "reveals[0].party "),
        ('{"reveals": [{"party": "a", "r": "-", "x": 1}], "public": []}', "reveals[0].x "),
    ],
)
def test_malformed_entropy_is_refused_at_its_place(data: str, place: str) -> None:
    assert fault_of(lambda: parse_entropy(data.encode())).startswith(place)


def test_the_seed_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    plan, entropy = vector_bundle.plan, parse_entropy(vector_bundle["entropy.json"])
    check_entropy(plan, entropy)
    assert seed_of(plan, entropy) == summary["seed"]


def test_the_seed_by_its_formula(undrawn_village: Bundle) -> None:
    plan, entropy = undrawn_village.plan, parse_entropy(undrawn_village["entropy.json"])
    organiser, witness = (reveal.r for reveal in entropy.reveals)
    text = (
        f"SSJ-DRAW/1|SEED\n{plan.hash}\norganiser={organiser}\nwitness={witness}\n"
        "pl5|26301|0,9,9,3,1\n"
    )
    assert seed_of(plan, entropy) == sha256(text.encode()).hexdigest()


def refused(files: Bundle, change: Callable[[Any], object]) -> str:
    files.edit("entropy.json", change)
    return fault_of(lambda: check_entropy(files.plan, parse_entropy(files["entropy.json"])))


def test_another_value_than_committed_is_refused(undrawn_village: Bundle) -> None:
    fault = refused(undrawn_village, lambda entropy: entropy["reveals"][1].update(r="00" * 32))
    assert fault == "witness 的揭示与其承诺不符"


def test_values_swapped_between_parties_are_refused(undrawn_village: Bundle) -> None:
    def swap(entropy: Any) -> None:
        first, second = entropy["reveals"]
        first["r"], second["r"] = second["r"], first["r"]

    assert refused(undrawn_village, swap) == "organiser 的揭示与其承诺不符"


@pytest.mark.parametrize(
    "change",
    [
        lambda entropy: entropy["reveals"].reverse(),
        lambda entropy: entropy["reveals"].pop(),
        lambda entropy: entropy["reveals"].append(entropy["reveals"][0]),
        lambda entropy: entropy["reveals"].clear(),
        lambda entropy: entropy["reveals"][0].update(party="mayor"),
    ],
)
def test_the_parties_reveal_in_plan_order(
    undrawn_village: Bundle, change: Callable[[Any], object]
) -> None:
    assert refused(undrawn_village, change) == "揭示的各方应依次为 organiser、witness"


def test_a_missing_reveal_is_allowed_where_public_entropy_follows(undrawn_village: Bundle) -> None:
    undrawn_village.edit("entropy.json", lambda entropy: entropy["reveals"][0].update(r="-"))
    plan, entropy = undrawn_village.plan, parse_entropy(undrawn_village["entropy.json"])
    check_entropy(plan, entropy)
    text = f"SSJ-DRAW/1|SEED\n{plan.hash}\norganiser=-\nwitness={entropy.reveals[1].r}\n"
    assert seed_of(plan, entropy) == sha256(f"{text}pl5|26301|0,9,9,3,1\n".encode()).hexdigest()


def test_a_missing_reveal_ends_a_witnessed_draw(undrawn_village: Bundle) -> None:
    undrawn_village.edit(
        "plan.json", lambda plan: plan["entropy"].update(public=[], missing_rule="void")
    ).edit("entropy.json", lambda entropy: entropy.update(public=[]))
    check_entropy(undrawn_village.plan, parse_entropy(undrawn_village["entropy.json"]))
    fault = refused(undrawn_village, lambda entropy: entropy["reveals"][1].update(r="-"))
    assert fault == "witness 没有揭示，按计划本次抽取作废"


def test_without_any_reveal_there_is_no_draw(undrawn_village: Bundle) -> None:
    def withhold(entropy: Any) -> None:
        for reveal in entropy["reveals"]:
            reveal["r"] = "-"

    assert refused(undrawn_village, withhold) == "没有任何一方揭示，不能抽取"


def test_a_sealed_reveal_cannot_be_computed_with(undrawn_village: Bundle) -> None:
    fault = refused(undrawn_village, lambda entropy: entropy["reveals"][0].update(r="sealed"))
    assert fault == "organiser 的揭示已封存，须有 sealed.json 才能重算"


@pytest.mark.parametrize(
    "public",
    [
        [],
        ["pl5|26301|0,9,9,3,1", "pl5|26301|0,9,9,3,1"],
        ["pl5|26302|0,9,9,3,1"],
        ["fc3d|26301|0,9,9"],
        ["0,9,9,3,1"],
        ["pl5|26301"],
    ],
)
def test_the_public_values_come_from_the_sources_of_the_plan(
    undrawn_village: Bundle, public: list[str]
) -> None:
    fault = refused(undrawn_village, lambda entropy: entropy.update(public=public))
    assert fault == "公共随机数应依次来自：pl5|26301"


def test_public_values_come_in_plan_order(undrawn_village: Bundle) -> None:
    sources = ["pl5|26301", "fc3d|26301"]
    undrawn_village.edit("plan.json", lambda plan: plan["entropy"].update(public=sources))
    public = ["fc3d|26301|0,9,9", "pl5|26301|0,9,9,3,1"]
    fault = refused(undrawn_village, lambda entropy: entropy.update(public=public))
    assert fault == "公共随机数应依次来自：pl5|26301、fc3d|26301"
    undrawn_village.edit("entropy.json", lambda entropy: entropy["public"].reverse())
    check_entropy(undrawn_village.plan, parse_entropy(undrawn_village["entropy.json"]))


def test_no_public_value_where_the_plan_names_no_source(undrawn_village: Bundle) -> None:
    undrawn_village.edit(
        "plan.json", lambda plan: plan["entropy"].update(public=[], missing_rule="void")
    )
    assert refused(undrawn_village, lambda _: None) == "公共随机数应依次来自：无"


def test_a_public_value_has_the_form_of_its_source(undrawn_village: Bundle) -> None:
    public = ["pl5|26301|0,9,9,3"]
    fault = refused(undrawn_village, lambda entropy: entropy.update(public=public))
    assert fault == "公共随机数不合格式：pl5|26301|0,9,9,3"
