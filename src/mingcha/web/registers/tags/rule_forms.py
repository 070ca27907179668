"""The form of a tag rule: conditions that must all hold, of which one must, and of which none may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.core.draw.canonical import Json
from mingcha.registers.models import Tag, TagRule
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.special_registers import special_registers_in_use
from mingcha.registers.selectors.tag_rules import facts_of
from mingcha.registers.tag_expressions import FIELDS, Field, is_number_of_days
from mingcha.web.base_forms import Form
from mingcha.web.registers.opened_form import OpenedOnFacts

ROWS = 6
_GROUPS = {"all": "必须符合", "any": "至少符合一条", "none": "不能符合"}
_SECRET = "risk_level"  # noqa: S105 - a field, for those alone who may see classes
_LONGEST = 60


class TagRuleForm(OpenedOnFacts, Form):
    """A tag and the conditions; ``tag`` only where the rule is new."""

    tag = forms.ModelChoiceField(
        label="标签",
        queryset=Tag.objects.filter(kind=TagKind.OBJECT, is_retired=False),
        empty_label="请选择",
    )

    def __init__(self, *args: Any, user: User, rule: TagRule | None = None, **kwargs: Any) -> None:
        """Ask for the conditions; those of a known rule are shown."""
        super().__init__(*args, facts=facts_of(rule) if rule else None, **kwargs)
        if rule is not None:
            del self.fields["tag"]
        registers = special_registers_in_use(user.department)
        self._registers = {row.name: str(row.pk) for row in registers}
        fields = [(key, field.title) for key, field in FIELDS.items() if _may(user, key)]
        for number in range(1, ROWS + 1):
            self._ask(number, fields)
        if rule is not None:
            self._show(rule.expression)

    def _ask(self, number: int, fields: list[tuple[str, str]]) -> None:
        self.fields[f"group_{number}"] = forms.ChoiceField(
            label=f"条件 {number}", choices=list(_GROUPS.items()), required=False
        )
        self.fields[f"field_{number}"] = forms.ChoiceField(
            label="看什么", choices=[("", "—"), *fields], required=False
        )
        self.fields[f"values_{number}"] = forms.CharField(
            label="是什么", max_length=200, required=False
        )

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the conditions, each with its three fields."""
        names = ("group", "field", "values")
        return [tuple(self[f"{name}_{n}"] for name in names) for n in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        """Read each condition's words; ask for at least one condition."""
        given = super().clean() or {}
        self._conditions: list[tuple[str, Json]] = []
        for number in range(1, ROWS + 1):
            self._read(number, given)
        if not self._conditions and not self.errors:
            self.add_error("field_1", "请至少写一个条件")
        return given

    def _read(self, number: int, given: Mapping[str, Any]) -> None:
        key, text = given.get(f"field_{number}"), given.get(f"values_{number}") or ""
        if f"field_{number}" in self.errors or f"values_{number}" in self.errors:
            return
        if bool(key) != bool(text.strip()):
            at = f"values_{number}" if key else f"field_{number}"
            self.add_error(at, "请写明是什么" if key else "请选定看什么，或者清空这一行")
            return
        if not key:
            return
        values, fault = self._values(key, text)
        if fault:
            self.add_error(f"values_{number}", fault)
        else:
            group = given.get(f"group_{number}") or "all"
            self._conditions.append((group, {"field": key, "values": values}))

    def _values(self, key: str, text: str) -> tuple[list[str], str]:
        words = [
            word for word in text.replace("，", "、").replace(",", "、").split("、") if word.strip()
        ]
        field, values = FIELDS[key], []
        for word in map(str.strip, words):
            value = self._value(key, field, word)
            if not value:
                return [], _fault(field, word, self._registers if key == "special_register" else {})
            values.append(value)
        return values, "" if values else "请写明是什么"

    def _value(self, key: str, field: Field, word: str) -> str:
        if key == "special_register":
            return self._registers.get(word, "")
        if field.words is not None:
            by_title = {title: value for value, title in field.words.items()}
            return by_title.get(word) or (word if word in field.words else "")
        if field.is_day:
            return _day(word)
        if field.is_days:
            return word if is_number_of_days(word) else ""
        if key == "region":
            return word if word.isascii() and word.isdigit() else ""
        return word if len(word) <= _LONGEST else ""

    @property
    def expression(self) -> Json:
        """Return the tree that the conditions make."""
        groups: dict[str, list[Json]] = {name: [] for name in _GROUPS}
        for group, condition in self._conditions:
            groups[group].append(condition)
        nodes = list(groups["all"])
        if groups["any"]:
            nodes.append({"any": groups["any"]})
        if groups["none"]:
            nodes.append({"not": {"any": groups["none"]}})
        return {"all": nodes}

    def _show(self, expression: Any) -> None:
        rows: list[tuple[str, Any]] = []
        for node in expression["all"]:
            if "field" in node:
                rows.append(("all", node))
            elif "any" in node:
                rows += [("any", each) for each in node["any"]]
            else:
                rows += [("none", each) for each in node["not"]["any"]]
        for number, (group, node) in enumerate(rows, start=1):
            self.initial[f"group_{number}"] = group
            self.initial[f"field_{number}"] = node["field"]
            self.initial[f"values_{number}"] = "、".join(self._words(node))

    def _words(self, node: Any) -> list[str]:
        if node["field"] == "special_register":
            names = {pk: name for name, pk in self._registers.items()}
            return [names.get(value, value) for value in node["values"]]
        words = FIELDS[node["field"]].words or {}
        return [words.get(value, value) for value in node["values"]]


def _may(user: User, key: str) -> bool:
    return key != _SECRET or sees_classes(user)


def _day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        return ""


def _fault(field: Field, word: str, registers: Mapping[str, str]) -> str:
    known = list(field.words.values()) if field.words else list(registers)
    if known:
        return f"“{word}”不在可选的词之内，请写：{'、'.join(known)}"
    if field.is_day:
        return f"“{word}”不是日期，请写成 2026-03-05 的形式"
    if field.is_days:
        return f"“{word}”不是天数，请写数字，如 30"
    if field.title.startswith("行政区划"):
        return f"“{word}”不是区划代码，请写代码开头的几位数字，如 130136"
    return f"请写短一些，一个词最多 {_LONGEST} 个字，几个词用顿号隔开"
