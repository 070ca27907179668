"""What makes a kind of register: its columns, how a row is read, and what makes it the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from mingcha.core.intake.records import AnyRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from mingcha.core.intake.checks.repeats import RepeatRules
    from mingcha.core.intake.columns import Vocabulary
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

R = TypeVar("R", bound=AnyRecord)
R_contra = TypeVar("R_contra", bound=AnyRecord, contravariant=True)


class AcrossRows(Protocol[R_contra]):
    """A check that remembers the rows it has seen."""

    def see(self, record: R_contra, line: Line, report: Report) -> None:
        """Look at an accepted row."""


@dataclass(frozen=True, slots=True)
class RegisterKind(Generic[R]):
    """A kind of register.

    ``name`` is the word of the command line, ``title`` the Chinese one. ``key`` is the column at
    which findings about the whole row point, ``essentials`` the columns without which a row may be
    no entry at all. ``is_certain`` tells a row that is an entry beyond doubt, ``read`` makes the
    record (``None`` with an error in the report), ``identity`` is what no two records share.
    """

    name: str
    title: str
    vocabulary: Vocabulary
    key: str
    essentials: tuple[str, ...]
    is_certain: Callable[[Line], bool]
    read: Callable[[Line, Report], R | None]
    identity: Callable[[R], Hashable]
    repeat_rules: RepeatRules
    across_rows: Callable[[], tuple[AcrossRows[R], ...]]
