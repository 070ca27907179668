"""A department writes its own texts; what was made out keeps the version that it was made from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from county import County
from django.db import DatabaseError, transaction

from mingcha.accounts.models import User
from mingcha.audit.models import AuditEvent
from mingcha.core.notices.kinds import INSPECTION_NOTICE as KIND
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.notices.actions import texts
from mingcha.notices.models import NoticeText
from mingcha.notices.scopes import scope_of
from mingcha.notices.selectors.texts import draft_of, text_from_above, text_in_force
from mingcha.orgs.models import Department, Region


def written(by: User, title: str, *, shared: bool = False, text: str = KIND.text) -> NoticeText:
    return texts.write_draft(
        by=by, kind=KIND, title=title, text=text, for_subordinates=shared, reason="试用"
    )


def in_force(by: User, title: str, *, shared: bool = False, days: int = 0) -> NoticeText:
    since = clock.today() + timedelta(days=days)
    return texts.put_in_force(by=by, draft=written(by, title, shared=shared), since=since)


def held(department: Department, days: int = 0) -> str:
    return text_in_force(KIND, department, clock.today() + timedelta(days=days)).title


def superior(county: County) -> User:
    """The lead of the city's bureau of the same line."""
    city = Region.objects.get(code="130100")
    bureau = Department.objects.create(
        code="SCJG",
        name="安澜市市场监督管理局",
        short_name="市局",
        line=county.market.line,
        region=city,
    )
    county.outsider.region, county.outsider.department = city, bureau
    county.outsider.save()
    return county.outsider


def test_the_standard_text_holds_where_nobody_wrote_one(county: County):
    assert text_in_force(KIND, county.market, clock.today()).words == "平台标准文本"


def test_a_draft_holds_for_nothing_until_its_day(county: County):
    written(county.lead, "入企检查通知书")
    assert held(county.market) == "检查通知书"
    draft = draft_of(KIND, scope_of(county.lead))
    texts.put_in_force(by=county.lead, draft=draft, since=clock.today() + timedelta(days=3))
    assert held(county.market, days=2) == "检查通知书"
    assert held(county.market, days=3) == "入企检查通知书"
    assert held(county.fire, days=3) == "检查通知书"


def test_a_draft_is_rewritten_and_a_text_in_force_is_followed_by_the_next(county: County):
    written(county.lead, "甲")
    assert written(county.lead, "乙").number == 1
    texts.put_in_force(
        by=county.lead, draft=draft_of(KIND, scope_of(county.lead)), since=clock.today()
    )
    assert in_force(county.lead, "丙").number == 2
    assert held(county.market) == "丙"


def test_the_departments_own_goes_before_its_superiors_and_the_offices(county: County):
    in_force(county.office, "双随办的")
    assert held(county.market) == held(county.fire) == "双随办的"
    city = superior(county)
    in_force(city, "市局自用的")
    assert held(county.market) == "双随办的"
    in_force(city, "市局下发的", shared=True)
    assert held(county.market) == "市局下发的"
    assert held(county.fire) == "双随办的"
    in_force(county.lead, "本局的")
    assert held(county.market) == "本局的"
    above = text_from_above(KIND, scope_of(county.lead), clock.today())
    assert above.words == "安澜市市场监督管理局 第2版"


def test_what_is_given_back_leaves_the_text_from_above(county: County):
    in_force(county.office, "双随办的")
    in_force(county.lead, "本局的")
    texts.give_back(by=county.lead, kind=KIND, since=clock.today(), reason="统一")
    assert held(county.market) == "双随办的"
    with pytest.raises(DomainError, match="没有自定文本"):
        texts.give_back(by=county.lead, kind=KIND, since=clock.today(), reason="再一次")
    texts.give_back(by=county.office, kind=KIND, since=clock.today(), reason="用标准文本")
    assert held(county.market) == "检查通知书"


def test_nothing_is_given_back_while_a_draft_is_in_work(county: County):
    in_force(county.lead, "本局的")
    written(county.lead, "又一版")
    with pytest.raises(DomainError, match="草稿"):
        texts.give_back(by=county.lead, kind=KIND, since=clock.today(), reason="统一")


def test_a_text_with_faults_is_refused_with_all_of_them(county: County):
    with pytest.raises(DomainError) as refused:
        written(county.lead, "甲", text="致{企业名}")
    assert refused.value.field == "text"
    assert "第 1 行：没有 {企业名} 这个占位符" in refused.value.message
    assert "全文缺少 {落款}" in refused.value.message


def test_a_text_in_force_is_changed_by_nobody(county: County):
    row = in_force(county.lead, "甲")
    for act in (
        lambda: texts.put_in_force(by=county.lead, draft=row, since=clock.today()),
        lambda: texts.drop_draft(by=county.lead, draft=row),
    ):
        with pytest.raises(DomainError, match="已经启用"):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeText.objects.filter(pk=row.pk).update(title="乙")


def test_a_day_that_is_over_and_a_missing_reason_are_refused(county: County):
    draft = written(county.lead, "甲")
    with pytest.raises(DomainError, match="早于今天"):
        texts.put_in_force(by=county.lead, draft=draft, since=clock.today() - timedelta(days=1))
    with pytest.raises(DomainError, match="修改说明"):
        texts.write_draft(
            by=county.lead,
            kind=KIND,
            title="甲",
            text=KIND.text,
            for_subordinates=False,
            reason=" ",
        )


def test_others_drafts_are_not_there_and_who_may_not_write_is_refused(county: County):
    draft = written(county.lead, "甲")
    with pytest.raises(NotFound):
        texts.put_in_force(by=county.fire_lead, draft=draft, since=clock.today())
    with pytest.raises(Forbidden):
        written(county.head, "乙")


def test_every_step_is_recorded_with_its_scope_and_version(county: County):
    in_force(county.lead, "甲")
    texts.drop_draft(by=county.lead, draft=written(county.lead, "乙"))
    texts.give_back(by=county.lead, kind=KIND, since=clock.today(), reason="统一")
    told = AuditEvent.objects.filter(type="notice_text.changed").order_by("seq")
    steps = [(event.body["action"], event.body["version"]) for event in told]
    assert steps == [
        ("write_text", 1),
        ("start_text", 1),
        ("write_text", 2),
        ("drop_text", 2),
        ("give_back_text", 2),
    ]
    assert {event.body["scope"] for event in told} == {county.market.name}
