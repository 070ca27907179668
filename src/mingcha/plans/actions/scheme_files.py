"""Attaching files to a yearly scheme in work (R-027)."""

from __future__ import annotations

from dataclasses import asdict

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.plans.actions.schemes import in_work, told_scheme
from mingcha.plans.models import AnnualScheme, SchemeFile
from mingcha.registers.guide_files import checked_document


@action
def add_scheme_file(
    *, by: User, scheme: AnnualScheme, content: bytes, file_name: str
) -> SchemeFile:
    """Attach a file to a draft or returned scheme.

    Raises DomainError at ``file``: too large, no document by its content, or there already.
    """
    scheme = in_work(by, scheme)
    most = parameter(
        "scheme.max_megabytes",
        region=scheme.region,
        department=scheme.department,
        on=clock.today(),
    )
    document = checked_document(
        content, file_name, most_megabytes=int(str(most)), unnamed="实施方案"
    )
    if scheme.files.filter(sha256=document.sha256).exists():
        raise DomainError("file_twice", "这份文件已经传过了，请换一份", "file")
    if scheme.files.filter(file_name=document.file_name).exists():
        raise DomainError("file_name_twice", "已有同名的文件，请改名后再传", "file")
    made = SchemeFile.objects.create(scheme=scheme, **asdict(document), added_by=by.username)
    told_scheme(scheme, "add_file", by, sha256=made.sha256)
    return made


@action
def remove_scheme_file(*, by: User, scheme: AnnualScheme, file: int) -> None:
    """Take a file off a draft or returned scheme."""
    scheme = in_work(by, scheme)
    found = scheme.files.filter(pk=file).defer("content").first()
    if found is None:
        raise NotFound
    told_scheme(scheme, "remove_file", by, sha256=found.sha256)
    found.delete()
