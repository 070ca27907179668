"""The teams of a draw as its log has changed them, made anew from the kept bundle (section 10)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from mingcha.bundles.engines import verifying_loader
from mingcha.core.draw import bundle
from mingcha.core.draw.conduct import Inputs, conduct
from mingcha.core.draw.departures import Change, Placement
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.selection import Registers
from mingcha.core.draw.succession import Succession
from mingcha.tasks import log
from mingcha.tasks.behind import Behind, pseudonyms
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.bundle_store import inspectors_by_iid
from mingcha.tasks.models import Draw, LogEntry


@dataclass
class Course:
    """A draw's succession, and its log, which goes on with it."""

    draw: Draw
    plan: Plan
    registers: Registers
    succession: Succession

    @cached_property
    def people(self) -> dict[str, Behind]:
        """Who is behind each pseudonym."""
        return dict(inspectors_by_iid(self.draw))

    @cached_property
    def iids(self) -> dict[int, str]:
        """The pseudonym of each inspector who was frozen; the members of a team share theirs."""
        return pseudonyms(self.people)

    def tell(self, change: Change) -> LogEntry:
        """Log a change and take it; Refusal where the rules do not allow it."""
        entry = log.append(self.draw, EntryType.REPLACE, change.as_json())
        self.succession.take(log.record_of(entry))
        return entry

    def tell_who_comes(self) -> Placement | None:
        """Log whom the lot places after the last departure, None where nobody is to be."""
        placement = self.succession.awaited
        if placement is not None:
            self.tell(placement)
        return placement


@contextmanager
def course_of(draw: Draw) -> Iterator[Course]:
    """Give a drawn draw's course; it costs as much as a verification does."""
    with bundle_of(draw) as folder:
        plan = bundle.load_plan(folder)
        registers = verifying_loader(folder, None)(folder, plan)
        inputs = Inputs(
            plan=plan,
            entropy=bundle.load_entropy(folder, plan),
            registers=registers,
            inspectors=bundle.load_inspectors(folder, plan),
            conflicts=bundle.load_conflicts(folder, plan),
        )
        succession = Succession(plan, registers, conduct(inputs))
        for entry in log.entries(draw, EntryType.REPLACE):
            succession.take(log.record_of(entry))
        yield Course(draw, plan, registers, succession)
