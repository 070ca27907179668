"""The certificate that stood in an inspector's row becomes a certificate of its own."""

from django.db import migrations

_MOVE = """
INSERT INTO registers_inspectorcertificate
    (created_at, updated_at, kind, number, issuer, scope, valid_until, ended_reason, inspector_id)
SELECT created_at, updated_at, 'enforcement', certificate_no, '', '', certificate_until, '', id
FROM registers_inspector WHERE certificate_no <> ''
"""
_NOTE = """
UPDATE registers_inspector
SET remark = '原登记执法证有效期至 ' || certificate_until || '，没有证号'
WHERE certificate_no = '' AND certificate_until IS NOT NULL
"""
_BACK = """
UPDATE registers_inspector AS one
SET certificate_no = held.number, certificate_until = held.valid_until
FROM (
    SELECT DISTINCT ON (inspector_id) inspector_id, number, valid_until
    FROM registers_inspectorcertificate
    WHERE kind = 'enforcement' AND ended_on IS NULL
    ORDER BY inspector_id, valid_until DESC NULLS LAST, id
) AS held
WHERE held.inspector_id = one.id
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0010_certificates_and_absences")]

    operations = [
        migrations.RunSQL(_MOVE, migrations.RunSQL.noop),
        migrations.RunSQL(_NOTE, _BACK),
    ]
