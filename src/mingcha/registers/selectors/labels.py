"""Labels by which a draw's ratios differ (R-017, R-051; C.4-1): a tag, or a list or mark.

A label is written ``tag:<code>`` or ``flag:<kind>``. Where ratios go by labels, their order counts:
an object that bears several belongs to the first of them, one that bears none to ``REST``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, QuerySet, TextField, Value, When

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.models import Tag, TagRule
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.object_filter import bearing, objects_in_range
from mingcha.registers.tag_expressions import fields_asked

REST = "REST"
REST_TITLE = "其他"
_TAG, _FLAG = "tag", "flag"
_MOST_OFFERED = 12
MOST_LABELS = 12
_SECRET_FIELDS = {"risk_level", "flag"}
"""What a tag's rule may ask for that nobody is to learn (``tag_expressions.FIELDS``)."""


def kind_and_code(label: str) -> tuple[str, str]:
    """Return what a label is, ``tag`` or ``flag``, and which."""
    kind, _, code = label.partition(":")
    return kind, code


def label_of(labels: Sequence[str], on: date) -> Case:
    """Return the label that an object belongs to on a day, as part of a query."""
    return Case(
        *(When(pk__in=_objects(label, on), then=Value(label)) for label in labels),
        default=Value(REST),
        output_field=TextField(),
    )


def sizes_by_label(
    department: Department, object_filter: Mapping[str, Json], labels: Sequence[str]
) -> dict[str, int]:
    """Return how many objects of a range belong to each label today."""
    label = label_of(labels, clock.today())
    objects = objects_in_range(department, object_filter).order_by().annotate(label=label)
    with transaction.atomic(), bulk_queries():
        return dict(objects.values_list("label").annotate(number=Count("pk")))


def label_titles(labels: Iterable[str]) -> dict[str, str]:
    """Return what people call labels, in their order, and the rest after them."""
    wanted = list(labels)
    codes = [code for kind, code in map(kind_and_code, wanted) if kind == _TAG]
    known = {f"{_TAG}:{code}": name for code, name in _tags(code__in=codes)} | _titles_of_flags()
    return {label: known.get(label, kind_and_code(label)[1]) for label in wanted} | {
        REST: REST_TITLE
    }


def are_public(labels: Iterable[str]) -> bool:
    """Tell whether ratios by these labels may be published.

    Not where a ratio would tell that somebody stands on a list or in a class (G-10): neither of
    flags, nor of tags that a rule puts on by them.
    """
    codes = [code for kind, code in map(kind_and_code, labels) if kind == _TAG]
    rules = TagRule.objects.filter(tag__code__in=codes).values_list("expression", flat=True)
    of_flags = any(kind_and_code(label)[0] == _FLAG for label in labels)
    return not of_flags and not any(fields_asked(each) & _SECRET_FIELDS for each in rules)


def labels_called(titles: Iterable[str]) -> list[str]:
    """Return the labels of these titles; raises DomainError, which offers alike ones, for others."""
    known = _labels_by_title()
    wanted = list(titles)
    strange = [title for title in wanted if title not in known]
    if strange:
        told = "；".join(f"没有标签或名单“{each}”，{_offered(each, known)}" for each in strange)
        raise DomainError("label_unknown", told, "ratios")
    return [known[title] for title in wanted]


def is_label_title(title: str) -> bool:
    """Tell whether a label, or the rest, is called so."""
    return title in _labels_by_title()


def check_labels(labels: Sequence[str]) -> None:
    """Raise DomainError for labels that there are not, retired ones, the same twice, and too many."""
    known = set(_labels_by_title().values()) - {REST}
    titles = label_titles(labels)
    strange = [titles[label] for label in labels if label not in known]
    if strange:
        told = f"标签“{'、'.join(strange)}”没有或者已经停用，请从比例中删去；按计划发起的，请先调整计划"
        raise DomainError("label_unknown", told, "ratios")
    if len(set(labels)) < len(labels):
        raise DomainError("label_twice", "同一个标签写了两次，请删去一个", "ratios")
    if len(labels) > MOST_LABELS:
        told = f"一次最多按 {MOST_LABELS} 个标签设定比例，现有 {len(labels)} 个，请减少"
        raise DomainError("too_many_labels", told, "ratios")


def _labels_by_title() -> dict[str, str]:
    """Return every label in use by its title, tags first."""
    tags = {name: f"{_TAG}:{code}" for code, name in _tags(is_retired=False)}
    flags = {title: label for label, title in _titles_of_flags().items()}
    return tags | flags | {REST_TITLE: REST}


def _titles_of_flags() -> dict[str, str]:
    """Return the lists and marks that ratios may go by, named apart from tags of the same name.

    A sandbox's members are left out of general draws.
    """
    titles = {each: str(each.label) for each in FlagKind if each != FlagKind.SANDBOX}
    taken = {name for _, name in _tags(name__in=titles.values())}
    return {
        f"{_FLAG}:{kind.value}": f"{title}（标记）" if title in taken else title
        for kind, title in titles.items()
    }


def _tags(**which: Any) -> QuerySet[Any, Any]:
    return Tag.objects.filter(kind=TagKind.OBJECT, **which).values_list("code", "name")


def _offered(title: str, known: Iterable[str]) -> str:
    """Return what may be meant, else what there is; tags come first, lists after them."""
    alike = get_close_matches(title, known, n=3, cutoff=0.4)
    if alike:
        return f"请核对，是不是 {'、'.join(alike)}"
    return f"请改用：{'、'.join(islice(known, _MOST_OFFERED))}"


def _objects(label: str, on: date) -> QuerySet[Any, Any]:
    kind, code = kind_and_code(label)
    return _BEARING[kind](code, on)


_BEARING: Mapping[str, Callable[[str, date], QuerySet[Any, Any]]] = {
    _TAG: lambda code, _: bearing([code]),
    _FLAG: lambda kind, on: marked([kind], on),
}
