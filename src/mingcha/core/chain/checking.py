"""Finding the first event that was altered, removed, added or moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mingcha.core.chain.event import FIRST_PREV, ChainedEvent, event_hash


class Fault(StrEnum):
    """In which way a chain is broken."""

    SEQUENCE = "sequence"
    CONTENT = "content"
    LINK = "link"
    ANCHOR = "anchor"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold.

    Attributes:
        seq: Number of the event that should stand there.
        fault: In which way it fails.
        message: The finding in plain Chinese.
    """

    seq: int
    fault: Fault
    message: str


@dataclass(slots=True)
class ChainCheck:
    """A check in progress: all it remembers is where it stands.

    Attributes:
        seq: Number of the event that comes next.
        head: Hash of the event before it.
        anchors: Hashes by number as they are known from elsewhere (printed, published, kept by
            another office). Without one a keeper who forges all that follows stays undetected.
    """

    seq: int = 0
    head: str = FIRST_PREV
    anchors: Mapping[int, str] = field(default_factory=dict)

    def take(self, event: ChainedEvent, stored_hash: str) -> Break | None:
        """Check the next event against what came before; None if it holds."""
        if event.seq != self.seq:
            message = f"此处应为第 {self.seq} 号记录，实为第 {event.seq} 号：记录有缺失、增加或移动"
            return Break(self.seq, Fault.SEQUENCE, message)
        if not _matches(event, stored_hash):
            return self._break(Fault.CONTENT, "内容与其摘要不符：内容被改动过")
        if event.prev != self.head:
            return self._break(Fault.LINK, "没有接上前一条：前一条被替换过")
        if self.anchors.get(self.seq, stored_hash) != stored_hash:
            return self._break(Fault.ANCHOR, "与另行留存的摘要不符：此条及之前的记录被重写过")
        self.seq, self.head = self.seq + 1, stored_hash
        return None

    def finish(self) -> Break | None:
        """Check that the chain goes at least as far as the anchors; None if it does."""
        if missing := sorted(seq for seq in self.anchors if seq >= self.seq):
            message = f"记录到此为止，而另行留存的摘要有第 {missing[-1]} 号：末尾的记录被删去"
            return Break(self.seq, Fault.TRUNCATED, message)
        return None

    def _break(self, fault: Fault, message: str) -> Break:
        return Break(self.seq, fault, f"第 {self.seq} 号记录{message}")


def _matches(event: ChainedEvent, stored_hash: str) -> bool:
    try:
        return event_hash(event) == stored_hash
    except UnicodeEncodeError:  # half a surrogate pair, which no event was written with
        return False


def check_chain(
    events: Iterable[tuple[ChainedEvent, str]], *, check: ChainCheck | None = None
) -> Break | None:
    """Return the first break of a chain, None where it holds.

    Args:
        events: The events in the order of their numbers, each with the hash stored beside it;
            they are read one at a time and none is kept.
        check: Where to go on from and which anchors to hold; from the beginning without any.
    """
    check = check or ChainCheck()
    for event, stored_hash in events:
        if broken := check.take(event, stored_hash):
            return broken
    return check.finish()
