"""What is tried on a form, and what must then be there: the fault, the rest as typed, no row more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from bad_input.pages import Field, FormShown, Page
from bad_input.stations import Answers, Stand

NUL = "前\x00后"
NOT_A_DAY = "2026-02-30"
SOMEWHERE = ""
_DAYS = {"date": NOT_A_DAY, "datetime-local": f"{NOT_A_DAY}T09:00"}
_NEVER_BACK = {"file", "password"}
_NOT_STATION = {"django_session"}
_DJANGOS_OWN = re.compile(
    "必填项|必填字段|输入一个有效|选择一个有效|确保|不在可用的选项|Enter |Select a"
)
_DO = re.compile("请|写成|只能|只接受|只接收|应|须|不能|不要|最多|至少")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_FIELD_WORDS = {
    "JPG",
    "PNG",
    "WebP",
    "PDF",
    "Word",
    "docx",
    "xlsx",
    "xls",
    "csv",
    "mingcha",
    "draw",
    "commit",
    "kl",
}


@dataclass(frozen=True)
class Trial:
    """One way to fill a form in badly; ``at`` is the field at fault, SOMEWHERE for any."""

    what: str
    answers: Answers
    at: str
    writes: frozenset[str] = frozenset()


def trials(form: FormShown, stand: Stand) -> Iterator[Trial]:
    """All that is tried on a form."""
    good = right_answers(form, stand)
    asked = [each for each in form.fields.values() if each.kind != "hidden"]
    if not stand.may_be_empty:
        kept = {name: good[name] for name in form.fields if form.fields[name].kind == "hidden"}
        empty = {each.name: [] if each.is_choice or each.kind == "file" else "" for each in asked}
        yield Trial("nothing", kept | empty, SOMEWHERE)
    for each in asked:
        for what, value in unusable(each, stand):
            yield Trial(f"{each.name}: {what}", good | {each.name: value}, each.name)
    for wrong in stand.wrong:
        yield Trial(wrong.what, good | wrong.answers, wrong.at, wrong.writes)


def unusable(asked: Field, stand: Stand) -> Iterator[tuple[str, Any]]:
    """What the field's kind cannot hold."""
    if asked.is_choice:
        if asked.values or asked.kind != "checkbox" or asked.name in stand.elsewhere:
            yield from _choices(asked, stand)
        return
    if asked.kind == "file":
        return
    yield "a NUL byte", NUL
    if asked.maximum:
        yield "too long", "字" * (asked.maximum + 1)
    if asked.kind in _DAYS:
        yield "a day that does not exist", _DAYS[asked.kind]
        yield "words", "明天"
    if asked.kind == "number":
        yield "words", "三十"
        yield "far too large", "99999999999999999999"
        if asked.smallest:
            yield "negative", "-1"


def _choices(asked: Field, stand: Stand) -> Iterator[tuple[str, Any]]:
    right = stand.good.get(asked.name, asked.values)
    if asked.kind != "checkbox" or right not in (["on"], "on"):
        yield "an unknown choice", "no-such-choice"
        yield "a NUL byte", NUL
    if asked.name in stand.elsewhere:
        yield "what belongs to others", str(stand.elsewhere[asked.name])


def right_answers(form: FormShown, stand: Stand) -> Answers:
    """What stands in the form, and the right answers for the rest."""
    shown: Answers = {}
    for each in form.fields.values():
        if each.kind == "file":
            continue
        shown[each.name] = each.values if each.is_choice else (each.values or [""])[0]
    return shown | stand.good


def found_wrong(client: Client, stand: Stand, trial: Trial, before: dict[str, int]) -> list[str]:
    """Fill the form in and return what is not as it should be; nothing of it stays.

    ``before`` tells how many rows each table has.
    """
    action = stand.action or stand.page
    sent = {name: value for name, value in trial.answers.items() if value not in ([], None)}
    for value in sent.values():
        for one in value if isinstance(value, list) else [value]:
            if hasattr(one, "seek"):
                one.seek(0)
    with transaction.atomic():
        try:
            with transaction.atomic():
                response = client.post(action, sent | {"csrfmiddlewaretoken": "x"}, follow=True)
                written = {t for t, n in rows().items() if n != before[t]} - trial.writes
        except Exception as error:  # noqa: BLE001 - whatever it is, a person would see an error page
            transaction.set_rollback(True)
            return [f"an error page: {type(error).__name__} {error}".split("\n")[0]]
        transaction.set_rollback(True)
    if response.status_code != 200:
        return [f"answered {response.status_code}"]
    if written:
        return [f"wrote {sorted(written)}"]
    page = Page(response.content.decode())
    path = response.request["PATH_INFO"]
    form = page.form(path, action.partition("?")[0], set(trial.answers))
    if form is None:
        return [f"the form did not come back at {path}"]
    return [*_faults(page, form, trial), *_lost(form, trial)]


def _faults(page: Page, form: FormShown, trial: Trial) -> Iterator[str]:
    told = {name: page.fault(each) for name, each in form.fields.items()}
    told = {name: text for name, text in told.items() if text}
    wanted = [trial.at] if trial.at != SOMEWHERE else []
    if not told:
        yield "no field says what is wrong"
    elif any(name not in told for name in wanted):
        yield f"not told at {trial.at} but at {sorted(told)}: {sorted(told.values())}"
    typed = set(_LATIN.findall(" ".join(str(value) for value in trial.answers.values())))
    for text in told.values():
        sentence = text.replace("错误：", "")
        if _DJANGOS_OWN.search(sentence) or not _DO.search(sentence):
            yield f"does not say what to do: {sentence}"
        if set(_LATIN.findall(sentence)) - _FIELD_WORDS - typed:
            yield f"not Chinese: {sentence}"


def _lost(form: FormShown, trial: Trial) -> Iterator[str]:
    for name, value in trial.answers.items():
        shown = form.fields[name]
        if shown.kind in _NEVER_BACK or value == NUL or (shown.is_choice and name == trial.at):
            continue
        typed = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if shown.kind in {"radio", "checkbox"} or (shown.kind == "select" and typed == [""]):
            typed, there = sorted(one for one in typed if one), sorted(filter(None, shown.values))
        else:
            there = shown.values
        if shown.kind == "select" and not typed:
            there = [one for one in there if one]
        if typed != there:
            yield f"{name} was {str(typed)[:60]} and is {str(there)[:60]}"


@cache
def _counting() -> str:
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        - _NOT_STATION
    )
    existing = set(connection.introspection.table_names())
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables if table in existing
    )


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())
