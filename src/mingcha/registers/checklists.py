"""Checklists (检查要点) as they are written and copied: questions with guidance and phrases (R-011)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.foundation.errors import DomainError
from mingcha.registers.models import CheckPoint, ItemVersion

LONGEST_QUESTION, LONGEST_GUIDANCE, LONGEST_PHRASE = 200, 300, 100


@dataclass(frozen=True, slots=True)
class CheckPointText:
    """A question, how to check it, and how a problem is usually put in words."""

    question: str
    guidance: str = ""
    phrases: tuple[str, ...] = ()


Checklist = Sequence[CheckPointText | str]
"""Check points in their order; a bare text is a question without more."""


def checklist(version: ItemVersion) -> list[CheckPointText]:
    """Return a version's check points."""
    return [
        CheckPointText(point.question, point.guidance, tuple(point.phrases))
        for point in version.check_points.all()
    ]


def texts_of(points: Checklist) -> list[CheckPointText]:
    """Return check points with what a bare question leaves open."""
    return [CheckPointText(each) if isinstance(each, str) else each for each in points]


def write_checklist(version: ItemVersion, points: Checklist) -> None:
    """Put these check points in place of the version's own; raises DomainError."""
    texts = texts_of(points)
    for number, text in enumerate(texts, start=1):
        _require_keepable(number, text)
    version.check_points.all().delete()
    CheckPoint.objects.bulk_create(
        CheckPoint(
            version=version,
            order=order,
            question=text.question,
            guidance=text.guidance,
            phrases=list(text.phrases),
        )
        for order, text in enumerate(texts, start=1)
    )


def _require_keepable(number: int, text: CheckPointText) -> None:
    told = ""
    if not text.question:
        told = "写了检查方法或常见问题，没有写要点本身"
    elif len(text.question) > LONGEST_QUESTION:
        told = f"超过 {LONGEST_QUESTION} 字，请拆成几条"
    elif len(text.guidance) > LONGEST_GUIDANCE:
        told = f"的检查方法超过 {LONGEST_GUIDANCE} 字，请写短，详细的放进工作指引"
    elif any(len(phrase) > LONGEST_PHRASE for phrase in text.phrases):
        told = f"的常见问题表述有超过 {LONGEST_PHRASE} 字的，请写短"
    if told:
        raise DomainError("check_point_wrong", f"第 {number} 条检查要点{told}", "check_points")
