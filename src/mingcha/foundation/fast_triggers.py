"""Row triggers that stay cheap when one statement writes 200,000 rows.

What pgtrigger and pghistory install reads a setting and catches the exception where there is none,
that is, opens a subtransaction for every row. PostgreSQL walks all waiting triggers at the end of
each, so that a large import takes quadratic time: hours instead of a minute. These two functions
ask whether the setting is there. Every migration with a trigger puts the original back, so they are
installed after each ``migrate``.
"""

from __future__ import annotations

from django.db import connections

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name name)
RETURNS boolean AS $$
BEGIN
    RETURN coalesce(
        trigger_name = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false
    );
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION _pgh_attach_context()
RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    given uuid := nullif(current_setting('pghistory.context_id', true), '')::uuid;
    said jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    IF given IS NULL OR said IS NULL THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT FROM pghistory_context c WHERE c.id = given AND c.metadata = said) THEN
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (given, said, now(), now())
        ON CONFLICT (id) DO UPDATE
            SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at;
    END IF;
    RETURN given;
END;
$$ LANGUAGE plpgsql;
"""
_BOTH_THERE = """
SELECT to_regclass('pghistory_context') IS NOT NULL
    AND EXISTS (SELECT FROM pg_proc WHERE proname = '_pgtrigger_should_ignore')
"""


def install(using: str = "default", **_: object) -> None:
    """Put the functions in place, where the tables that they speak of are there."""
    with connections[using].cursor() as cursor:
        cursor.execute(_BOTH_THERE)
        row = cursor.fetchone()
        if row and row[0]:
            cursor.execute(_FUNCTIONS)
