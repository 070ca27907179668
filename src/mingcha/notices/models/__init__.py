"""The documents' tables."""

from mingcha.notices.models.issued_notice import IssuedNotice
from mingcha.notices.models.notice_text import NoticeText
from mingcha.notices.models.recusal_request import RecusalRequest

__all__ = ["IssuedNotice", "NoticeText", "RecusalRequest"]
