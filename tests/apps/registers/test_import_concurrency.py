"""Two imports at the same moment, and imports that are broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from io import BytesIO

import pytest
from county import County, make_county
from django.conf import settings
from django.db import connection, connections, transaction
from issued_case import item
from registers_files import objects_file, sent, shop, uscc, workbook
from running_platform import unmeasured

from mingcha.core.errors import Refusal
from mingcha.foundation.jobs import Progress, Stopped
from mingcha.registers import jobs
from mingcha.registers.actions import imports
from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.registers.actions.upserting import upsert_objects
from mingcha.registers.intake import applying_objects
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.intake.working import apply_import, check_file
from mingcha.registers.models import (
    ImportBatch,
    IndustryCheck,
    InspectionObject,
    RegisterEntry,
    RiskClass,
)

pytestmark = pytest.mark.django_db(transaction=True)

FILE = objects_file(*(shop(number) for number in range(1, 31)))


@pytest.fixture
def place(transactional_db: None, settings) -> County:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_county()


def together(*acts) -> list[object]:
    """Run acts at the same moment, each with a connection of its own."""
    gate, outcomes = threading.Barrier(len(acts)), []

    def run(act) -> None:
        gate.wait()
        try:
            outcomes.append(act())
        except Refusal as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def rows() -> tuple[int, int, int]:
    return (
        InspectionObject.objects.count(),
        RegisterEntry.objects.count(),
        RiskClass.objects.count(),
    )


def test_the_same_file_sent_twice_at_once_is_one_set_of_rows(place: County):
    def whole_way() -> ImportBatch:
        batch = imports.upload_file(
            by=place.lead,
            department=place.market,
            kind="objects",
            file_name="名录.xlsx",
            content=BytesIO(FILE),
        )
        check_file(batch=batch)
        imports.confirm_import(by=place.lead, batch=batch, gone="")
        apply_import(batch=batch)
        return batch

    together(whole_way, whole_way)
    batch = ImportBatch.objects.get()
    apply_import(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert batch.rows.count() == 30
    assert rows() == (30, 30, 30)


def test_two_departments_writing_the_same_objects_at_once_make_each_once(place: County):
    first = sent(place, FILE)
    second = sent(place, FILE, by=place.fire_lead)
    imports.confirm_import(by=place.lead, batch=first, gone="")
    imports.confirm_import(by=place.fire_lead, batch=second, gone="")
    together(lambda: apply_import(batch=first), lambda: apply_import(batch=second))
    states = sorted(ImportBatch.objects.values_list("state", flat=True))
    assert states == ["applied", "failed"]
    late = ImportBatch.objects.get(state="failed")
    by = place.lead if late.department_id == place.market.pk else place.fire_lead
    imports.retry_import(by=by, batch=late)
    check_file(batch=late)
    imports.confirm_import(by=by, batch=late, gone="")
    apply_import(batch=late)
    assert rows() == (30, 60, 30)


def test_an_import_broken_off_in_the_middle_leaves_nothing(place: County, monkeypatch):
    batch = sent(place, FILE)
    imports.confirm_import(by=place.lead, batch=batch, gone="")
    monkeypatch.setattr(applying_objects, "_CLASSES", "SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        apply_import(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "confirmed"
    assert rows() == (0, 0, 0)
    monkeypatch.undo()
    apply_import(batch=batch)
    assert rows() == (30, 30, 30)


WORKER = """
    import django, time
    django.setup()
    from django.conf import settings
    from django.db import connection
    from mingcha.registers.intake import applying_objects, working
    from mingcha.registers.models import ImportBatch

    applying_objects._TIDY = ()
    applying_objects._TAGS = applying_objects._TAGS + "; SELECT pg_sleep(60)"
    print("writing", flush=True)
    working.apply_import(batch=ImportBatch.objects.get())
"""


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_job_runs_again(place: County):
    batch = sent(place, FILE)
    imports.confirm_import(by=place.lead, batch=batch, gone="")
    known = settings.DATABASES["default"]
    address = (
        f"postgresql://{known['USER']}:{known['PASSWORD']}@/{connection.settings_dict['NAME']}"
    )
    address += f"?host={known['HOST']}" + (f"&port={known['PORT']}" if known["PORT"] else "")
    surroundings = unmeasured(os.environ) | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "mingcha.config.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WORKER)], env=surroundings, stdout=subprocess.PIPE
    ) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == b"writing\n"
        backend = _sleeping_backend()
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    with connection.cursor() as cursor:
        # the server finds out when it next writes to the dead client; the test does not wait
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])
    assert rows() == (0, 0, 0)
    apply_import(batch=batch)
    assert rows() == (30, 30, 30)


def _sleeping_backend() -> int:
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                " AND datname = current_database()"
            )
            found = cursor.fetchone()
        if found:
            pid: int = found[0]
            return pid
        time.sleep(0.1)
    raise AssertionError("the worker never came to the middle")


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_a_running_check_ends_when_its_import_is_cancelled(place: County, monkeypatch):
    monkeypatch.setattr(jobs, "_TOLD_EVERY", 10)
    batch = imports.upload_file(
        by=place.lead,
        department=place.market,
        kind="objects",
        file_name="名录.xlsx",
        content=BytesIO(FILE),
    )
    key, began = f"import/{batch.pk}", threading.Event()

    class Waiting(Progress):
        def done(self, done: int) -> None:
            began.set()
            for _ in range(200):
                super().done(done)
                time.sleep(0.05)

    def check() -> None:
        jobs.check_file(batch=batch, watch=jobs._counted(Waiting(key)))

    def cancel() -> None:
        assert began.wait(30)
        imports.cancel_import(by=place.lead, batch=batch)

    assert [type(outcome) for outcome in together(check, cancel)] == [Stopped, type(None)]
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("cancelled", 0)


def test_two_pushes_at_the_same_moment_are_one_load(place: County):
    def push(number: int):
        rows = [Row(code=uscc(number), name=f"第{number}户"), Row(code=uscc(9), name="同一户")]
        return upsert_objects(by=place.lead, rows=rows, sender="登记系统")

    first, second = together(lambda: push(1), lambda: push(2))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    load = ImportBatch.objects.get()
    assert first["import_id"] == second["import_id"] == load.pk
    assert load.counts == {"calls": 2, "changed": 0, "new": 3, "rows": 3}


HEADS = ("抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门")
CARS = [("汽车", "新车监管", "新车市场", "市场监管部门", "消防救援机构")]


@pytest.mark.parametrize("first", ["import", "hand"])
def test_a_row_written_by_hand_while_a_joint_list_is_written_is_there_once(
    place: County, first: str
):
    exits = item(place.fire, "XFJY-01", "疏散通道检查", []).item
    new = item(place.market, "SCJG-05", "新车监管", []).item
    batch = sent(place, workbook(HEADS, CARS), "joint_items")
    imports.confirm_import(by=place.lead, batch=batch, gone="")
    values = {"industry": "汽车", "title": "汽车", "object_industries": [], "note": ""}
    acts = {
        "import": lambda: apply_import(batch=batch),
        "hand": lambda: write_industry_check(
            by=place.fire_lead, values=values, lead_item=exits, items=[new]
        ),
    }
    written = threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            acts[first]()
            written.set()
            time.sleep(1)

    def meanwhile() -> object:
        assert written.wait(30)
        return acts["hand" if first == "import" else "import"]()

    outcomes = together(slowly, meanwhile)
    check = IndustryCheck.objects.get()
    batch.refresh_from_db()
    assert len(outcomes) == 2
    if first == "import":
        assert (check.department, batch.state) == (place.market, "applied")
        assert "清单中已有" in str(outcomes[1])
    else:
        assert (check.department, batch.state) == (place.fire, "failed")
