"""Contenders measured in turns, each turn in a process of its own.

Turns alternate (A B C A B C …) so that whatever disturbs the machine disturbs all of them alike;
medians are reported. Memory is the highest resident size of the process, with everything in it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

TURN = "--turn"
_KIBIBYTES_PER_MEGABYTE = 1000 / 1.024
_RETURN = "contest-turn:"


@dataclass(frozen=True)
class Turn:
    """What one run took; ``note`` says what it found."""

    wall: float
    cpu: float
    peak_mb: float
    worker_peak_mb: float
    note: str


def take_turn(work: Callable[[], str]) -> None:
    """Run ``work`` in this process and hand its figures to the process that asked for them."""
    before = os.times()
    begin = time.perf_counter()
    note = work()
    wall = time.perf_counter() - begin
    after = os.times()
    turn = Turn(
        wall=wall,
        cpu=sum(after[:4]) - sum(before[:4]),
        peak_mb=_peak_mb(resource.RUSAGE_SELF),
        worker_peak_mb=_peak_mb(resource.RUSAGE_CHILDREN),
        note=note,
    )
    print(_RETURN + json.dumps(asdict(turn)))


def contest(
    contenders: Sequence[str], turns: int, arguments: Sequence[str]
) -> Mapping[str, list[Turn]]:
    """Let this script's contenders take their turns, after one that only warms the disk cache."""
    taken: dict[str, list[Turn]] = {name: [] for name in contenders}
    _asked(contenders[0], arguments)
    for _ in range(turns):
        for name in contenders:
            taken[name].append(_asked(name, arguments))
    return taken


def print_table(taken: Mapping[str, list[Turn]], rivals: Sequence[str]) -> None:
    """Print medians, and ratios to the fastest of the rivals."""
    wall = {name: median(turn.wall for turn in turns) for name, turns in taken.items()}
    cpu = {name: median(turn.cpu for turn in turns) for name, turns in taken.items()}
    rival = min(rivals, key=lambda name: wall[name])
    width = max(map(len, taken))
    print(f"{'':{width}}  wall s  (min–max)     CPU s  peak MB  workers  ratio wall  ratio CPU")
    for name, turns in taken.items():
        walls = [turn.wall for turn in turns]
        print(
            f"{name:{width}}  {wall[name]:6.2f}  ({min(walls):.2f}–{max(walls):.2f})"
            f"  {cpu[name]:7.2f}  {max(turn.peak_mb for turn in turns):7.0f}"
            f"  {max(turn.worker_peak_mb for turn in turns):7.0f}"
            f"  {wall[name] / wall[rival]:10.2f}  {cpu[name] / cpu[rival]:9.2f}  {turns[-1].note}"
        )
    print(f"ratios: to {rival}")


def _asked(name: str, arguments: Sequence[str]) -> Turn:
    command = [sys.executable, sys.argv[0], TURN, name, *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(line for line in output.splitlines() if line.startswith(_RETURN))
    return Turn(**json.loads(line.removeprefix(_RETURN)))


def _peak_mb(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / _KIBIBYTES_PER_MEGABYTE
