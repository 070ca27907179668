"""The audit's tables."""

from mingcha.audit.models.event import AuditEvent

__all__ = ["AuditEvent"]
