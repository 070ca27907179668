"""The documents' tables."""

from mingcha.notices.models.issued_notice import IssuedNotice
from mingcha.notices.models.notice_text import NoticeText

__all__ = ["IssuedNotice", "NoticeText"]
