"""Every page has its help, and a help text speaks of what is there (R-153)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from bad_input.completeness import _methods
from county import County
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mingcha.core.workflow.tables import MACHINES
from mingcha.web.help.texts import BUTTON, FOLDER, by_route, texts
from mingcha.web.help.views import GROUPS
from mingcha.web.help.who import who_may_open

TEMPLATES = FOLDER.parent
NO_PAGES = set(
    """
    administration coverage-export coverage-gaps-export draw-notices-file draw-record-file
    bodies-export draw-state experts-export exported-file follow-up-file guide import-annotated
    import-blank inspector-export inspector-teams-export issued-notice item-export notice-text-file
    object-proof occurrence-file plan-years-export punctuality-export recomputation-bundle
    report-emphasis-export report-excess-export report-items-export report-tasks-export report-workbook
    specials-export staff-registers-export task-caps task-ground task-pool-comparison-export
    task-pool-preview training-plan-workbook
    visit-calendar-file visit-photo
    """.split()
)
"""Routes that answer with a file, a part of a page, or another page's address."""

NAMED = re.compile(r'"((?:web|accounts|components)/[\w/.-]+\.html)"')
SECTIONS = ["这一页做什么", "谁来办", "步骤", "依据"]


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.callback.__module__.startswith("mingcha.web."):
                yield entry
        elif entry.app_name != "api":
            yield from routes(entry)


def pages() -> dict[str, URLPattern]:
    got = {str(each.name): each for each in routes() if "GET" in _methods(each)}
    return {name: each for name, each in got.items() if name not in NO_PAGES}


def test_every_page_has_a_help_text_and_no_text_is_for_a_page_that_is_gone():
    helped = [route for text in texts().values() for route in text.routes]
    assert sorted(helped) == sorted(set(helped)), "a page has one text"
    assert set(pages()) - set(helped) == set(), "write a text, or name the page in its family's"
    assert set(helped) - set(pages()) == set(), "these pages are no more"
    assert {str(each.name) for each in routes()} >= NO_PAGES


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_text_says_what_for_who_how_and_by_which_rule(name: str):
    text = texts()[name]
    titles = [section.title for section in text.sections]
    assert sorted(titles) == sorted(SECTIONS if name != "keys" else ["做什么", *SECTIONS[1:]])
    assert all(block.lines for section in text.sections for block in section.blocks)


@cache
def _template(name: str) -> str:
    text = (TEMPLATES / name).read_text("utf-8")
    return text + "".join(_template(each) for each in NAMED.findall(text) if each != name)


def _said_on(route: URLPattern) -> str:
    """All that the view's package and its templates can say."""
    module = Path(inspect.getfile(inspect.unwrap(route.callback)))
    source = "".join(file.read_text("utf-8") for file in sorted(module.parent.glob("*.py")))
    named = {each for each in NAMED.findall(source) if (TEMPLATES / each).exists()}
    folders = {f"web/{file}" for file in re.findall(r'"([\w-]+\.html)"', source)}
    named |= {each for each in folders if (TEMPLATES / each).exists()}
    phone = sorted((TEMPLATES / "web" / module.parent.name).glob("*.html"))
    return (
        source
        + "".join(map(_template, sorted(named)))
        + "".join(file.read_text("utf-8") for file in phone)
    )


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_text_names_only_buttons_that_its_pages_have(name: str):
    text, known = texts()[name], pages()
    said = "".join(_said_on(known[route]) for route in text.routes)
    said += "".join(verb for machine in MACHINES.values() for verb in machine.verbs.values())
    assert [button for button in sorted(text.buttons) if button not in said] == []


def test_the_list_of_all_texts_leaves_none_out(county: County, browse):
    listed = [name for _, names in GROUPS for name in names]
    assert sorted(listed) == sorted(texts())
    client = browse(county.inspector)
    page = client.get(reverse("help")).content.decode()
    for name in listed:
        address = reverse("help-page", args=[name])
        assert f'href="{address}"' in page
    assert "亮证" in client.get(reverse("help-page", args=["visits"])).content.decode()
    assert client.get(reverse("help-page", args=["nothing"])).status_code == 404


def test_a_page_leads_to_its_own_help_with_and_without_a_script(county: County, browse):
    client = browse(county.lead)
    page = client.get(reverse("item-new")).content.decode()
    address = reverse("help-page", args=["items"]) + "?page=item-new"
    assert f'hx-get="{address}"' in page
    assert f'<a href="{address}"' in page
    panel = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in panel
    assert "<b>修订为新版本</b>" in panel
    assert "清单之外不得擅自检查" in panel
    assert "<p>内部牵头机构、业务股室</p>" in panel  # those who may open this very page
    assert "<p>内部牵头机构、业务股室</p>" in client.get(address).content.decode()
    assert 'class="mc-help' in browse(county.inspector).get(reverse("visits")).content.decode()


def test_who_has_not_signed_in_reads_the_help_of_the_entrance_at_once(county: County):
    entrance = Client().get(reverse("sign-in")).content.decode()
    panel = entrance[entrance.index('<details class="mc-help') :].partition("</details>")[0]
    assert "解除锁定" in panel
    assert "全部帮助" not in panel


def test_who_may_open_is_read_from_the_page_itself():
    known = pages()
    assert who_may_open(known["workbench"].callback) == "所有登录的人"
    assert who_may_open(known["sign-in"].callback) == "所有人"
    assert who_may_open(known["users"].callback) == "安全管理员"
    assert who_may_open(known["reviews"].callback).startswith("双随办、内部牵头机构")


def test_words_of_a_text_are_no_markup(tmp_path):
    from mingcha.web.help.texts import _read

    file = tmp_path / "x.md"
    file.write_text("# 甲\nroutes: a b\n\n## 做什么\n<i>乙</i> 点【提<交】。\n", "utf-8")
    (section,) = _read(file).sections
    assert str(section.blocks[0].lines[0]) == "&lt;i&gt;乙&lt;/i&gt; 点<b>提&lt;交</b>。"
    assert BUTTON.findall("【甲】") == ["甲"]


def test_the_page_of_a_route_is_found_by_its_name():
    assert by_route()["item-edit"].name == "items"
