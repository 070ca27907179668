"""Reading objects under a closed schema: every fault names its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from mingcha.core.draw.fields import Fields
from mingcha.core.errors import InvalidFile

NUMERAL = re.compile("[0-9]+")


def fault_of(action: Callable[[], object]) -> str:
    with pytest.raises(InvalidFile) as refusal:
        action()
    assert refusal.value.file == "f.json"
    return refusal.value.fault


def fields(**members: Any) -> Fields:
    return Fields(members, "f.json")


@pytest.mark.parametrize("value", [None, [], "a", 1, True])
def test_only_an_object_has_members(value: Any) -> None:
    assert fault_of(lambda: Fields(value, "f.json")) == "应是一个 JSON 对象"
    assert fault_of(lambda: Fields(value, "f.json", "a[0]")) == "a[0] 应是一个 JSON 对象"


@pytest.mark.parametrize(
    "take",
    [
        lambda f: f.any("a"),
        lambda f: f.text("a"),
        lambda f: f.choice("a", ["x"]),
        lambda f: f.integer("a"),
        lambda f: f.items("a"),
        lambda f: f.texts("a"),
        lambda f: f.object("a", lambda _: None),
        lambda f: f.objects("a", lambda _: None),
    ],
)
def test_a_missing_key_is_named(take: Callable[[Fields], object]) -> None:
    assert fault_of(lambda: take(Fields({"b": 1}, "f.json", "x[2]"))) == "x[2].a 缺少"


def test_a_key_that_nobody_read_is_refused() -> None:
    read = fields(a=1, b=2)
    assert "a" in read
    assert read.integer("a") == 1
    assert "a" not in read
    assert fault_of(read.close) == "b 是不认识的键"
    assert read.integer("b") == 2
    read.close()


def test_the_object_itself_stays_whole() -> None:
    members = {"a": 1}
    Fields(members, "f.json").integer("a")
    assert members == {"a": 1}


@pytest.mark.parametrize("value", [1, None, True, [], {}, "", "12a"])
def test_a_text_has_the_form_asked_for(value: Any) -> None:
    assert fault_of(lambda: fields(a=value).text("a", NUMERAL)) == f"a 的值 {str(value)!r} 不合格式"


def test_a_form_may_be_a_pattern_a_function_or_nothing() -> None:
    assert fields(a="12").text("a", NUMERAL) == "12"
    assert fields(a="ab").text("a", str.isalpha) == "ab"
    assert fields(a="").text("a") == ""
    assert "不合格式" in fault_of(lambda: fields(a="12").text("a", str.isalpha))
    assert "不合格式" in fault_of(lambda: fields(a=12).text("a"))


def test_a_very_long_value_is_cut_in_the_message() -> None:
    assert len(fault_of(lambda: fields(a="x" * 10_000).text("a", NUMERAL))) < 80
    assert len(fault_of(lambda: fields(a="x" * 10_000).choice("a", ["y"]))) < 80
    assert len(fault_of(lambda: fields(a=["x" * 10_000]).texts("a", NUMERAL))) < 80
    assert len(fault_of(Fields({"x" * 10_000: 1}, "f.json").close)) < 80


def test_a_choice_is_one_of_those_allowed() -> None:
    assert fields(a="y").choice("a", ["x", "y"]) == "y"
    assert fault_of(lambda: fields(a="z").choice("a", ["x", "y"])) == "a 的值 'z' 不在 x、y 之中"


@pytest.mark.parametrize("value", [1, 4, "1", 2.0, None, True, [2]])
def test_an_integer_lies_in_its_range(value: Any) -> None:
    assert fault_of(lambda: fields(a=value).integer("a", 2, 3)) == "a 应是 2 到 3 的整数"


def test_the_ends_of_a_range_belong_to_it() -> None:
    assert [fields(a=value).integer("a", 2, 3) for value in (2, 3)] == [2, 3]
    assert [fields(a=value).integer("a") for value in (0, 2**53 - 1)] == [0, 2**53 - 1]
    assert fault_of(lambda: fields(a=-1).integer("a")).startswith("a 应是 0 到")
    assert fault_of(lambda: fields(a=2**53).integer("a")) == "a 应是 0 到 9007199254740991 的整数"


def test_a_flag_is_false_unless_said_otherwise() -> None:
    read = fields(yes=True, no=False)
    assert (read.flag("yes"), read.flag("no"), read.flag("absent")) == (True, False, False)
    read.close()
    assert fault_of(lambda: fields(a=1).flag("a")) == "a 应是 true 或 false"


def test_null_is_taken_only_where_it_is() -> None:
    read = fields(a=None, b=0)
    assert read.null("a")
    assert not read.null("a")
    assert not read.null("b")
    assert not read.null("absent")
    assert fault_of(read.close) == "b 是不认识的键"


@pytest.mark.parametrize("value", [None, {}, "ab", 1])
def test_a_list_is_a_list(value: Any) -> None:
    for take in (Fields.items, Fields.texts):
        assert fault_of(lambda take=take: take(fields(a=value), "a")) == "a 应是一个列表"
    assert fields(a=[1, None]).items("a") == [1, None]


def test_texts_are_named_by_their_index() -> None:
    assert fields(a=["1", "22"]).texts("a", NUMERAL) == ("1", "22")
    assert fault_of(lambda: fields(a=["1", "x"]).texts("a", NUMERAL)) == "a[1] 的值 'x' 不合格式"
    assert fault_of(lambda: fields(a=[1]).texts("a")) == "a[0] 的值 '1' 不合格式"


def test_objects_inside_are_read_and_closed_at_their_place() -> None:
    def read(inner: Fields) -> int:
        return inner.integer("n")

    assert fields(a={"n": 1}).object("a", read) == 1
    assert fields(a=[{"n": 1}, {"n": 2}]).objects("a", read) == (1, 2)
    assert fault_of(lambda: fields(a={"n": 1, "m": 2}).object("a", read)) == "a.m 是不认识的键"
    assert fault_of(lambda: fields(a=[{"n": 1}, {}]).objects("a", read)) == "a[1].n 缺少"
    assert fault_of(lambda: fields(a=[1]).objects("a", read)) == "a[0] 应是一个 JSON 对象"


def test_places_are_joined_all_the_way_down() -> None:
    def outer(inner: Fields) -> tuple[int, ...]:
        return inner.objects("b", lambda innermost: innermost.integer("c"))

    read = Fields({"a": {"b": [{"c": 1}, {"c": "x"}]}}, "f.json", "top")
    assert fault_of(lambda: read.object("a", outer)).startswith("top.a.b[1].c 应是")
