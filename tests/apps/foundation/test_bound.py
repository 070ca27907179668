"""Values beside statements, and many rows at once."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from mingcha.foundation.bound import execute_bound, stream_bound
from mingcha.foundation.bulk_insert import copy_in
from mingcha.orgs.models import BusinessLine

pytestmark = pytest.mark.django_db


def test_bytes_go_and_come_as_they_are():
    every = bytes(range(256))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (content bytea) ON COMMIT DROP")
        execute_bound("INSERT INTO kept VALUES (%b)", [every])
        execute_bound("INSERT INTO kept VALUES (%b)", [b""])
        kept = stream_bound("SELECT content FROM kept WHERE length(content) <= %s", [256])
        assert sorted(bytes(content) for (content,) in kept) == [b"", every]


def test_a_secret_is_not_in_the_text_that_other_sessions_see():
    with transaction.atomic():
        execute_bound("SELECT set_config('mingcha.test_secret', %s, true)", ["秘密'; --"])
        pid = connection.connection.info.backend_pid
        with psycopg.connect(connection.connection.info.dsn, **_password()) as other:
            seen = other.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
            (statement,) = seen.fetchone()
        assert statement == "SELECT set_config('mingcha.test_secret', $1, true)"
        ((kept,),) = stream_bound("SELECT current_setting(%s)", ["mingcha.test_secret"])
        assert kept == "秘密'; --"


def _password() -> dict[str, str]:
    return {"password": connection.connection.info.password}


def test_rows_are_copied_in_with_whatever_their_texts_hold():
    lines = [
        BusinessLine(code=f"L{n}", name=text) for n, text in enumerate(["a\tb", "\\N", "换\n行"])
    ]
    assert copy_in(BusinessLine, iter(lines)) == 3
    assert list(BusinessLine.objects.order_by("code").values_list("name", flat=True)[:3]) == [
        "a\tb",
        "\\N",
        "换\n行",
    ]


def test_a_row_that_may_not_be_is_refused_with_all_of_them():
    twice = [BusinessLine(code="L1", name="一"), BusinessLine(code="L1", name="二")]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in(BusinessLine, twice)
    assert not BusinessLine.objects.filter(code="L1").exists()
