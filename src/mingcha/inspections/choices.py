"""Results and methods (dossier D.1 to D.3)."""

from __future__ import annotations

from django.db import models


class Result(models.TextChoices):
    """The overall result of an object (D.1)."""

    NO_PROBLEM = "no_problem", "未发现问题"
    NOT_DISCLOSED = "not_disclosed", "未按规定公示应当公示的信息"
    FALSE_DISCLOSURE = "false_disclosure", "公示信息隐瞒真实情况、弄虚作假"
    UNREACHABLE = "unreachable", "通过登记的住所（经营场所）无法联系"
    RECTIFIED = "rectified", "发现问题已责令改正"
    REFUSED_SERIOUS = "refused_serious", "不配合检查情节严重"
    NO_SUCH_ACTIVITY = "no_such_activity", "未发现开展本次抽查涉及的经营活动"
    PENDING_FOLLOW_UP = "pending_follow_up", "发现问题待后续处理"
    CLOSED = "closed_or_liquidating", "已关闭停业或正在组织清算"
    DEREGISTERED = "deregistered", "注销"
    REVOKED = "revoked", "被吊销"
    CANCELLED = "cancelled", "被撤销"
    MOVED_OUT = "moved_out", "迁出"
    OTHER = "other", "其他"


PROBLEM_RESULTS = frozenset(
    {
        Result.NOT_DISCLOSED,
        Result.FALSE_DISCLOSURE,
        Result.UNREACHABLE,
        Result.RECTIFIED,
        Result.REFUSED_SERIOUS,
        Result.PENDING_FOLLOW_UP,
    }
)
"""Results that count as a problem found (D.1)."""


OBJECT_RESULTS = frozenset(
    {
        Result.UNREACHABLE,
        Result.REFUSED_SERIOUS,
        Result.NO_SUCH_ACTIVITY,
        Result.CLOSED,
        Result.DEREGISTERED,
        Result.REVOKED,
        Result.CANCELLED,
        Result.MOVED_OUT,
    }
)
"""Results of the object as a whole, whatever became of the items (D.1)."""

ENDINGS = frozenset({Result.DEREGISTERED, Result.REVOKED, Result.CANCELLED, Result.MOVED_OUT})
"""What ends an object task lawfully without a visit (C.3)."""


class Acknowledgement(models.TextChoices):
    """Whether the one inspected signed the record (C.4 item 7)."""

    SIGNED = "signed", "当事人已签字"
    REFUSED = "refused", "当事人拒绝签字"
    ABSENT = "absent", "当事人不在场"


class ItemOutcome(models.TextChoices):
    """The result of one item (D.1)."""

    NO_PROBLEM = "no_problem", "未发现问题"
    PROBLEM = "problem", "发现问题"
    NOT_CHECKED = "not_checked", "未检查"
    NOT_APPLICABLE = "not_applicable", "查无此项"


class Answer(models.TextChoices):
    """The answer to a check point."""

    YES = "yes", "符合"
    NO = "no", "不符合"
    NOT_APPLICABLE = "not_applicable", "不适用"
