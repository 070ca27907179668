"""Whether what is stored is still what was recorded: chain, log, draws, publications, attachments.

Everything is read as a stream; of the publications only keys and digests are remembered. Cost:
one hash of every stored byte.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.audit.verification import first_break
from mingcha.reports.selectors.soundness_of_draws import unsound_draws, unsound_log
from mingcha.reports.selectors.soundness_of_files import unsound_files
from mingcha.reports.selectors.soundness_of_publications import unsound_publications

KINDS = ("审计链", "抽取日志", "抽取", "公开快照", "照片和附件")


def unsound() -> Iterator[str]:
    """Give, for each kind of thing, a plain sentence on the first that was changed by hand."""
    broken = first_break()
    if broken:
        yield f"审计链：{broken.message}"
    found = (unsound_log(), unsound_draws(), unsound_publications(), unsound_files())
    for kind, faults in zip(KINDS[1:], found, strict=True):
        fault = next(faults, None)
        if fault:
            yield f"{kind}：{fault}"
