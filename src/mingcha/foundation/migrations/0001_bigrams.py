"""A function that turns a name into the set of its bigrams, for generated search columns."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_CREATE = """
CREATE FUNCTION bigrams(name text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT substr(plain, place, 2))), ''::tsvector)
    FROM (SELECT lower(regexp_replace(name, '\\s', '', 'g')) AS plain) AS given,
         generate_series(1, length(plain)) AS place
$$;
"""


class Migration(migrations.Migration):
    """The last place gives a single character, so that every character begins some word."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [migrations.RunSQL(_CREATE, "DROP FUNCTION bigrams(text)")]
