"""The pages of the sampling rules, and where a task and its draw name them."""

from __future__ import annotations

from datetime import date

from county import County
from django.urls import reverse
from publication_case import make_task

from mingcha.plans.actions import sampling_rules as actions
from mingcha.plans.models import SamplingRules
from mingcha.tasks.actions.schemes import submit_scheme, write_scheme
from mingcha.tasks.models import Task, TaskScheme

PARTS = {
    "principles": "依法、公开、随机",
    "tasks": "按年度计划抽查",
    "methods": "定向与不定向相结合",
    "publicity": "二十个工作日内公示",
    "supervision": "每年考核一次",
}


def step(client, rules: SamplingRules, verb: str, **given: str) -> None:
    client.post(reverse("sampling-rules-step", args=[rules.pk, verb]), given)


def test_rules_go_from_form_to_the_public_and_are_changed(county: County, browse, client):
    lead = browse(county.lead)
    assert "起草抽查规则" in lead.get(reverse("sampling-rules")).content.decode()
    lead.post(reverse("sampling-rules-new"))
    rules = SamplingRules.objects.get()
    edit = reverse("sampling-rules-edit", args=[rules.pk])
    page = lead.post(edit, PARTS | {"effective_from": "2020-01-01"})
    assert page.context["form"].errors["effective_from"] == ["施行日期已经过去，请改为今天或以后"]
    lead.post(edit, PARTS | {"effective_from": "2099-01-01"})
    step(lead, rules, "submit")
    step(browse(county.head), rules, "issue")
    SamplingRules.objects.update(effective_from="2020-01-01")
    lead = browse(county.lead)
    shown = lead.get(reverse("sampling-rules")).content.decode()
    assert "第 1 版" in shown
    assert "2020-01-01" in shown
    lead.post(reverse("sampling-rules-new"), {"reason": "缩短公示期限"})
    second = SamplingRules.objects.get(version=2)
    lead.post(
        reverse("sampling-rules-edit", args=[second.pk]),
        PARTS | {"publicity": "十个工作日内公示", "effective_from": "2099-01-01"},
    )
    page = lead.get(reverse("sampling-rules-version", args=[second.pk])).content.decode()
    assert "与上一版的不同" in page
    assert "<del>二</del>" in page
    client.logout()
    shown = client.get(reverse("public-document", args=["rules", "130136-SCJG"]))
    assert "定向与不定向相结合" in shown.content.decode()


def test_a_refused_change_is_told_on_the_version(county: County, browse):
    rules = actions.draft_rules(by=county.lead)
    SamplingRules.objects.update(state="issued", effective_from="2020-01-01")
    lead = browse(county.lead)
    answer = lead.post(reverse("sampling-rules-new"), {"reason": ""}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("sampling-rules-version", args=[rules.pk])
    assert "请写明修订原因" in answer.content.decode()


def test_what_is_not_ones_own(county: County, browse):
    rules = actions.draft_rules(by=county.lead)
    url = reverse("sampling-rules-version", args=[rules.pk])
    assert browse(county.fire_lead).get(url).status_code == 404
    edit = reverse("sampling-rules-edit", args=[rules.pk])
    assert browse(county.lead).get(edit).status_code == 200
    assert browse(county.head).get(edit).status_code == 403
    SamplingRules.objects.update(state="submitted")
    assert browse(county.lead).get(edit).status_code == 404
    burn = reverse("sampling-rules-step", args=[rules.pk, "burn"])
    assert browse(county.lead).post(burn).status_code == 404


def test_a_task_names_the_rules_in_force_when_it_was_handed_in(county: County, browse):
    task = make_task(county)
    TaskScheme.objects.filter(task=task).delete()
    Task.objects.filter(pk=task.pk).update(state="draft")
    actions.draft_rules(by=county.lead)
    SamplingRules.objects.update(state="issued", effective_from=date(2020, 1, 1))
    text = {"content": "内容", "methods": ["on_site"], "division": "分工", "frequency": "每年1次"}
    write_scheme(by=county.lead, task=task, text=text, team_size=2)
    page = browse(county.lead).get(reverse("task", args=[task.pk])).content.decode()
    assert "提交方案时写入当日施行的版本" in page
    submit_scheme(by=county.lead, task=task)
    rules = SamplingRules.objects.get()
    assert TaskScheme.objects.get(task=task).sampling_rules == rules
    page = browse(county.lead).get(reverse("task", args=[task.pk])).content.decode()
    assert reverse("sampling-rules-version", args=[rules.pk]) in page
    assert "市场监督管理局抽查规则第1版" in page
