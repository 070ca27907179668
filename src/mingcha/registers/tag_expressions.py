"""Expressions of tag rules (R-017): a small closed tree, kept as JSON, asked of the database at once.

A node is ``{"all": [nodes]}``, ``{"any": [nodes]}``, ``{"not": node}``, or a condition
``{"field": name, "values": [texts]}`` that holds where one of the values does. Fields: ``FIELDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, TextChoices

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region
from mingcha.registers.models import SpecialRegister
from mingcha.registers.models.inspection_object import ObjectKind, RegistrationStatus
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.risk_class import GENERIC_LEVELS
from mingcha.registers.selectors.flags import flagged
from mingcha.registers.selectors.licences import ending_within, holding
from mingcha.registers.selectors.special_registers import belonging

_DEEPEST, _MOST = 4, 40
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Field:
    """What a condition asks of: ``holds`` for one value, its ``words`` where there is a list of them."""

    title: str
    holds: Callable[[str], Any]
    words: Mapping[str, str] | None = None
    is_day: bool = False
    is_days: bool = False
    """A number of days, from 0 to 9999."""


def _any_of(choices: type[TextChoices], lookup: Callable[[str], Any], title: str) -> Field:
    return Field(title, lookup, dict(choices.choices))


FIELDS: Mapping[str, Field] = {
    "kind": _any_of(ObjectKind, lambda value: Q(kind=value), "类型"),
    "status": _any_of(RegistrationStatus, lambda value: Q(status=value), "登记状态"),
    "region": Field("行政区划代码开头", lambda value: Q(region__code__startswith=value)),
    "industry": Field("行业开头", lambda value: Q(industry__startswith=value)),
    "name": Field("名称含有", lambda value: Q(name__contains=value)),
    "scope": Field("经营范围含有", lambda value: Q(business_scope__contains=value)),
    "established_before": Field("成立早于", lambda value: Q(established_on__lt=value), is_day=True),
    "established_from": Field(
        "成立不早于", lambda value: Q(established_on__gte=value), is_day=True
    ),
    "special_register": Field("在专项库", lambda value: belonging([value])),
    "licence": Field("持有许可证含", holding),
    "licence_ends": Field(
        "许可证在几天内到期", lambda value: ending_within(int(value)), is_days=True
    ),
    "flag": _any_of(FlagKind, lambda value: flagged([value], clock.today()), "现有标记"),
    "risk_level": Field(
        "通用风险类别",
        lambda value: Q(risk_level=value),
        {level: f"{level} 类" for level in GENERIC_LEVELS},
    ),
}


def condition(node: Json) -> Any:
    """Return the tree as one condition; raises DomainError for one that is not of the form."""
    check_expression(node)
    return _condition(node)


def check_expression(node: Json, depth: int = 0) -> None:
    """Raise DomainError for unknown nodes, fields and values, and for trees too deep or too wide."""
    if not isinstance(node, dict) or depth > _DEEPEST:
        raise _malformed()
    if "field" in node:
        _check_condition(node)
        return
    if len(node) != 1:
        raise _malformed()
    [(operator, below)] = node.items()
    nodes = [below] if operator == "not" else below
    if operator not in {"all", "any", "not"} or not isinstance(nodes, list):
        raise _malformed()
    if not 0 < len(nodes) <= _MOST:
        raise _malformed()
    for each in nodes:
        check_expression(each, depth + 1)


def _check_condition(node: dict[str, Json]) -> None:
    field, values = FIELDS.get(str(node["field"])), node.get("values")
    if field is None or set(node) != {"field", "values"} or not isinstance(values, list):
        raise _malformed()
    if not 0 < len(values) <= _MOST or not all(isinstance(v, str) and v for v in values):
        raise _malformed()
    if field.words is not None and not set(values) <= field.words.keys():
        raise _malformed()
    if field.is_day:
        try:
            [date.fromisoformat(value) for value in values]
        except ValueError:
            raise _malformed() from None
    if field.is_days and not all(map(is_number_of_days, values)):
        raise _malformed()
    if node["field"] == "special_register" and not all(value.isdigit() for value in values):
        raise _malformed()


def is_number_of_days(text: str) -> bool:
    """Tell whether a text is a number that a condition on days may ask for."""
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def _malformed() -> DomainError:
    return DomainError("expression_malformed", "规则不是可以识别的写法，请重新编写")


def _condition(node: Any) -> Any:
    if "field" in node:
        holds = FIELDS[node["field"]].holds
        return _joined([holds(value) for value in node["values"]], or_)
    if "not" in node:
        return ~Q(_condition(node["not"]))
    join = and_ if "all" in node else or_
    return _joined([_condition(each) for each in node.get("all") or node["any"]], join)


def _joined(conditions: Sequence[Any], join: Callable[[Q, Q], Q]) -> Q:
    return reduce(join, map(Q, conditions))


def fields_asked(node: Any) -> set[str]:
    """Return the fields that an expression asks for."""
    if isinstance(node, Mapping):
        own = {node["field"]} if "field" in node else set()
        return own.union(*map(fields_asked, node.values()))
    return set().union(*map(fields_asked, node)) if isinstance(node, list) else set()


def describe(node: Any) -> str:
    """Return the tree in plain Chinese."""
    if "field" in node:
        return f"{FIELDS[node['field']].title}：{'、'.join(_words(node))}"
    if "not" in node:
        return f"不是（{describe(node['not'])}）"
    between = "，并且" if "all" in node else "，或者"
    parts = [describe(each) for each in node.get("all") or node["any"]]
    told = between.join(parts)
    return told if len(parts) == 1 or "all" in node else f"（{told}）"


def _words(node: Any) -> list[str]:
    values = list(node["values"])
    if node["field"] == "special_register":
        names = SpecialRegister.objects.filter(pk__in=values).values_list("pk", "name")
        known = {str(pk): name for pk, name in names}
        return [known.get(value, value) for value in values]
    if node["field"] == "region":
        known = dict(Region.objects.filter(code__in=values).values_list("code", "name"))
        return [f"{value} {known[value]}" if value in known else value for value in values]
    words = FIELDS[node["field"]].words or {}
    return [words.get(value, value) for value in values]
