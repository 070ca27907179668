"""A department's frame, frozen by the database: one statement writes the canonical file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Case, F, Func, JSONField, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, Collate, NullIf

from mingcha.bundles.frame_source import FrameCoding
from mingcha.bundles.private_folder import KnownObject
from mingcha.bundles.rules import FrameRules
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.sealing import SALT_DIGITS, row_tag_prefix
from mingcha.core.errors import Refusal
from mingcha.foundation import clock
from mingcha.foundation.bound import execute_bound
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.orgs.models import Region
from mingcha.tasks.models import SubTask
from mingcha.tasks.pool_query import candidates

_BUFFER = 1 << 20
_SEAL = "mingcha.row_seal"
_SEALED_SUITE = "S1"  # PostgreSQL has no SM3
_TAG = (
    f"left(encode(sha256(convert_to(current_setting('{_SEAL}') || %(expressions)s, 'UTF8')), 'hex'),"
    f" {SALT_DIGITS})"
)


@dataclass(frozen=True, slots=True)
class PoolFrame:
    """The objects of one department's frame as they stand now; implements ``FrameSource``."""

    part: SubTask

    def write(self, frame: FrameRules, coding: FrameCoding, path: Path) -> None:
        """See ``FrameSource.write``: lines in the order of their bytes, as the database gives them."""
        columns = ["code_bytes", "layer", "region_id", "reason"]
        rows = self._rows(coding)
        secret = coding.sealing.row_secret
        if secret:
            if coding.sealing.suite.name != _SEALED_SUITE:
                raise Refusal("数据库不会算 SM3，请改用 SHA-256 的抽取")
            rows = rows.annotate(tag=Func(F("key"), template=_TAG, output_field=TextField()))
            columns.append("tag")
        sql, parameters = rows.values_list(*columns).query.sql_with_params()
        path.parent.mkdir(parents=True, exist_ok=True)
        with bulk_queries(), connection.cursor() as cursor, path.open("wb", _BUFFER) as file:
            if secret:
                _set_seal(row_tag_prefix(secret, frame.code))
            statement = cursor.mogrify(f"COPY ({sql}) TO STDOUT", parameters)
            with cursor.copy(statement) as copy:
                for line in copy:
                    file.write(line)
            if secret:
                _set_seal("")

    def known_objects(self) -> Iterable[KnownObject]:
        """See ``FrameSource.known_objects``: the register keeps their names itself."""
        return ()

    def region_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """See ``FrameSource.region_names``."""
        return dict(Region.objects.filter(code__in=codes).values_list("code", "name"))

    def _rows(self, coding: FrameCoding) -> QuerySet[Any]:
        rows: QuerySet[Any] = (
            candidates(self.part, clock.today())
            .annotate(
                code_bytes=Collate("key", "C"),
                layer=self._layer(coding),
                reason=Coalesce(
                    NullIf("exclusion", Value("")), Value(ELIGIBLE), output_field=TextField()
                ),
            )
            .order_by("code_bytes")
        )
        return rows

    def _layer(self, coding: FrameCoding) -> Case | Func:
        """The stratum's code; who bears which label is asked once, and every one has a code."""
        if self.part.is_lead and self.part.task.labels:
            codes = Value(dict(coding.names.codes), JSONField())
            return Func(
                codes, F("stratum"), function="jsonb_extract_path_text", output_field=TextField()
            )
        layers = [
            When(stratum=value, then=Value(code)) for value, code in coding.names.codes.items()
        ]
        return Case(*layers, default=F("stratum"), output_field=TextField())


def _set_seal(text: str) -> None:
    execute_bound("SELECT set_config(%s, %s, true)", [_SEAL, text])
