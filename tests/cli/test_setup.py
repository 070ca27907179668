"""``mingcha setup``: what it reads and says; what it makes is tested with the accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingcha.accounts.models import User
from mingcha.cli import setup
from mingcha.cli.main import main
from mingcha.orgs.models import Region

LIST = "代码,名称\n130000,冀河省\n130136,澄川县\n130136100,城关镇\n13013,错码\n"


@pytest.fixture(autouse=True)
def _the_tests_own_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "set_up", lambda: None)
    monkeypatch.setattr(setup, "migrate", lambda: None)


def test_a_place_is_begun_from_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "区划.csv"
    path.write_text(LIST, "utf-8")
    assert main(["setup", "--place", "130136", "--regions", str(path)]) == 0
    said = capsys.readouterr().out
    assert "表中有 1 行有问题，不载入" in said
    assert "已初始化：澄川县（130136），行政区划 3 个" in said
    assert said.count("管理员\n") == 3
    assert list(Region.objects.values_list("code", flat=True)) == ["130000", "130136", "130136100"]
    assert User.objects.count() == 3


def test_a_place_is_begun_by_its_name_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "--place", "130136", "--name", "澄川县"]) == 0
    assert main(["setup", "--place", "130136", "--name", "澄川县"]) == 2
    assert "平台已有账号" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "told"), [("13013", "有5位"), ("130136100001", "村级代码"), ("990000", "前两位")]
)
def test_a_code_that_is_no_place_is_told(code: str, told: str, capsys) -> None:
    assert main(["setup", "--place", code, "--name", "某地"]) == 2
    assert told in capsys.readouterr().err
