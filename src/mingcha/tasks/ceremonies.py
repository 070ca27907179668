"""Who draws and who attests, and until when they must have revealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.tasks.models import Draw, DrawParty, Task
from mingcha.tasks.selectors.people import possible_operators, possible_witnesses

MOST_WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The people of a draw; the organiser reveals first, the last witness last."""

    operator: User
    witnesses: Sequence[User]
    reveal_by: datetime

    def check(self, task: Task) -> None:
        """Raise DomainError where somebody may not take part, or the time is over (section 4)."""
        if not possible_operators(task).filter(pk=self.operator.pk).exists():
            raise DomainError("not_operator", "主持人须是牵头部门的抽取操作员", "operator")
        keys = {witness.pk for witness in self.witnesses}
        if not 1 <= len(self.witnesses) <= MOST_WITNESSES or len(keys) < len(self.witnesses):
            sentence = f"请选择 1 至 {MOST_WITNESSES} 名不同的见证人"
            raise DomainError("witness_number", sentence, "witnesses")
        if possible_witnesses(task).filter(pk__in=keys).count() < len(keys):
            raise DomainError("not_witness", "见证人须来自牵头部门以外的单位", "witnesses")
        if self.reveal_by <= clock.now():
            raise DomainError("reveal_by_past", "揭示期限应晚于现在", "reveal_by")

    def parties(self, draw: Draw) -> list[DrawParty]:
        """Return the parties of a draw, in the order in which they reveal."""
        people = [("organiser", "主持人", self.operator)]
        for number, witness in enumerate(self.witnesses, start=1):
            code = "witness" if number == 1 else f"witness{number}"
            people.append((code, "见证人", witness))
        return [
            DrawParty(draw=draw, order=order, code=code, title=title, user=user, unit=user.unit)
            for order, (code, title, user) in enumerate(people)
        ]
