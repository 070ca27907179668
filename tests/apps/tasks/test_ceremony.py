"""The ceremony: every step in its turn, by the party whose turn it is, into the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ceremony_case import PUBLIC_LINE, SECRETS, Case, frozen_case
from county import County
from kept import rewritten_file

from mingcha.core.draw.log import FIRST_PREV, check_whole_log
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.tasks import log
from mingcha.tasks.actions import ceremony
from mingcha.tasks.actions.public_values import give_public_value
from mingcha.tasks.models import LogEntry
from mingcha.tasks.selectors.draws import get_draw, possible_witnesses, visible_draws


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    then = clock.now() + timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: then)


def test_the_steps_lead_to_a_fixed_seed_and_stand_in_the_log(case: Case):
    case.ready()
    assert case.draw.state == "ready"
    assert [entry.type for entry in LogEntry.objects.all()] == [
        "REGISTER",
        "REGISTER",
        "COMMIT",
        "COMMIT",
        "PLAN",
        "REVEAL",
        "REVEAL",
        "ENTROPY",
    ]
    records = [log.record_of(entry) for entry in LogEntry.objects.all()]
    check_whole_log(SUITES["S1"], records, {case.draw.draw_id: case.task.title})
    assert LogEntry.objects.get(seq=0).prev == FIRST_PREV
    assert not case.draw.files.filter(path="draft.json").exists()


def test_the_parties_are_the_operator_and_somebody_of_another_unit(case: Case, county: County):
    assert list(possible_witnesses(county.operator, case.draw)) == [county.witness]
    for nobody in (county.lead, None):
        with pytest.raises(DomainError, match="其他单位"):
            ceremony.open_commitments(by=county.operator, draw=case.draw, witness=nobody)
    case.opened()
    parties = [(party.code, party.title, party.user) for party in case.draw.parties.all()]
    assert parties == [
        ("organiser", "组织方", county.operator),
        ("witness", "见证方", county.witness),
    ]


def test_parties_named_at_the_freeze_stay(case: Case, county: County):
    people = (("organiser", county.operator), ("witness", county.witness))
    for order, (code, user) in enumerate(people):
        case.draw.parties.create(order=order, code=code, title="一方", user=user, unit=user.unit)
    ceremony.open_commitments(by=county.operator, draw=case.draw)
    assert [party.title for party in case.draw.parties.all()] == ["一方", "一方"]
    ceremony.commit(by=county.witness, draw=case.draw, c=case.promise("witness"))


def test_a_colleague_of_the_same_unit_is_no_witness(case: Case, county: County):
    county.witness.department, county.witness.unit = county.market, county.operator.unit
    county.witness.save()
    assert not possible_witnesses(county.operator, case.draw).exists()
    county.witness.unit = county.market.units.create(name="法制股", region=county.region)
    county.witness.save()
    assert list(possible_witnesses(county.operator, case.draw)) == [county.witness]
    county.operator.unit = None
    assert not possible_witnesses(county.operator, case.draw).exists()


def test_a_witness_who_moved_into_the_unit_does_not_commit(case: Case, county: County):
    case.opened()
    county.witness.department, county.witness.unit = county.market, county.operator.unit
    county.witness.save()
    with pytest.raises(GuardFailed, match="同一单位"):
        ceremony.commit(by=county.witness, draw=case.draw, c=case.promise("witness"))


def test_only_the_lead_department_organises_and_the_office_only_watches(case: Case, county: County):
    for person, refusal in (
        (county.office, Forbidden),
        (county.fire_lead, Forbidden),
        (county.lead, Forbidden),
        (county.outsider, NotFound),
        (county.witness, NotFound),
    ):
        with pytest.raises(refusal):
            ceremony.open_commitments(by=person, draw=case.draw, witness=county.witness)
    assert get_draw(county.office, case.draw.pk) == case.draw
    assert not visible_draws(county.outsider).exists()
    with pytest.raises(Forbidden):
        visible_draws(county.inspector)


def test_nobody_commits_or_reveals_for_another(case: Case, county: County):
    case.opened()
    for person in (county.office, county.lead, county.fire_lead):
        with pytest.raises(Forbidden, match="不能代为"):
            ceremony.commit(by=person, draw=case.draw, c=case.promise("organiser"))
    with pytest.raises(NotFound):
        ceremony.commit(by=county.outsider, draw=case.draw, c=case.promise("organiser"))


def test_a_commitment_stands_once(case: Case, county: County):
    case.committed()
    with pytest.raises(GuardFailed, match="不能更换"):
        ceremony.commit(by=county.operator, draw=case.draw, c="ab" * 32)


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "ab" * 33])
def test_a_commitment_that_is_no_digest_is_told_at_its_field(
    case: Case, county: County, typed: str
):
    case.opened()
    with pytest.raises(DomainError) as refused:
        ceremony.commit(by=county.operator, draw=case.draw, c=typed)
    assert refused.value.field == "commitment"


def test_digits_may_be_pasted_in_groups_of_four(case: Case, county: County):
    case.opened()
    c = case.promise("organiser")
    spaced = " ".join(c[at : at + 4] for at in range(0, 64, 4)).upper()
    assert ceremony.commit(by=county.operator, draw=case.draw, c=spaced).commitment == c


def test_the_plan_waits_for_all_commitments(case: Case, county: County):
    case.opened()
    ceremony.commit(by=county.operator, draw=case.draw, c=case.promise("organiser"))
    with pytest.raises(GuardFailed, match="见证方还没有提交承诺"):
        ceremony.seal_plan(by=county.operator, draw=case.draw)
    assert case.fresh().draw.state == "committing"


def test_the_plan_names_its_place_in_the_log(case: Case, county: County):
    other = frozen_case(county, serial=2).opened()
    case.sealed()
    entry = LogEntry.objects.get(type="PLAN")
    plan = bytes(case.draw.files.get(path="plan.json").content).decode()
    assert f'"prev_head":"{entry.prev}"' in plan
    assert f'"seq":{entry.seq}' in plan
    assert entry.seq == 6  # two registers of either draw, two commitments
    assert entry.body == {"plan_hash": case.draw.plan_hash}
    assert other.draw.state == "committing"


def test_slots_with_few_to_choose_from_are_told_at_sealing(case: Case, county: County):
    case.committed()
    sentences = ceremony.seal_plan(by=county.operator, draw=case.draw)
    assert any("可选 3 人，不到 10 人" in sentence for sentence in sentences)


def test_the_organiser_reveals_first(case: Case, county: County):
    case.sealed()
    with pytest.raises(GuardFailed, match="组织方先揭示"):
        ceremony.reveal(by=county.witness, draw=case.draw, r=SECRETS["witness"])
    ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    with pytest.raises(Refusal, match="已经揭示"):
        ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    ceremony.reveal(by=county.witness, draw=case.draw, r=SECRETS["witness"])
    with pytest.raises(Refusal, match="已经揭示"):
        ceremony.reveal(by=county.witness, draw=case.draw, r=SECRETS["witness"])


def test_a_value_that_is_not_the_promised_one_is_refused(case: Case, county: County):
    case.sealed()
    with pytest.raises(DomainError) as refused:
        ceremony.reveal(by=county.operator, draw=case.draw, r="33" * 32)
    assert refused.value.field == "value"
    assert not LogEntry.objects.filter(type="REVEAL").exists()


def test_after_the_time_nobody_reveals(case: Case, county: County, monkeypatch):
    case.sealed()
    later(monkeypatch, hours=9)
    with pytest.raises(GuardFailed, match="期限"):
        ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])


def test_the_seed_waits_for_the_witness(case: Case, county: County):
    case.sealed()
    with pytest.raises(WrongState):
        ceremony.fix_seed(by=county.operator, draw=case.draw)
    ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    with pytest.raises(GuardFailed, match="没有揭示"):
        ceremony.fix_seed(by=county.operator, draw=case.draw)


def test_a_public_profile_waits_for_the_lottery_and_goes_on_without_who_stayed_away(
    county: County, monkeypatch
):
    case = frozen_case(county, public=True).sealed()
    with pytest.raises(DomainError, match="揭示之后"):
        give_public_value(by=county.operator, draw=case.draw, text=PUBLIC_LINE)
    ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    with pytest.raises(GuardFailed, match="kl8"):
        ceremony.fix_seed(by=county.operator, draw=case.draw)
    later(monkeypatch, hours=10)
    for person in (county.operator, county.head):
        give_public_value(by=person, draw=case.draw, text=PUBLIC_LINE)
    assert ceremony.fix_seed(by=county.operator, draw=case.draw).state == "ready"


def test_a_witness_without_the_role_is_refused_by_the_table(case: Case, county: County):
    case.opened()
    county.witness.grants.update(revoked_at=clock.now(), revoked_by="sec_admin")
    witness = type(county.witness).objects.get(pk=county.witness.pk)
    with pytest.raises((NotPermitted, Forbidden)):
        ceremony.commit(by=witness, draw=case.draw, c=case.promise("witness"))


def test_a_plan_with_other_parties_is_refused(case: Case, county: County):
    row = case.draw.files.get(path="draft.json")
    rewritten_file(row, row.content.replace(b'["organiser","witness"]', b'["a","b","c"]'))
    with pytest.raises(DomainError, match="两方"):
        case.opened()


@pytest.mark.django_db(transaction=True)
def test_the_log_is_written_inside_a_transaction_alone():
    with pytest.raises(RuntimeError):
        log.next_place()


def test_a_draw_without_entries_has_no_head(case: Case):
    assert log.head_after(case.draw) == ""
