"""The API's public reading: snapshots, their files, the log; and nothing behind them."""

from __future__ import annotations

import hashlib

import pytest
from county import County
from publications import published

from mingcha.core.draw.canonical import jcs
from mingcha.tasks.models import LogEntry

CODE = "911301361234567890"


@pytest.fixture
def results(county: County) -> None:
    for number, name in enumerate(("城关饭庄", "老城饭庄", "北街书店")):
        published(
            county,
            "result",
            f"130136202600{number}",
            content={"result": "未发现问题"},
            object_code=f"{CODE[:-1]}{number}",
            object_name=name,
            task_number="13013620260001",
        )


def test_results_are_found_by_code_by_name_and_by_task(client, results: None):
    def names(**query: str) -> list[str]:
        answer = client.get("/api/v1/results", query).json()
        assert answer["total"] == len(answer["entries"])
        return [entry["object_name"] for entry in answer["entries"]]

    assert names(object="饭庄") == ["城关饭庄", "老城饭庄"]
    assert names(object=f"{CODE[:-1]}2") == ["北街书店"]
    assert len(names(task="13013620260001")) == 3
    assert names(department="别的部门") == []


def test_lists_page_in_the_order_of_codes(client, results: None):
    page = client.get("/api/v1/results", {"page": 2, "limit": 2}).json()
    assert page["total"] == 3
    assert [entry["object_name"] for entry in page["entries"]] == ["北街书店"]


@pytest.mark.parametrize("query", [{"limit": 101}, {"page": 0}, {"object": "\x00"}, {"page": "x"}])
def test_what_is_out_of_bounds_is_a_problem(client, db, query: dict[str, str]):
    answer = client.get("/api/v1/results", query)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"]


def test_a_plan_stays_public_in_all_versions(county: County, client):
    published(county, "plan", "130136-SCJG-2026", content={"lines": [1]})
    published(county, "plan", "130136-SCJG-2026", version=2, content={"lines": [1, 2]})
    newest = client.get("/api/v1/plans/130136-SCJG-2026").json()
    assert newest["version"] == 2
    assert newest["digest"] == hashlib.sha256(jcs(newest["content"])).hexdigest()
    first = client.get("/api/v1/plans/130136-SCJG-2026", {"version": 1}).json()
    assert first["content"]["lines"] == [1]
    versions = client.get("/api/v1/plans/130136-SCJG-2026/versions").json()
    assert [entry["version"] for entry in versions["entries"]] == [2, 1]
    assert client.get("/api/v1/plans").json()["total"] == 1


def test_what_is_not_published_is_not_found(client, db):
    for path in ("plans/x", "plans/x/versions", "draws/x/files", "draws/x/files/plan.json", "y"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        assert answer.json()["title"] == "没有找到"


def test_a_draws_files_come_byte_for_byte(county: County, client):
    files = {"plan.json": b"{}", "registers/MAIN.tsv": b"A\t1\n"}
    published(county, "draw", "SSJ-130136-2026-0001", files=files)
    listed = client.get("/api/v1/draws/SSJ-130136-2026-0001/files").json()["files"]
    assert [(file["path"], file["size"]) for file in listed] == [
        ("plan.json", 2),
        ("registers/MAIN.tsv", 4),
    ]
    for file in listed:
        got = client.get(f"/api/v1/draws/SSJ-130136-2026-0001/files/{file['path']}")
        content = got.getvalue()
        assert content == files[file["path"]]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert got.headers["Content-Length"] == str(file["size"])
        assert got.headers["ETag"] == f'"{file["sha256"]}"'
    missing = client.get("/api/v1/draws/SSJ-130136-2026-0001/files/private/nonces.json")
    assert missing.status_code == 404


def test_the_log_is_read_from_a_number_on_without_bodies(client, db):
    assert client.get("/api/v1/log/head").json() == {"length": 0, "head": "0" * 64, "time": ""}
    LogEntry.objects.bulk_create(
        LogEntry(
            seq=seq,
            prev="0" * 64,
            type="REGISTER",
            time="2026-03-05T09:00:00+08:00",
            draw_id=f"SSJ-{seq % 2}",
            body={"stratum": "secret"},
            body_hash="b" * 64,
            head=f"{seq:064x}",
        )
        for seq in range(5)
    )
    assert client.get("/api/v1/log/head").json()["length"] == 5
    page = client.get("/api/v1/log/entries", {"start": 1, "limit": 2}).json()
    assert ([entry["seq"] for entry in page["entries"]], page["next"]) == ([1, 2], 3)
    own = client.get("/api/v1/log/entries", {"draw_id": "SSJ-1"})
    assert [entry["seq"] for entry in own.json()["entries"]] == [1, 3]
    assert "secret" not in own.content.decode()


def test_nobody_who_pressed_a_button_is_told(client, results: None):
    assert "lead" not in client.get("/api/v1/results").content.decode()
