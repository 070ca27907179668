"""A progress bar on standard error, for what takes longer than two seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_SECONDS_OF_PATIENCE = 2


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
