"""Finding Chinese names by any part of them: bigrams in an index, then the name itself."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection, models
from django.db.models import F, Func, Q


class _OfText(models.GeneratedField):
    """A column that the database keeps, made of a text column by one of its functions."""

    _function: str
    _output: type[models.Field[Any, Any]]

    def __init__(self, of: str = "name", **options: Any) -> None:
        """Take the name of the text column."""
        self._of = of
        options |= {
            "expression": Func(F(of), function=self._function),
            "output_field": self._output(),
            "db_persist": True,
        }
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return how to make the field again."""
        name, path, _, options = super().deconstruct()
        for own in ("expression", "output_field", "db_persist"):
            options.pop(own)
        return name, path, [], {**options, "of": self._of}


class BigramsField(_OfText):
    """The bigrams of a text column (``foundation.0001``)."""

    _function, _output = "bigrams", SearchVectorField


class NameHashField(_OfText):
    """A number that texts share which differ in width, blanks and marks alone."""

    _function, _output = "name_hash", models.BigIntegerField


_SAMPLE = 5_000
_FEW = 300_000
"""Below so many rows the index of bigrams is always quick enough."""


def share_of_names(model: type[models.Model], text: str) -> float:
    """Return which share of a table's names contain the text, by a sample; 0 for a small table.

    A text that one name in a hundred contains is found quicker by walking the table in the order
    wanted than by the index, which has to gather all of them first.
    """
    table = model._meta.db_table  # noqa: SLF001 - Django's public name for a model's facts
    like = "LIKE" if _is_caseless(text) else "ILIKE"
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        rows = cursor.fetchone()[0]
        if rows < _FEW:
            return 0.0
        percent = min(100 * _SAMPLE / rows, 100)
        cursor.execute(
            f"SELECT count(*), count(*) FILTER (WHERE name {like} %s) FROM {table}"  # noqa: S608 - our own table
            " TABLESAMPLE SYSTEM (%s) REPEATABLE (1)",
            [f"%{_plain_pattern(text.strip())}%", percent],
        )
        seen, found = cursor.fetchone()
    return found / seen if seen else 0.0


def _plain_pattern(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def containing(text: str, *, field: str = "name") -> Q:
    """Return the condition that a field contains the text, whatever the case of its letters.

    Chinese text has no case: compared as it stands it takes a third of the time.
    """
    lookup = "contains" if _is_caseless(text) else "icontains"
    return Q(**{f"{field}__{lookup}": text.strip()})


def _is_caseless(text: str) -> bool:
    return text.upper() == text.lower()


def name_contains(text: str, *, field: str = "name", words: str = "name_words") -> Q:
    """Return the condition that a name contains the text, answered from the index of bigrams."""
    plain = re.sub(r"\s", "", text).lower()
    if not plain:
        return Q()
    pairs = [plain[i : i + 2] for i in range(max(len(plain) - 1, 1))]
    query = " & ".join(f"{_quoted(pair)}{':*' if len(pair) == 1 else ''}" for pair in pairs)
    return Q(**{words: _Lexemes(query)}) & containing(text, field=field)


class _Lexemes(SearchQuery):
    """A query of words as they are, which no text parser cuts up or drops."""

    template = "%(expressions)s::tsquery"
    function = None

    def __init__(self, query: str) -> None:
        """Take the query in PostgreSQL's notation."""
        super().__init__(query, search_type="raw")

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> Any:
        """Return a cast, which takes quoted words verbatim, instead of the parser's function."""
        expression, parameters = compiler.compile(self.source_expressions[-1])
        return f"({expression})::tsquery", parameters


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
