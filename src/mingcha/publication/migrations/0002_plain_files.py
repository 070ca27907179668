"""Keep published files as they are: packing a register's text takes longer than writing it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_KEEP_PLAIN = "ALTER TABLE publication_publishedfile ALTER COLUMN content SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    """Affects how files are stored, not what they say."""

    dependencies: ClassVar = [("publication", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(_KEEP_PLAIN, migrations.RunSQL.noop)]
