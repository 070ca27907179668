"""A result on its way to the public: by whom, when, masked or withheld, corrected, followed up."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from county import County
from publication_case import make_task, reviewed

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.foundation.models import Job
from mingcha.orgs.models import Parameter
from mingcha.publication.actions.exemptions import (
    approve_exemption,
    refuse_exemption,
    request_exemption,
)
from mingcha.publication.actions.results import (
    publish_follow_up,
    publish_result,
    published_result,
    start_publishing,
)
from mingcha.publication.jobs import publish_due_results
from mingcha.publication.models import Exemption, Publication
from mingcha.publication.selectors import duties
from mingcha.publication.selectors.waiting import waiting_for
from mingcha.tasks.models import ObjectTask

BOTH = pytest.mark.django_db(databases=["default", "progress"])


@pytest.fixture
def approved(county: County) -> ObjectTask:
    from publication_case import _objects, _staff

    from mingcha.tasks.models import TeamMember

    task = make_task(county)
    part = task.sub_tasks.get(department=county.market)
    row = ObjectTask.objects.create(
        task=task, sub_task=part, object=_objects(county, "A")[0], state="assigned"
    )
    TeamMember.objects.create(object_task=row, inspector=_staff(county)[0], slot=0)
    reviewed(county, row, "rectified", "执法员甲S电话13812345678，现场改正")
    return row


def follow_up(county: County, row: ObjectTask, by=None, outcome="复查合格"):
    return publish_follow_up(
        by=by or county.officer,
        object_task=row,
        measure="责令限期改正",
        outcome=outcome,
        closed_at=clock.now(),
    )


def test_a_reviewed_result_is_published_without_people(county: County, approved: ObjectTask):
    published = publish_result(by=county.reviewer, object_task=approved)
    approved.refresh_from_db()
    assert approved.state == "published"
    (part,) = published.content["parts"]
    assert part["findings"] == "（略）电话（略），现场改正"
    assert part["items"][0]["outcome"] == "发现问题"
    event = AuditEvent.objects.get(type="publication.published")
    assert (event.body["digest"], event.body["is_late"]) == (published.digest, False)


def test_who_may_publish(county: County, approved: ObjectTask):
    with pytest.raises(NotFound):
        publish_result(by=county.fire_lead, object_task=approved)
    with pytest.raises(Forbidden):
        publish_result(by=county.inspector, object_task=approved)
    publish_result(by=county.lead, object_task=approved)
    with pytest.raises(WrongState):
        publish_result(by=county.lead, object_task=approved)


def test_a_late_result_is_published_and_called_late(county: County, approved: ObjectTask):
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert list(duties.overdue_results(county.lead)) == [approved]
        assert list(duties.overdue_results(county.office)) == [approved]
        publish_result(by=county.lead, object_task=approved)
        assert not duties.overdue_results(county.office).exists()
    assert AuditEvent.objects.get(type="publication.published").body["is_late"]


def test_a_correction_is_not_late_where_the_first_version_was_in_time(
    county: County, approved: ObjectTask
):
    publish_result(by=county.lead, object_task=approved)
    approved.record.methods = ["written"]
    approved.record.save()
    ObjectTask.objects.update(state="corrected")
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert not duties.overdue_results(county.lead).exists()
        publish_result(by=county.lead, object_task=approved, reason="方式有误")
    late = AuditEvent.objects.filter(type="publication.published").values_list("body__is_late")
    assert list(late) == [(False,), (False,)]


def _at_once(county: County) -> None:
    Parameter.objects.create(
        key="publication.at_approval", department=county.market, value=True, reason="随审随公示"
    )


def test_an_approved_record_waits_for_its_publication(county: County, approved: ObjectTask):
    announce("record.approved", record=approved.record, by=county.reviewer)
    assert published_result(approved) is None


def test_a_department_may_publish_at_approval(county: County, approved: ObjectTask):
    _at_once(county)
    announce("record.approved", record=approved.record, by=county.head)  # who may not publish
    assert published_result(approved) is None
    announce("record.approved", record=approved.record, by=county.reviewer)
    assert published_result(approved).version == 1


def test_a_request_holds_publication_until_another_decides(county: County, approved: ObjectTask):
    asked = request_exemption(
        by=county.lead, object_task=approved, masked=["findings", "items"], basis="商业秘密"
    )
    _at_once(county)
    announce("record.approved", record=approved.record, by=county.reviewer)
    with pytest.raises(GuardFailed, match="还没有批准"):
        publish_result(by=county.lead, object_task=approved)
    assert list(duties.pending_exemptions(county.head)) == [asked]
    assert duties.get_exemption(county.head, asked.pk) == asked
    with pytest.raises(Forbidden):
        approve_exemption(by=county.lead, exemption=asked)
    approve_exemption(by=county.head, exemption=asked)
    with pytest.raises(DomainError, match="已经批准"):
        refuse_exemption(by=county.head, exemption=asked, reason="不属于")
    published = publish_result(by=county.lead, object_task=approved)
    (part,) = published.content["parts"]
    assert (part["findings"], part["items"]) == ("", [])
    assert part["masked"] == ["检查情况", "各事项结果"]
    assert asked.masked_words == "检查情况、各事项结果"


def test_nobody_decides_on_the_own_request(county: County, approved: ObjectTask):
    from mingcha.accounts.models import RoleGrant

    RoleGrant.objects.create(user=county.head, role="dept_lead", granted_by="setup")
    asked = request_exemption(
        by=county.head, object_task=approved, masked=["object"], basis="个人隐私"
    )
    with pytest.raises(Forbidden, match="另一人"):
        approve_exemption(by=county.head, exemption=asked)


def test_a_refused_request_is_gone_and_its_events_stay(county: County, approved: ObjectTask):
    asked = request_exemption(
        by=county.lead, object_task=approved, masked=["whole"], basis="商业秘密"
    )
    with pytest.raises(DomainError, match="理由"):
        refuse_exemption(by=county.head, exemption=asked, reason=" ")
    refuse_exemption(by=county.head, exemption=asked, reason="不属于商业秘密")
    assert not Exemption.objects.exists()
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="publication.exemption")]
    assert verbs == ["request", "refuse"]
    assert publish_result(by=county.lead, object_task=approved)


def test_a_request_needs_parts_basis_and_a_result_not_yet_public(
    county: County, approved: ObjectTask
):
    ask = {"by": county.lead, "object_task": approved}
    for masked in ([], ["name"]):
        with pytest.raises(DomainError, match="请选择"):
            request_exemption(**ask, masked=masked, basis="商业秘密")
    with pytest.raises(DomainError, match="法律依据"):
        request_exemption(**ask, masked=["items"], basis=" ")
    request_exemption(**ask, masked=["items"], basis="商业秘密")
    with pytest.raises(DomainError, match="已有"):
        request_exemption(**ask, masked=["items"], basis="商业秘密")
    Exemption.objects.all().delete()
    publish_result(by=county.lead, object_task=approved)
    with pytest.raises(DomainError, match="已公示"):
        request_exemption(**ask, masked=["items"], basis="商业秘密")


@pytest.mark.parametrize("state", ["visiting", "terminated"])
def test_a_request_about_what_is_not_reviewed_yet_waits_for_its_head(
    county: County, approved: ObjectTask, state: str
):
    request_exemption(by=county.lead, object_task=approved, masked=["object"], basis="个人隐私")
    approved.record.item_results.all().delete()
    approved.record.delete()
    ObjectTask.objects.update(state=state)
    waiting = [to_do.due for to_do in waiting_for(county.head)]
    assert waiting == ([] if state == "terminated" else [approved.task.period_to])


def test_a_withheld_result_leaves_no_snapshot_and_an_event(county: County, approved: ObjectTask):
    asked = request_exemption(
        by=county.lead, object_task=approved, masked=["whole"], basis="国家秘密"
    )
    approve_exemption(by=county.head, exemption=asked)
    assert publish_result(by=county.lead, object_task=approved) is None
    assert not Publication.objects.exists()
    assert AuditEvent.objects.get(type="publication.withheld").body["basis"] == "国家秘密"
    assert follow_up(county, approved) is None


def test_a_masked_object_stays_masked_in_its_follow_up(county: County, approved: ObjectTask):
    asked = request_exemption(
        by=county.lead, object_task=approved, masked=["object"], basis="个人隐私"
    )
    approve_exemption(by=county.head, exemption=asked)
    published = publish_result(by=county.lead, object_task=approved)
    ended = follow_up(county, approved)
    for row in (published, ended):
        assert approved.object.code not in f"{row.key}{row.title}{row.content}{row.object_code}"
        assert approved.object.name not in f"{row.title}{row.content}{row.object_name}"


def test_a_masked_object_is_not_told_by_free_text(county: County, approved: ObjectTask):
    thing, record = approved.object, approved.record
    record.refusal_witness = "见证人李四"
    record.findings = f"{thing.name}（{thing.code}）位于{thing.address}，李四、见证人李四在场"
    record.save()
    asked = request_exemption(
        by=county.lead, object_task=approved, masked=["object"], basis="个人隐私"
    )
    approve_exemption(by=county.head, exemption=asked)
    first = publish_result(by=county.lead, object_task=approved)
    assert first.content["findings"] == "（略）（（略））位于（略），李四、（略）在场"
    ended = follow_up(county, approved, outcome=f"{thing.name}已改正")
    assert ended.content["outcome"] == "（略）已改正"
    record.methods = ["written"]
    record.save()
    ObjectTask.objects.update(state="corrected")
    again = publish_result(by=county.lead, object_task=approved, reason=f"{thing.name}申诉")
    assert again.reason == "（略）申诉"


def test_the_reason_of_a_correction_names_nobody(county: County, approved: ObjectTask):
    publish_result(by=county.lead, object_task=approved)
    approved.record.methods = ["written"]
    approved.record.save()
    ObjectTask.objects.update(state="corrected")
    told = "执法员甲S选错，当事人138-1234-5678申诉"
    second = publish_result(by=county.lead, object_task=approved, reason=told)
    assert second.reason == "（略）选错，当事人（略）申诉"


def test_a_correction_is_a_new_version_with_a_reason(county: County, approved: ObjectTask):
    first = publish_result(by=county.lead, object_task=approved)
    approved.record.methods = ["written"]
    approved.record.save()
    ObjectTask.objects.update(state="corrected")
    with pytest.raises(DomainError, match="原因"):
        publish_result(by=county.lead, object_task=approved)
    second = publish_result(by=county.lead, object_task=approved, reason="方式有误")
    assert (second.key, second.version, second.reason) == (first.key, 2, "方式有误")
    assert Publication.objects.filter(kind="result").count() == 2


def test_a_follow_up_is_published_by_who_handles_it(county: County, approved: ObjectTask):
    publish_result(by=county.lead, object_task=approved)
    with pytest.raises(NotFound):
        follow_up(county, approved, by=county.fire_lead)
    with pytest.raises(Forbidden):
        follow_up(county, approved, by=county.inspector)
    assert follow_up(county, approved).title.endswith("后续处置")
    assert follow_up(county, approved, outcome="再次复查合格").version == 2


@BOTH
def test_the_job_publishes_what_waits_and_can_be_run_again(county: County, approved: ObjectTask):
    job = start_publishing(by=county.lead, page="/")
    assert Job.objects.get(pk=job.pk).title == "公示已审定的检查结果"
    assert list(duties.publishable(county.lead)) == [approved]
    for _ in range(2):
        publish_due_results.func(job_key=job.key, publisher=county.lead.pk)
    assert Publication.objects.filter(kind="result").count() == 1
    assert not duties.results_to_publish(county.lead).exists()


@BOTH
def test_the_job_goes_on_after_one_that_waits_for_a_decision(
    county: County, approved: ObjectTask, monkeypatch
):
    other = ObjectTask.objects.create(
        task=approved.task,
        sub_task=approved.sub_task,
        object=type(approved.object).objects.exclude(pk=approved.object_id).first(),
        state="assigned",
    )
    reviewed(county, other)
    first = min(approved, other, key=lambda row: row.object.code)
    request_exemption(by=county.lead, object_task=first, masked=["items"], basis="商业秘密")
    monkeypatch.setattr("mingcha.publication.jobs.publishable", lambda by: ObjectTask.objects.all())
    publish_due_results.func(job_key="j", publisher=county.lead.pk)
    states = dict(ObjectTask.objects.values_list("pk", "state"))
    assert [states.pop(first.pk), *states.values()] == ["approved", "published"]


@BOTH
def test_the_job_passes_over_what_was_published_meanwhile(
    county: County, approved: ObjectTask, monkeypatch
):
    waiting = duties.publishable(county.lead)
    list(waiting)
    monkeypatch.setattr(
        "mingcha.publication.jobs.publishable",
        lambda by: ObjectTask.objects.filter(pk=approved.pk),
    )
    publish_result(by=county.lead, object_task=approved)
    publish_due_results.func(job_key="j", publisher=county.lead.pk)
    assert Publication.objects.count() == 1


def test_duties_lie_within_the_scope(county: County, approved: ObjectTask):
    assert duties.get_result(county.lead, approved.pk) == approved
    for read in (duties.get_result, duties.get_visited):
        with pytest.raises(NotFound):
            read(county.fire_lead, approved.pk)
    with pytest.raises(NotFound):
        duties.get_visited(county.lead, 0)
    with pytest.raises(NotFound):
        duties.get_exemption(county.head, 0)
    assert not duties.results_to_publish(county.fire_lead).exists()
    with pytest.raises(Forbidden):
        duties.results_to_publish(county.head)
    assert NotPermitted
