"""Computing, checking, handing in and taking monthly forms (R-133 to R-141)."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.core.statistics.triple import DEFINITION
from mingcha.core.workflow.report import REPORT
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region
from mingcha.orgs.parameters import parameter
from mingcha.reports.events import ReportChanged
from mingcha.reports.figures import computed_rows, digest_of, figures_of, findings_of
from mingcha.reports.models import Report
from mingcha.reports.policies import is_of_region, require_filler, require_receiver


@action
def compute_report(*, by: User, form: str, year: int, month: int) -> Report:
    """Compute a form of the actor's own for a month, or compute it anew before it is handed in."""
    department = None if is_of_region(form, by.region) else by.department
    report = Report.objects.filter(
        form=form, region=by.region, department=department, year=year, month=month
    ).first()
    if report is None:
        report = Report(form=form, region=by.region, department=department, year=year, month=month)
        require_filler(by, Permission.REPORT_COMPUTE, report)
    else:
        report = locked(report)
        require_filler(by, Permission.REPORT_COMPUTE, report)
        step(REPORT, report, "recompute", by=by)
    report.computed_by, report.definition = by.username, _definition(by.region)
    return _fill(report, "compute", by)


def _definition(region: Region) -> str:
    """Return the way of counting that a region asks for; this program knows one (G-1)."""
    wanted = parameter("count.definition", region=region)
    if wanted != DEFINITION:
        raise DomainError("definition_unknown", f"没有“{wanted}”这个统计口径，请在参数里改正")
    return DEFINITION


@action
def write_texts(*, by: User, report: Report, texts: Mapping[str, str]) -> Report:
    """Write the rows that ask for words; only known rows are taken."""
    report = locked(report)
    require_filler(by, Permission.REPORT_COMPUTE, report)
    step(REPORT, report, "recompute", by=by)
    known = {row["code"] for row in report.figures if not row["cells"] and not row["is_heading"]}
    report.texts = {code: text.strip() for code, text in texts.items() if code in known}
    return _fill(report, "write", by)


@action
def check_report(*, by: User, report: Report, nothing_elsewhere: bool) -> Report:
    """Find that the figures fit, and that other platforms' figures are in or that there are none."""
    report = locked(report)
    require_filler(by, Permission.REPORT_COMPUTE, report)
    wrong = "；".join(finding["message"] for finding in report.findings)
    entered = any(any(cell["entered"]) for row in report.figures for cell in row["cells"])
    missing = None if entered or nothing_elsewhere else "请填报其他平台的数据，或确认没有"
    step(
        REPORT,
        report,
        "check",
        by=by,
        figures_consistent=wrong or None,
        other_platforms_entered=missing,
    )
    report.save()
    _tell(report, "check", by)
    return report


@action
def submit_report(*, by: User, report: Report, contact: str, phone: str, mobile: str) -> Report:
    """Hand a form in; its figures are frozen from then on."""
    report = locked(report)
    require_filler(by, Permission.REPORT_SUBMIT, report)
    blank = [
        title for title, text in (("联系人", contact), ("联系电话", phone)) if not text.strip()
    ]
    changed = figures_of(computed_rows(report)) != report.figures
    step(
        REPORT,
        report,
        "submit",
        by=by,
        header_complete=f"请填写{'、'.join(blank)}" if blank else None,
        facts_unchanged="核对之后数据有变化，请重新生成并核对" if changed else None,
    )
    report.contact, report.phone, report.mobile = contact, phone, mobile
    report.submitted_by, report.submitted_at = by.username, clock.now()
    report.save()
    _tell(report, "submit", by)
    return report


@action
def return_report(*, by: User, report: Report, reason: str) -> Report:
    """Send a form back, with the reason."""
    report = locked(report)
    require_receiver(by, report)
    step(REPORT, report, "return", by=by, reason_given=reason_given(reason))
    report.return_reason = reason
    report.save()
    _tell(report, "return", by, reason)
    return report


@action
def accept_report(*, by: User, report: Report) -> Report:
    """Take a form; nobody accepts what they handed in themselves."""
    report = locked(report)
    require_receiver(by, report)
    if report.submitted_by == by.username:
        raise DomainError("own_report", "不能接收自己报送的报表")
    step(REPORT, report, "accept", by=by)
    report.save()
    _tell(report, "accept", by)
    return report


def _fill(report: Report, verb: str, by: User) -> Report:
    rows = computed_rows(report)
    report.figures = figures_of(rows)
    report.findings = findings_of(report, rows)
    report.save()
    _tell(report, verb, by)
    return report


def _tell(report: Report, verb: str, by: User, reason: str = "") -> None:
    place = report.department.name if report.department else report.region.name
    told = ReportChanged(
        subject=f"{place} 表{report.form} {report.year}-{report.month:02}",
        action=verb,
        state=report.state,
        digest=digest_of(report.figures),
        reason=reason,
    )
    record(told, by=by)
