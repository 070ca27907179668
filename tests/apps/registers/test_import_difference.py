"""The difference that an import shows before it is written, against a model in plain Python (R-015)."""

from __future__ import annotations

import pytest
from county import County
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from registers_files import imported, objects_file, sent, shop, uscc

from mingcha.registers.actions.objects import remove_object
from mingcha.registers.models import ImportBatch, RegisterEntry

STATUSES = {"": None, "存续": "existing", "吊销": "revoked"}
ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["甲商店", "乙商店"]),
        "status": st.sampled_from(sorted(STATUSES)),
        "risk": st.sampled_from(["", "A", "D"]),
        "address": st.sampled_from(["", "南环路1号", "北环路2号"]),
        "exclusion": st.sampled_from(["", "停业", "已立案调查"]),
    }
)
SHEET = st.dictionaries(st.integers(1, 5), ROW, min_size=1)


def sheet(rows: dict[int, dict[str, str]]) -> bytes:
    return objects_file(*(shop(number, **row) for number, row in rows.items()))


def as_kept(row: dict[str, str]) -> dict[str, str]:
    """What stands in the register after a row was written into an empty one."""
    return {
        "name": row["name"],
        "status": STATUSES[row["status"]] or "existing",
        "risk_level": row["risk"],
        "address": row["address"],
        "exclusion": row["exclusion"],
    }


def change(kept: dict[str, str], row: dict[str, str]) -> dict[str, str]:
    """What a row would change: a blank cell says nothing, but for the reason of exclusion."""
    told = as_kept(row)
    if not row["status"]:
        del told["status"]
    for name in ("risk_level", "address"):
        if not told[name]:
            del told[name]
    return {name: value for name, value in told.items() if kept[name] != value}


def shown(batch: ImportBatch, outcome: str) -> dict[str, tuple[dict, dict]]:
    rows = batch.rows.filter(outcome=outcome)
    return {row.key: (row.before, row.after) for row in rows}


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=SHEET, second=SHEET, left=st.sets(st.integers(1, 5), max_size=2))
def test_new_changed_unchanged_and_gone_are_what_the_model_says(
    county: County, first: dict, second: dict, left: set[int]
):
    assume(first != second)
    with transaction.atomic():
        imported(county, sheet(first))
        for entry in RegisterEntry.objects.filter(object__code__in=[uscc(n) for n in left]):
            remove_object(by=county.lead, entry=entry, reason="不属本局监管")
        kept = {number: as_kept(row) for number, row in first.items() if number not in left}
        batch = sent(county, sheet(second))
        changes = {n: change(kept[n], row) for n, row in second.items() if n in kept}

        assert set(shown(batch, "new")) == {uscc(n) for n in second if n not in kept}
        assert shown(batch, "changed") == {
            uscc(n): ({name: kept[n][name] for name in after}, after)
            for n, after in changes.items()
            if after
        }
        counts = {name: batch.counts.get(name, 0) for name in ("new", "changed", "same", "gone")}
        assert counts == {
            "new": len(set(second) - set(kept)),
            "changed": sum(1 for after in changes.values() if after),
            "same": sum(1 for after in changes.values() if not after),
            "gone": len(set(kept) - set(second)),
        }
        transaction.set_rollback(True)
