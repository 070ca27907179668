"""Progress on standard error, for what takes longer than two seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_SECONDS_OF_PATIENCE = 2
_SECONDS_BETWEEN_SIGNS = 0.5


def progress_bar(
    things: Iterable[T], doing: str, *, total: int | None = None, unit: str = "行"
) -> Iterable[T]:
    """Pass ``things`` on; a person at a terminal sees what is being done and how far it is."""
    bar: Iterable[T] = tqdm(
        things,
        desc=doing,
        total=total,
        unit=unit,
        delay=_SECONDS_OF_PATIENCE,
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        leave=False,
    )
    return bar


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Show what is being done and for how long, where there is nothing to count."""
    if not sys.stderr.isatty():
        yield
        return
    finished = Event()
    sign = Thread(target=_show_signs_of_life, args=(doing, finished), daemon=True)
    sign.start()
    try:
        yield
    finally:
        finished.set()
        sign.join()


def _show_signs_of_life(doing: str, finished: Event) -> None:
    with tqdm(
        desc=doing,
        bar_format="{desc}，已用 {elapsed}",
        delay=_SECONDS_OF_PATIENCE,  # or it would show itself before it is asked to
        file=sys.stderr,
        leave=False,
    ) as bar:
        if finished.wait(_SECONDS_OF_PATIENCE):
            return
        bar.refresh()
        while not finished.wait(_SECONDS_BETWEEN_SIGNS):
            bar.refresh()
        bar.clear()
