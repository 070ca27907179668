"""Finding Chinese names by any part of them: bigrams in an index, then the name itself."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q


class BigramsField(models.GeneratedField):
    """A column that the database keeps: the bigrams of a text column (``foundation.0001``)."""

    def __init__(self, of: str = "name", **options: Any) -> None:
        """Take the name of the text column."""
        self._of = of
        options |= {
            "expression": Func(F(of), function="bigrams"),
            "output_field": SearchVectorField(),
            "db_persist": True,
        }
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return how to make the field again."""
        name, path, _, options = super().deconstruct()
        for own in ("expression", "output_field", "db_persist"):
            options.pop(own)
        return name, path, [], {**options, "of": self._of}


def name_contains(text: str, *, field: str = "name", words: str = "name_words") -> Q:
    """Return the condition that a name contains the text, answered from the index of bigrams."""
    plain = re.sub(r"\s", "", text).lower()
    if not plain:
        return Q()
    pairs = [plain[i : i + 2] for i in range(max(len(plain) - 1, 1))]
    query = " & ".join(f"{_quoted(pair)}{':*' if len(pair) == 1 else ''}" for pair in pairs)
    return Q(**{words: _Lexemes(query)}) & Q(**{f"{field}__icontains": text.strip()})


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
