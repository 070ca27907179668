"""Functions that columns and indexes of the apps rest on.

``bigrams`` turns a name into the set of its words of two characters, for generated search columns;
the last place gives a single character, so that every character begins some word. ``name_hash``
gives names the same number which differ in width, blanks and marks alone: NFKC turns full-width
brackets, letters and digits into narrow ones.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_BIGRAMS = """
CREATE FUNCTION bigrams(name text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    plain text := lower(regexp_replace(name, '\\s', '', 'g'));
    words text[] := '{}';
BEGIN
    FOR place IN 1 .. length(plain) LOOP
        words := words || substr(plain, place, 2);
    END LOOP;
    RETURN array_to_tsvector(words);
END;
$$;
"""
_NAME_HASH = r"""
CREATE FUNCTION name_hash(name text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT hashtextextended(upper(translate(regexp_replace(normalize(name, NFKC), '\s', '', 'g'),
        '()[]{}〔〕【】《》“”‘’"''·•.,、。-_—', '')), 0)
$$;
"""


class Migration(migrations.Migration):
    """Stands before all tables."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL(_BIGRAMS, "DROP FUNCTION bigrams(text)"),
        migrations.RunSQL(_NAME_HASH, "DROP FUNCTION name_hash(text)"),
    ]
