"""A function that gives names the same number which differ in width, blanks and marks alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_CREATE = r"""
CREATE FUNCTION name_hash(name text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT hashtextextended(upper(translate(regexp_replace(normalize(name, NFKC), '\s', '', 'g'),
        '()[]{}〔〕【】《》“”‘’"''·•.,、。-_—', '')), 0)
$$;
"""


class Migration(migrations.Migration):
    """NFKC turns full-width brackets, letters and digits into narrow ones."""

    dependencies: ClassVar = [("foundation", "0006_job_stop")]
    operations: ClassVar = [migrations.RunSQL(_CREATE, "DROP FUNCTION name_hash(text)")]
