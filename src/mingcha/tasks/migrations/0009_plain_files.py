"""Keep the files of a draw as they are, so that a part of a long one is read without the rest."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_KEEP_PLAIN = "ALTER TABLE tasks_bundlefile ALTER COLUMN content SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    """Affects how files are stored, not what they say."""

    dependencies: ClassVar = [("tasks", "0008_visit_proposals")]
    operations: ClassVar = [migrations.RunSQL(_KEEP_PLAIN, migrations.RunSQL.noop)]
