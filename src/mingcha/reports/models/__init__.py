"""The reports' tables."""

from mingcha.reports.models.other_platform import OtherPlatformFigures
from mingcha.reports.models.report import Report

__all__ = ["OtherPlatformFigures", "Report"]
