"""What a model cannot say of its tables, and the scheme of classes that every place has."""

from typing import ClassVar

from django.db import migrations

# Spreadsheets are packed already, and packing text here takes longer than writing it.
_KEEP_UNPACKED = """
ALTER TABLE registers_importpart ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE registers_importbatch ALTER COLUMN annotated SET STORAGE EXTERNAL;
"""
# The objects of a tag are found in the order of the list, whatever their number.
_TAGS = "registers_inspectionobject_tags"
_IN_ORDER = f"CREATE INDEX object_tag_in_order ON {_TAGS} (tag_id, inspectionobject_id)"
_DROP_OTHERS = f"""
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT indexname FROM pg_indexes WHERE tablename = '{_TAGS}'
        AND indexdef ~ '\\((tag_id|inspectionobject_id)\\)$' LOOP
        EXECUTE format('DROP INDEX %I', one);
    END LOOP;
END $$
"""


def generic_scheme(apps, schema_editor):
    apps.get_model("registers", "RiskScheme").objects.get_or_create(
        code="generic",
        defaults={"name": "通用型企业信用风险分类", "levels": ["A", "B", "C", "D"]},
    )


class Migration(migrations.Migration):
    """Stands after the tables: Django makes their indexes last, and one kind of them is dropped."""

    replaces: ClassVar = [("registers", "0017_by_hand")]
    dependencies: ClassVar = [("registers", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(_KEEP_UNPACKED, migrations.RunSQL.noop),
        migrations.RunSQL(_IN_ORDER, "DROP INDEX object_tag_in_order"),
        migrations.RunSQL(_DROP_OTHERS, migrations.RunSQL.noop),
        migrations.RunPython(generic_scheme, migrations.RunPython.noop),
    ]
