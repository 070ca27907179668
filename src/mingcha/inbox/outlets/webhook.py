"""By a signed POST to a system of the department's (``MINGCHA_WEBHOOK_SECRET``).

The body is JSON. ``X-Mingcha-Signature`` is ``sha256=`` and the HMAC of the time in
``X-Mingcha-Timestamp``, a point and the body; ``id`` is the same when a message is sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from http import HTTPStatus
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from mingcha.foundation import clock
from mingcha.inbox.models import Message
from mingcha.inbox.outlets.faults import OutletFault

_SECONDS = 10


def post(message: Message, address: str) -> None:
    """Post a message. Raises OutletFault for any answer but a 2xx; redirects are not followed."""
    if not settings.WEBHOOK_SECRET:
        raise OutletFault("没有配置签名密钥（MINGCHA_WEBHOOK_SECRET）")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OutletFault("推送地址应以 http:// 或 https:// 开头")
    body = body_of(message)
    time = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Mingcha-Timestamp": time,
        "X-Mingcha-Signature": signature(settings.WEBHOOK_SECRET, time, body),
    }
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=_SECONDS)
    try:
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("POST", target, body, headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise OutletFault(f"对方返回 {status}")


def body_of(message: Message) -> bytes:
    """Return what is posted of a message."""
    told = {
        "id": message.key,
        "department": message.department.name,
        "title": message.title,
        "text": message.text,
        "url": message.url,
        "at": message.at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: str, time: str, body: bytes) -> str:
    """Return the header by which a receiver knows that the message is ours and when it was sent."""
    digest = hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"
