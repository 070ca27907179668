"""Comparing a transcript with what the inputs give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from mingcha.core.draw import names
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.self_digest import read_with_digest
from mingcha.core.draw.suites import SUITES, Suite
from mingcha.core.draw.transcript import TAG, TRANSCRIPT_FILE
from mingcha.core.errors import InvalidFile

_OBJECT_ID = re.compile(names.OBJECT_ID)
_ABSENT = object()


def check_transcript(suite: Suite, data: bytes, expected: Mapping[str, Json]) -> None:
    """Refuse a transcript whose recomputable keys are not the ``expected`` ones."""
    fields = Fields(read_with_digest(suite, TAG, data, TRANSCRIPT_FILE), TRANSCRIPT_FILE)
    _check_circumstances(fields)
    recomputable = {key: fields.any(key) for key in expected}
    fields.close()
    for place, wanted, have in _differences(dict(expected), recomputable, ""):
        fault = f"{place} 与重算结果不符：应为 {_shown(wanted)}，文件为 {_shown(have)}"
        raise InvalidFile(TRANSCRIPT_FILE, fault)


def _check_circumstances(fields: Fields) -> None:
    """Refuse what ``Circumstances`` could not have written; whether it is true nobody can tell."""
    if not fields.null("late_changes"):
        fields.objects("late_changes", _check_late_change)
    fields.texts("engines")
    fields.text("log_head", names.HEX32)
    fields.text("code_version")


def _check_late_change(fields: Fields) -> None:
    fields.text("frame", names.FRAME_CODE)
    fields.text("id", _OBJECT_ID)
    for key in ("was", "now"):
        if not fields.null(key):
            fields.object(key, _check_standing)


def _check_standing(fields: Fields) -> None:
    fields.text("stratum", names.STRATUM)
    fields.text("excl", names.STRATUM)


def check_recorded_hashes(data: bytes, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Refuse files that are not, byte for byte, those that the transcript records.

    So a changed byte is named even where it makes recomputing impossible. A transcript that cannot
    be read is the matter of ``check_transcript``. ``files`` are paths, and contents piece by piece.
    """
    recorded = _recorded_hashes(data)
    if recorded is None:
        return
    suite, hashes = recorded
    changed = [path for path, pieces in files if hashes.get(path) != suite.hex_of_pieces(pieces)]
    if changed:
        raise InvalidFile("、".join(changed), "与抽取记录登记的文件哈希不符，文件被改动过")


def _recorded_hashes(data: bytes) -> tuple[Suite, Mapping[str, Json]] | None:
    for suite in SUITES.values():
        try:
            content = read_with_digest(suite, TAG, data, TRANSCRIPT_FILE)
        except InvalidFile:
            continue
        hashes = content.get("files")
        if isinstance(hashes, dict):
            return suite, hashes
    return None


def _differences(wanted: Json, have: Json, place: str) -> Iterator[tuple[str, Json, Json]]:
    """Yield the innermost places in which two JSON values differ."""
    if isinstance(wanted, dict) and isinstance(have, dict):
        for key in sorted(wanted.keys() | have.keys()):
            inner = f"{place}.{key}" if place else key
            yield from _differences(wanted.get(key, _ABSENT), have.get(key, _ABSENT), inner)
    elif isinstance(wanted, list) and isinstance(have, list) and len(wanted) == len(have):
        for index, (one, other) in enumerate(zip(wanted, have, strict=True)):
            yield from _differences(one, other, f"{place}[{index}]")
    elif wanted != have or type(wanted) is not type(have):
        yield place, wanted, have


def _shown(value: Json) -> str:
    return "（没有）" if value is _ABSENT else jcs(value).decode()[:120]
