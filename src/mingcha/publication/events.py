"""Events of publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Event):
    """A snapshot was published; the subject is its key."""

    type: ClassVar[str] = "publication.published"
    title: ClassVar[str] = "公布"
    kind: str
    version: int
    digest: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWithheld(Event):
    """A result is not published, by an exemption; the subject is the task's number."""

    type: ClassVar[str] = "publication.withheld"
    title: ClassVar[str] = "不予公开"
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReleased(Event):
    """A department's part of a joint result may be published with the others' (R-064)."""

    type: ClassVar[str] = "publication.released"
    title: ClassVar[str] = "提交一并公示"
    object: str
    department: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionStepped(Event):
    """An exemption was requested, approved or refused; the subject is the task's number."""

    type: ClassVar[str] = "publication.exemption"
    title: ClassVar[str] = "不予公开申请"
    action: str
    masked: list[str]
    basis: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofGiven(Event):
    """An object's own proof was made for it; the subject is the draw's id."""

    type: ClassVar[str] = "publication.proof_given"
    title: ClassVar[str] = "出具抽取证明"
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleHandedOut(Event):
    """The full bundle of a draw was given to somebody who may recompute it."""

    type: ClassVar[str] = "publication.bundle_handed_out"
    title: ClassVar[str] = "下载抽取全部材料"
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRecomputed(Event):
    """An auditor or a witness stated what came of recomputing a draw."""

    type: ClassVar[str] = "publication.recomputed"
    title: ClassVar[str] = "重算声明"
    verdict: str
    digest: str
