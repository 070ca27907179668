"""Find the objects of a tag in the order of the list, whatever their number."""

from django.db import migrations

TABLE = "registers_inspectionobject_tags"
MAKE = f"CREATE INDEX object_tag_in_order ON {TABLE} (tag_id, inspectionobject_id)"
DROP_OTHERS = f"""
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT indexname FROM pg_indexes WHERE tablename = '{TABLE}'
        AND indexdef ~ '\\((tag_id|inspectionobject_id)\\)$' LOOP
        EXECUTE format('DROP INDEX %I', one);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0007_column_names")]

    operations = [
        migrations.RunSQL(MAKE, "DROP INDEX object_tag_in_order"),
        migrations.RunSQL(DROP_OTHERS, migrations.RunSQL.noop),
    ]
