"""Forms of what offices and departments issue: yearly schemes and sampling rules."""

from __future__ import annotations

from datetime import date

from county import County
from django.urls import reverse
from superior import make_superior

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.plans.actions import sampling_rules as actions
from mingcha.plans.actions import schemes
from mingcha.plans.actions.scheme_files import add_scheme_file
from mingcha.plans.models import AnnualScheme, SamplingRules
from mingcha.web.plans.rules.forms import RulesForm
from mingcha.web.plans.schemes.forms import NewSchemeForm, SchemeFileForm, SchemeForm

TEXT = {
    "title": "2026年度实施方案",
    "number": "澄市监〔2026〕3号",
    "goals": "抽查比例不低于3%",
    "duties": "各股室按职责分工",
    "deadlines": "十一月底前完成",
    "measures": "",
}

PARTS = {
    "principles": "依法、公开、随机",
    "tasks": "按年度计划抽查",
    "methods": "定向与不定向相结合",
    "publicity": "二十个工作日内公示",
    "supervision": "每年考核一次",
}


def _scheme(county: County) -> AnnualScheme:
    scheme = schemes.create_scheme(
        by=county.lead, issuer="department", year=2026, title=TEXT["title"]
    )
    return schemes.write_scheme(by=county.lead, scheme=scheme, text=TEXT, parent=None)


def _submitted(county: County) -> AnnualScheme:
    scheme = _scheme(county)
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    return scheme


@station("annual-scheme-new", "lead", NewSchemeForm)
def scheme_new(county: County) -> Stand:
    _scheme(county)
    taken = Wrong("a year that has its scheme", {"year": "2026"}, "year")
    good = {"issuer": "department", "year": "2027", "title": "2027年度实施方案"}
    return Stand(reverse("annual-scheme-new"), good, elsewhere={"issuer": "region"}, wrong=(taken,))


@station("annual-scheme-edit", "lead", SchemeForm)
def scheme_edit(county: County) -> Stand:
    scheme, city = _scheme(county), make_superior(county)
    foreign = schemes.create_scheme(
        by=city.lead, issuer="department", year=2025, title="2025年度实施方案"
    )
    page = reverse("annual-scheme-edit", args=[scheme.pk])
    return Stand(page, TEXT, elsewhere={"parent": foreign.pk})


@station("annual-scheme-files", "lead", SchemeFileForm)
def scheme_files(county: County) -> Stand:
    scheme, there = _scheme(county), b"%PDF-1.7 text %%EOF"
    add_scheme_file(by=county.lead, scheme=scheme, content=there, file_name="方案.pdf")
    return Stand(
        reverse("annual-scheme-files", args=[scheme.pk]),
        {"file": Upload("附件.pdf", b"%PDF-1.7 other %%EOF")},
        wrong=(
            Wrong("a program", {"file": Upload("方案.pdf", b"MZ this is a program")}, "file"),
            Wrong("sent already", {"file": Upload("乙.pdf", there)}, "file"),
            Wrong("a name that is taken", {"file": Upload("方案.pdf", there + b" %%EOF")}, "file"),
            Wrong("an empty file", {"file": EMPTY_FILE}, "file"),
            Wrong("no file", {"file": None}, "file"),
        ),
    )


@station("annual-scheme-step return", "head")
def scheme_return(county: County) -> Stand:
    scheme = _submitted(county)
    action = reverse("annual-scheme-step", args=[scheme.pk, "return"])
    return Stand(reverse("annual-scheme", args=[scheme.pk]), {"reason": "分工不清楚"}, action)


@station("annual-scheme-step revise", "lead")
def scheme_revise(county: County) -> Stand:
    scheme = _submitted(county)
    schemes.issue_scheme(by=county.head, scheme=scheme)
    action = reverse("annual-scheme-step", args=[scheme.pk, "revise"])
    return Stand(reverse("annual-scheme", args=[scheme.pk]), {"reason": "上级调整比例"}, action)


def _rules(county: County) -> SamplingRules:
    rules = actions.draft_rules(by=county.lead)
    return actions.write_rules(
        by=county.lead, rules=rules, parts=PARTS, effective_from=date(2099, 1, 1)
    )


def _in_force(county: County) -> SamplingRules:
    rules = _rules(county)
    actions.submit_rules(by=county.lead, rules=rules)
    actions.issue_rules(by=county.head, rules=rules)
    return rules


@station("sampling-rules-edit", "lead", RulesForm)
def rules_edit(county: County) -> Stand:
    rules = _rules(county)
    over = Wrong("a day that is over", {"effective_from": "2020-01-01"}, "effective_from")
    good = PARTS | {"effective_from": "2099-01-01"}
    return Stand(
        reverse("sampling-rules-edit", args=[rules.pk]), good, wrong=(over,), may_be_empty=True
    )


@station("sampling-rules-new", "lead")
def rules_change(county: County) -> Stand:
    rules = _in_force(county)
    page = reverse("sampling-rules-version", args=[rules.pk])
    return Stand(page, {"reason": "补充公示期限"}, reverse("sampling-rules-new"))


@station("sampling-rules-step return", "head")
def rules_return(county: County) -> Stand:
    rules = _rules(county)
    actions.submit_rules(by=county.lead, rules=rules)
    action = reverse("sampling-rules-step", args=[rules.pk, "return"])
    return Stand(
        reverse("sampling-rules-version", args=[rules.pk]), {"reason": "考核办法不清"}, action
    )
