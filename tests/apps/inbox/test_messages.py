"""A message is kept in the platform; outlets send it on, and their failures are told, not lost."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from county import County
from django.core import mail
from django.urls import reverse

from mingcha.accounts.permissions import Permission
from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.inbox.actions.reading import mark_read
from mingcha.inbox.actions.sending import retry, send
from mingcha.inbox.jobs import TRIES, deliver
from mingcha.inbox.models import Delivery, Message
from mingcha.inbox.outlets.faults import OutletFault
from mingcha.inbox.selectors.messages import messages_of, unread
from mingcha.orgs.actions.parameters import set_parameter
from mingcha.orgs.parameter_values import value_fault

SECRET = "ceshi-miyao"


class Receiver(HTTPServer):
    """A department's system on the loopback; ``answers`` are the states it gives, 200 when none is left."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?from=mingcha"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(({"path": self.path, **dict(self.headers)}, body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    settings.WEBHOOK_SECRET = SECRET
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def place(county: County, **values: object) -> None:
    """Set the outlets of the market bureau."""
    for name, value in values.items():
        set_parameter(
            by=county.sys_admin,
            key=f"message.{name}",
            region=county.region,
            department=county.market,
            year=None,
            value=value,
            reason="试用",
        )


def told(county: County, key: str = "k1") -> Message | None:
    return send(
        by=county.lead,
        key=key,
        department=county.market,
        permission=Permission.PLAN_EDIT,
        title="2026年度计划还没有公布",
        text="应在2026年1月20日前公布。",
        url="/plans/",
    )


def run(delivery: Delivery) -> Delivery:
    """Run the delivery's job as the worker would, until it no longer asks for another try."""
    for _ in range(TRIES):
        try:
            deliver.func(delivery=delivery.pk)
        except (OutletFault, OSError, ValueError, OverflowError):
            continue
        break
    delivery.refresh_from_db()
    return delivery


def test_a_message_is_seen_by_the_departments_people_with_the_right(county: County):
    message = told(county)
    assert list(messages_of(county.lead)) == [message]
    for persona in ("head", "fire_lead", "outsider", "sys_admin"):
        assert not messages_of(county.people[persona]).exists()
    assert not Delivery.objects.exists()
    assert AuditEvent.objects.get(type="message.sent").body["department"] == county.market.name


def test_the_same_is_told_once(county: County):
    assert told(county) is not None
    assert told(county) is None
    assert Message.objects.count() == 1


def test_each_takes_note_for_themselves(county: County):
    first, second = told(county), told(county, "k2")
    assert mark_read(by=county.lead, pk=first.pk) == 1
    assert list(unread(county.lead)) == [second]
    assert mark_read(by=county.lead) == 1
    assert mark_read(by=county.lead) == 0
    assert mark_read(by=county.fire_lead, pk=first.pk) == 0
    assert [each.is_read for each in messages_of(county.lead)] == [True, True]


def test_mail_goes_to_the_departments_box(county: County, settings):
    settings.EMAIL_HOST, settings.OWN_ADDRESS = "mail.example", "https://sj.example"
    place(county, outlets=["email"], email="market@example.gov.cn")
    told(county)
    assert run(Delivery.objects.get()).state == "sent"
    (sent,) = mail.outbox
    assert sent.to == ["market@example.gov.cn"]
    assert "还没有公布" in sent.subject
    assert "https://sj.example/plans/" in sent.body


def test_a_letter_sent_again_is_known_by_its_number(county: County, settings):
    settings.EMAIL_HOST = "mail.example"
    place(county, outlets=["email"], email="market@example.gov.cn")
    told(county)
    told(county, "k2")
    first, second = Delivery.objects.order_by("pk")
    run(first)
    Delivery.objects.update(state="waiting")  # as where the worker died before it noted this
    run(first)
    run(second)
    numbers = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert numbers[0] == numbers[1] != numbers[2]


def test_without_a_mail_server_the_fault_says_so_and_the_message_stays(county: County, settings):
    settings.EMAIL_HOST = ""
    place(county, outlets=["email"], email="market@example.gov.cn")
    message = told(county)
    row = run(Delivery.objects.get())
    assert (row.state, row.tries) == ("failed", TRIES)
    assert "没有配置邮件服务器" in row.fault
    assert list(messages_of(county.lead)) == [message]


def test_a_webhook_is_signed_over_time_and_body(county: County, receiver: Receiver):
    place(county, outlets=["webhook"], webhook=receiver.address)
    message = told(county)
    assert run(Delivery.objects.get()).state == "sent"
    ((headers, body),) = receiver.got
    assert headers["path"] == "/hook?from=mingcha"
    signed = headers["X-Mingcha-Timestamp"].encode() + b"." + body
    digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Mingcha-Signature"] == f"sha256={digest}"
    assert json.loads(body) == {
        "id": "k1",
        "department": county.market.name,
        "title": message.title,
        "text": message.text,
        "url": "/plans/",
        "at": message.at.isoformat(),
    }


def test_a_webhook_is_tried_again_and_not_for_ever(county: County, receiver: Receiver):
    place(county, outlets=["webhook"], webhook=receiver.address)
    receiver.answers = [500, 302]
    told(county)
    row = run(Delivery.objects.get())
    assert (row.state, row.tries, row.fault) == ("sent", 3, "")
    receiver.answers = [503] * TRIES
    told(county, "k2")
    row = run(Delivery.objects.get(message__key="k2"))
    assert (row.state, row.tries, row.fault) == ("failed", TRIES, "对方返回 503")
    deliver.func(delivery=row.pk)
    assert len(receiver.got) == 3 + TRIES


def test_without_a_secret_nothing_is_posted(county: County, receiver: Receiver, settings):
    settings.WEBHOOK_SECRET = ""
    place(county, outlets=["webhook"], webhook=receiver.address)
    told(county)
    assert "没有配置签名密钥" in run(Delivery.objects.get()).fault
    assert receiver.got == []


def test_a_place_without_an_address_sends_nowhere(county: County):
    place(county, outlets=["email", "webhook"])
    assert told(county) is not None
    assert not Delivery.objects.exists()


def test_the_administrator_sends_again_to_the_address_that_holds_now(county, receiver: Receiver):
    place(county, outlets=["webhook"], webhook="http://127.0.0.1:9/")
    told(county)
    row = run(Delivery.objects.get())
    assert row.state == "failed"
    with pytest.raises(Forbidden):
        retry(by=county.lead, delivery=row)
    place(county, webhook=receiver.address)
    assert run(retry(by=county.sys_admin, delivery=row)).state == "sent"
    with pytest.raises(DomainError, match="已发送"):
        retry(by=county.sys_admin, delivery=row)


def test_an_address_that_is_none_is_a_fault_that_is_told(county: County, settings):
    settings.WEBHOOK_SECRET = SECRET
    place(county, outlets=["webhook"], webhook="http://127.0.0.1:99999/")
    told(county)
    row = run(Delivery.objects.get())
    assert (row.state, row.tries) == ("failed", TRIES)
    assert row.fault


def test_what_has_waited_long_is_sent_again_and_what_was_switched_off_is_not(
    county: County, receiver: Receiver
):
    place(county, outlets=["webhook"], webhook=receiver.address)
    told(county)
    row = Delivery.objects.get()
    with pytest.raises(DomainError, match="正在等待发送"):
        retry(by=county.sys_admin, delivery=row)
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        assert run(retry(by=county.sys_admin, delivery=row)).state == "sent"
    Delivery.objects.update(state="failed")
    place(county, outlets=[])
    with pytest.raises(DomainError, match="该渠道已停用"):
        retry(by=county.sys_admin, delivery=row)


@pytest.mark.parametrize(
    ("key", "value", "is_right"),
    [
        ("message.outlets", ["email", "webhook"], True),
        ("message.outlets", ["fax"], False),
        ("message.email", "", True),
        ("message.email", "market@example.gov.cn", True),
        ("message.email", "不是邮箱", False),
        ("message.webhook", "https://sj.example/hook", True),
        ("message.webhook", "ftp://sj.example", False),
        ("message.webhook", "http://[x", False),
        ("message.webhook", "https://sj.example/推送", False),
    ],
)
def test_outlets_and_addresses_are_checked_when_they_are_set(key, value, is_right):
    assert (value_fault(key, value) is None) == is_right


def test_the_pages_show_messages_and_failures(county: County, browse):
    place(county, outlets=["webhook"], webhook="http://127.0.0.1:9/")
    message = told(county)
    client = browse(county.lead)
    page = client.get(reverse("messages")).content.decode()
    assert "应在2026年1月20日前公布。" in page
    assert "未读" in page
    client.post(reverse("messages-read"), {"message": message.pk})
    assert "未读" not in client.get(reverse("messages")).content.decode()
    told(county, "k2")
    client.post(reverse("messages-read"))
    assert not unread(county.lead).exists()
    for row in Delivery.objects.all():
        run(row)
    browse(county.sys_admin)
    page = client.get(reverse("deliveries")).content.decode()
    assert "没有发出" in page
    assert message.text not in page
    row = Delivery.objects.first()
    assert client.post(reverse("delivery-retry", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == "waiting"
    assert client.post(reverse("delivery-retry", args=[0])).status_code == 404
