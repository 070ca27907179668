"""Keep published files as they are: packing a register's text took longer than writing it."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Affects files that are published from now on; those that are there stay readable."""

    dependencies = [("publication", "0003_guides")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE publication_publishedfile ALTER COLUMN content SET STORAGE EXTERNAL",
            migrations.RunSQL.noop,
        )
    ]
