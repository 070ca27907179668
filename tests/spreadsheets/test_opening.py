from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.opening import open_regular


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        open_regular(path)
    return refused.value.message


def test_a_regular_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("企业名称")
    with open_regular(path) as stream:
        assert stream.read() == "企业名称".encode()


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert "文件夹" in refusal(tmp_path)
    assert "不是普通文件" in refusal(pipe)
    assert "不是普通文件" in refusal(Path("/dev/zero"))


def test_links_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("企业名称")
    link = tmp_path / "链接.csv"
    link.symlink_to(path)
    assert "是链接" in refusal(link)


def test_missing_empty_and_enormous_files(tmp_path: Path) -> None:
    empty, sparse = tmp_path / "空.csv", tmp_path / "大.csv"
    empty.touch()
    sparse.touch()
    os.truncate(sparse, 10 << 30)
    assert "找不到文件" in refusal(tmp_path / "没有.csv")
    assert "空文件" in refusal(empty)
    assert "有10240MB" in refusal(sparse)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("企业名称")
    path.chmod(0)
    assert "权限" in refusal(path)


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    assert "打不开" in refusal(tmp_path / ("长" * 300))
