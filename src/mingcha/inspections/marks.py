"""What a record said when somebody read it: who confirms or approves it answers for that text."""

from __future__ import annotations

import hashlib
import json

from mingcha.foundation.errors import DomainError
from mingcha.inspections.models import CheckAnswer, InspectionRecord

_FIELDS = (
    "result",
    "findings",
    "methods",
    "acknowledgement",
    "refusal_note",
    "refusal_witness",
    "policy_explained",
)


def mark_of(record: InspectionRecord) -> str:
    """Return the digest of all that a record says: conclusion, items, answers and photos."""
    answers = CheckAnswer.objects.filter(item_result__record=record)
    told = [
        [getattr(record, name) for name in _FIELDS],
        list(record.item_results.order_by("pk").values_list("pk", "outcome", "note")),
        list(answers.order_by("pk").values_list("pk", "answer", "note")),
        list(record.evidence.order_by("pk").values_list("sha256", "caption")),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def require_as_seen(record: InspectionRecord, opened: str) -> None:
    """Raise DomainError where the record changed since the mark was taken; none asks for nothing."""
    if opened and opened != mark_of(record):
        raise DomainError("changed_meanwhile", "打开本页之后，检查记录有改动，请重新核对")
