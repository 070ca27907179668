"""The follow-up's tables."""

from mingcha.followup.models.follow_up import FollowUp, FollowUpStep

__all__ = ["FollowUp", "FollowUpStep"]
