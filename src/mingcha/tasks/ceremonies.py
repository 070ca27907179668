"""Who draws and who attests, until when, and where chance comes from (protocol section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingcha.accounts.models import User
from mingcha.core.draw.public_values import MILLIBITS, is_public_source
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.tasks.models import Draw, DrawParty, Task
from mingcha.tasks.models.draw import Profile
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.people import possible_operators, possible_witnesses

MOST_WITNESSES = 3
ENOUGH_MILLIBITS = 60_000


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The people of a draw; the organiser reveals first, the last witness last.

    Without a witness here, parties come by invitation. ``disclosing`` is empty where the task's
    own choice stays. With a ``census_basis`` the only object of a stratum is checked on that
    legal basis (protocol section 14); without one such a pool is refused.
    """

    operator: User
    witnesses: Sequence[User]
    reveal_by: datetime
    profile: str = Profile.WITNESSED
    public_sources: Sequence[str] = ()
    public_after: datetime | None = None
    disclosing: str = ""
    census_basis: str = ""

    def check(self, task: Task) -> None:
        """Raise DomainError where somebody may not take part, or the profile lacks something."""
        if not possible_operators(task).filter(pk=self.operator.pk).exists():
            raise DomainError("not_operator", "主持人须是牵头部门的抽取操作员", "operator")
        keys = {witness.pk for witness in self.witnesses}
        if len(self.witnesses) > MOST_WITNESSES or len(keys) < len(self.witnesses):
            sentence = f"请选择至多 {MOST_WITNESSES} 名不同的见证人"
            raise DomainError("witness_number", sentence, "witnesses")
        if possible_witnesses(task).filter(pk__in=keys).count() < len(keys):
            raise DomainError("not_witness", "见证人须来自牵头部门以外的单位", "witnesses")
        if self.reveal_by <= clock.now():
            raise DomainError("reveal_by_past", "揭示期限应晚于现在", "reveal_by")
        if self.profile == Profile.PUBLIC:
            self._check_public()
        else:
            self._check_witnessed(task)
        self._check_disclosing(task)

    def _check_witnessed(self, task: Task) -> None:
        if self.public_sources or self.public_after:
            told = "当场见证的抽取没有公共随机源，请清空，或改选公开彩票号码参与"
            raise DomainError("no_public_source", told, "public_sources")
        if must_be_public(task):
            told = "上一次抽取有参与方没有揭示，重新抽取须有公开彩票号码参与，请改选"
            raise DomainError("public_after_incident", told, "profile")

    def _check_public(self) -> None:
        wrong = [source for source in self.public_sources if not is_public_source(source)]
        if wrong or not self.public_sources:
            told = "请写成 来源|期号，例如 kl8|2026310，每行一个"
            raise DomainError("public_source", told, "public_sources")
        if len(set(self.public_sources)) < len(self.public_sources):
            raise DomainError("public_source_twice", "同一期只能写一次", "public_sources")
        bits = sum(MILLIBITS[source.partition("|")[0]] for source in self.public_sources)
        if bits < ENOUGH_MILLIBITS:
            told = f"这些号码合计 {bits / 1000:.1f} 比特，至少要 60 比特，请加上快乐8（kl8）"
            raise DomainError("too_few_bits", told, "public_sources")
        if self.public_after is None or self.public_after <= self.reveal_by:
            told = "开奖时间应晚于揭示期限：揭示时还没有人知道号码"
            raise DomainError("public_after_early", told, "public_after")

    def _check_disclosing(self, task: Task) -> None:
        if task.is_stratified and self.disclosing not in ("", Disclosing.CONFIDENTIAL):
            by = "标签" if task.labels else "信用风险分类"
            told = f"按{by}抽取的，应选只公开摘要：哪一户属于哪一层不得公开"
            raise DomainError("class_is_confidential", told, "disclosing")
        if self.disclosing and self.disclosing not in Disclosing.values:
            raise DomainError("disclosing_unknown", "请选择公开方式", "disclosing")

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


def must_be_public(task: Task) -> bool:
    """Tell whether a draw of the task ended because a party withheld its value (section 4)."""
    return task.ended_draws.filter(state="incident").exists()
