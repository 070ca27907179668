"""The rows of an item's form that ask for check points: three fields each, numbered from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django import forms

from mingcha.registers.checklists import (
    LONGEST_GUIDANCE,
    LONGEST_PHRASE,
    LONGEST_QUESTION,
    CheckPointText,
)
from mingcha.registers.models import CheckPoint

_SPARE, _MOST = 3, 100
_QUESTION = re.compile(r"question_([1-9][0-9]{0,2})")


def rows_shown(points: Sequence[CheckPoint]) -> int:
    """Return how many rows a form begins with: some to spare."""
    return len(points) + _SPARE


def rows_asked(names: Iterable[str]) -> int:
    """Return how many rows were sent; the page adds some as they are needed."""
    numbers = [int(found[1]) for name in names if (found := _QUESTION.fullmatch(name))]
    return min(max(numbers, default=0), _MOST)


def add_rows(form: forms.BaseForm, number: int, points: Sequence[CheckPoint]) -> None:
    """Put the rows' fields into a form, filled with the check points there are."""
    for n in range(1, number + 1):
        form.fields[f"question_{n}"] = forms.CharField(
            label=f"检查要点 {n}", max_length=LONGEST_QUESTION, required=False
        )
        form.fields[f"guidance_{n}"] = forms.CharField(
            label=f"怎样检查 {n}",
            max_length=LONGEST_GUIDANCE,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        form.fields[f"phrases_{n}"] = forms.CharField(
            label=f"常见问题表述 {n}",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="一行一条，检查人员点一下就填入",
        )
    for n, point in enumerate(points, start=1):
        form.initial.update(
            {
                f"question_{n}": point.question,
                f"guidance_{n}": point.guidance,
                f"phrases_{n}": "\n".join(point.phrases),
            }
        )


def texts_of(form: forms.Form | forms.ModelForm, number: int) -> list[CheckPointText]:
    """Return the check points of the rows; faults go to their fields."""
    texts = []
    for n in range(1, number + 1):
        question, guidance, phrases = (
            str(form.cleaned_data.get(f"{name}_{n}") or "").strip()
            for name in ("question", "guidance", "phrases")
        )
        lines = tuple(line.strip() for line in phrases.splitlines() if line.strip())
        if any(len(line) > LONGEST_PHRASE for line in lines):
            form.add_error(f"phrases_{n}", f"每条表述最多 {LONGEST_PHRASE} 个字，请缩短或分行")
        if not question and (guidance or lines) and f"question_{n}" not in form.errors:
            form.add_error(f"question_{n}", f"请写明检查要点 {n}，或把这一条全部清空")
        if question:
            texts.append(CheckPointText(question, guidance, lines))
    return texts
