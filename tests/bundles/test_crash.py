"""A crash or kill -9 at any point of a run leaves no result or the whole result (ADR 0005)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from running_platform import unmeasured

from mingcha.bundles.folder import Folder
from mingcha.bundles.outcome import finish_outcome
from mingcha.core.draw.verification import verify

OUTCOME = ("result.tsv", "assignment.tsv", "transcript.json")

# Dies by SIGKILL just before the n-th call that changes the file system, wherever that is.
DYING_RUN = textwrap.dedent("""
    import os, signal, shutil, sys
    from pathlib import Path
    from mingcha.bundles.folder import Folder
    from mingcha.bundles.running import run_draw

    left = [int(sys.argv[2])]
    def deadly(call):
        def wrapped(*args, **kwargs):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        return wrapped

    for owner, name in ((os, "open"), (os, "fsync"), (os, "link"), (os, "rename"),
                        (os, "replace"), (os, "unlink"), (os, "rmdir"), (os, "mkdir")):
        setattr(owner, name, deadly(getattr(owner, name)))
    run_draw(Folder(Path(sys.argv[1])))
""")


def run_until(folder: Path, calls: int) -> int:
    command = [sys.executable, "-c", DYING_RUN, str(folder), str(calls)]
    surroundings = unmeasured(os.environ)
    return subprocess.run(command, check=False, capture_output=True, env=surroundings).returncode


def outcome_of(path: Path) -> list[str]:
    return [name for name in OUTCOME if (path / name).exists()]


@pytest.mark.slow
def test_a_run_killed_anywhere_leaves_nothing_or_everything(county):
    ready = county.freeze("ready", county.write_rules("immediate"))
    county.seal(ready)
    county.reveal(ready)
    stopped_before, stopped_after, finished = 0, 0, False
    for calls in range(1, 200):
        attempt = county.folder / f"attempt-{calls}"
        shutil.copytree(ready.path, attempt)
        finished = run_until(attempt, calls) == 0
        if not (attempt / ".result").is_dir() and not finished:
            assert outcome_of(attempt) in ([], list(OUTCOME))
        folder = Folder(attempt)
        finish_outcome(folder)
        if outcome_of(attempt):
            stopped_after += 1
            assert all(verdict.passed for verdict in verify(folder))
        else:
            stopped_before += 1
            assert run_until(attempt, 10_000) == 0
            assert all(verdict.passed for verdict in verify(folder))
        shutil.rmtree(attempt)
        if finished:
            break
    assert finished
    assert stopped_before > 3
    assert stopped_after > 3


def test_a_run_killed_before_writing_can_be_repeated_with_the_same_result(county):
    first = county.drawn("first", "immediate")
    result = first.read("result.tsv", 1 << 20)
    again = county.folder / "again"
    shutil.copytree(first.path, again)
    for name in OUTCOME:
        (again / name).unlink()
    assert run_until(again, 3) == -9
    assert outcome_of(again) == []
    assert run_until(again, 10_000) == 0
    assert (again / "result.tsv").read_bytes() == result
    assert not list(again.glob(".result*"))
