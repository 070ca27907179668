"""From an approved task to its frozen pool."""

from __future__ import annotations

from pathlib import Path

from county import County
from task_station import frozen_task, make_station

from mingcha.bundles.ceremony import commit, reveal, seal
from mingcha.bundles.folder import Folder
from mingcha.bundles.running import run_draw
from mingcha.foundation import clock
from mingcha.tasks.bundle_store import inspectors_by_iid, materialise, store
from mingcha.tasks.models import Draw, PoolEntry


def test_a_frozen_pool_can_be_sealed_drawn_and_kept(county: County, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "home"))
    task = frozen_task(county, make_station(county, joint=True))
    draw = Draw.objects.get(task=task)
    assert (task.state, draw.state) == ("pool_locked", "frozen")
    assert PoolEntry.objects.count() == 120 + 60
    folder = tmp_path / "work" / "draw"
    folder.parent.mkdir()
    materialise(draw, folder)
    for party in ("organiser", "witness"):
        commit(Folder(folder), party)
    seal(Folder(folder), clock.now())
    for party in ("organiser", "witness"):
        reveal(Folder(folder), party, clock.now())
    ran = run_draw(Folder(folder))
    assert not ran.draw.assignment.unplaced
    store(draw, folder)
    assert not draw.files.filter(path="draft.json").exists()
    assert draw.files.get(path="sealed.json").is_private
    assert not draw.files.get(path="result.tsv").is_private
    assert len(inspectors_by_iid(draw)) == 16
