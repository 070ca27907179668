"""Forms of what offices and departments issue: yearly schemes and sampling rules."""

from __future__ import annotations

from county import County
from django.urls import reverse
from superior import make_superior

from bad_input.stations import EMPTY_FILE, Stand, Upload, Wrong, station
from mingcha.plans.actions import schemes
from mingcha.plans.actions.scheme_files import add_scheme_file
from mingcha.plans.models import AnnualScheme
from mingcha.web.plans.schemes.forms import NewSchemeForm, SchemeFileForm, SchemeForm

TEXT = {
    "title": "2026年度实施方案",
    "number": "澄市监〔2026〕3号",
    "goals": "抽查比例不低于3%",
    "duties": "各股室按职责分工",
    "deadlines": "十一月底前完成",
    "measures": "",
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
