"""The document that systems are written against changes only on purpose."""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
REWRITE = "the API's document changed; if that is meant, run: bin/manage write_openapi"


def test_the_committed_document_is_the_one_that_is_served(client, db):
    served = client.get("/api/v1/openapi.json").json()
    assert served == json.loads(FILE.read_text("utf-8")), REWRITE


def test_every_operation_has_a_name_a_summary_and_a_tag():
    document = json.loads(FILE.read_text("utf-8"))
    operations = [each for path in document["paths"].values() for each in path.values()]
    names = [each["operationId"] for each in operations]
    assert len(set(names)) == len(names)
    assert all(each["summary"] and each["tags"] for each in operations)


def test_public_answers_hold_no_risk_class_stratum_ratio_or_person():
    document = json.loads(FILE.read_text("utf-8"))
    shapes = document["components"]["schemas"]
    public = ("Snapshot", "Snapshots", "PublicFile", "PublicFiles", "Head", "Entry", "Entries")
    named = {name for shape in public for name in shapes[shape]["properties"]}
    assert {"digest", "sha256", "body_hash"} <= named
    told = " ".join(named)
    assert not [w for w in ("risk", "strat", "ratio", "inspector", "staff", "_by") if w in told]
