"""The verification page in a real Chromium, opened from the file system without a server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle_files import PAGE, Bundle, ids_by_status, jcs
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """The page at the desk's usual size; afterwards, nothing was logged and nothing left the machine."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    troubles: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((PAGE.parent.as_uri(), "data:")):
            troubles.append(request.url)

    page.on("request", note_request)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(PAGE.as_uri())
    yield page
    page.close()
    assert troubles == []


def statuses(page: Page) -> dict[str, str]:
    items = page.locator("[data-check]").all()
    return {str(i.get_attribute("data-check")): i.locator(".tag").inner_text() for i in items}


def choose_folder(page: Page, folder: Path) -> None:
    page.set_input_files("#folder", folder)
    expect(page.locator("#status")).to_contain_text("已核对", timeout=30_000)


def look_up(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_visible()


def test_whole_bundle_passes(page: Page, made_s1: Bundle) -> None:
    choose_folder(page, made_s1.folder)
    absent = {"tickets", "sealed", "log"}
    found = statuses(page)
    assert {name for name, status in found.items() if status == "不适用"} == absent
    assert {status for name, status in found.items() if name not in absent} == {"通过"}
    expect(page.locator("#verdict")).to_contain_text("9 项全部通过")
    expect(page.locator("#context")).to_contain_text("130184-2026-0001")
    expect(page.locator(".five")).to_contain_text("1,500 户名录")
    expect(page.locator(".five")).to_contain_text("快乐8第 2026123 期")


def test_sealed_bundle_passes_and_warns(page: Page, made_sealed: Bundle) -> None:
    choose_folder(page, made_sealed.folder)
    found = statuses(page)
    assert {name for name, status in found.items() if status != "通过"} == {"log"}
    expect(page.locator("#verdict")).to_contain_text("请不要外传")


def test_tampered_file_is_named_with_its_first_difference(page: Page, s1: Bundle) -> None:
    path = s1.folder / "assignment.tsv"
    original = s1.lines("assignment.tsv")[2].decode()
    iid = original.split("\t")[2]
    path.write_text(path.read_text().replace(original, original.replace(iid, "I0059")))
    choose_folder(page, s1.folder)
    assert statuses(page)["assignment"] == "不符"
    item = page.locator('[data-check="assignment"]')
    expect(item).to_contain_text("assignment.tsv 第 3 行")
    expect(item).to_contain_text("I0059")
    expect(page.locator("#verdict")).to_contain_text("人员匹配")


def test_earlier_failure_leaves_the_rest_undone_and_a_new_folder_starts_anew(
    page: Page, s1: Bundle, made_s1: Bundle
) -> None:
    s1.write_lines("registers/MAIN.tsv", s1.lines("registers/MAIN.tsv")[:-1])
    choose_folder(page, s1.folder)
    assert statuses(page)["registers"] == "不符"
    assert statuses(page)["result"] == "无法核对"
    expect(page.locator('[data-check="result"]')).to_contain_text("检查对象名录")
    expect(page.locator("#ask")).to_be_hidden()
    choose_folder(page, made_s1.folder)
    expect(page.locator("#verdict")).to_contain_text("全部通过")
    assert page.locator(".diff").count() == 0


def test_drawn_code_shows_ticket_threshold_and_team(page: Page, made_s1: Bundle) -> None:
    code = ids_by_status(made_s1)["D"]
    key = made_s1.transcript["K_OBJ"]
    ticket = made_s1.hash(f"{key}:{code}")
    team = [
        x.decode().split("\t")[2] for x in made_s1.lines("assignment.tsv") if code.encode() in x
    ]
    choose_folder(page, made_s1.folder)
    look_up(page, code.lower())
    answer = page.locator("#answer")
    expect(answer).to_contain_text("抽中")
    digests = [text.replace("\n", "") for text in answer.locator(".digest").all_inner_texts()]
    assert digests[0] == ticket
    assert digests[0] <= digests[1]
    for iid in team:
        expect(answer).to_contain_text(iid)
    expect(page.locator("#line")).to_have_text(f"{key}:{code}")
    page.click("#copy")
    expect(page.locator("#copy")).to_have_text("已复制")


def test_key_can_be_recomputed_from_what_the_page_shows(page: Page, made_s1: Bundle) -> None:
    choose_folder(page, made_s1.folder)
    seed = made_s1.hash(page.locator('[data-fill="seed"]').text_content() or "")
    assert seed == made_s1.transcript["seed"]
    key = made_s1.hash(page.locator('[data-fill="key"]').text_content() or "")[:32]
    assert key == made_s1.transcript["K_OBJ"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("-", "签号大于中签线"),
        ("R", "列为备用"),
        ("excluded", "不参加抽取"),
        ("F", "跟随名录 MAIN"),
    ],
)
def test_other_codes_are_told_where_they_stand(
    page: Page, made_s1: Bundle, kind: str, said: str
) -> None:
    choose_folder(page, made_s1.folder)
    look_up(page, ids_by_status(made_s1)[kind])
    expect(page.locator("#answer")).to_contain_text(said)


def test_unknown_code_is_told_so(page: Page, made_s1: Bundle) -> None:
    choose_folder(page, made_s1.folder)
    look_up(page, "91130184NOWHERE000")
    expect(page.locator("#answer")).to_contain_text("不在这次抽取的任何一份名录里")
    expect(page.locator("#self")).to_be_hidden()


def test_loose_files_are_put_in_their_places(page: Page, made_s1: Bundle) -> None:
    page.set_input_files("#loose", [path for path in made_s1.folder.rglob("*") if path.is_file()])
    expect(page.locator("#verdict")).to_contain_text("全部通过", timeout=30_000)


def test_folder_can_be_dragged_onto_the_page(page: Page, made_s1: Bundle) -> None:
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(made_s1.folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 900, "y": 330, "data": data}
        session.send("Input.dispatchDragEvent", event)
    expect(page.locator("#verdict")).to_contain_text("全部通过", timeout=30_000)


def test_folder_without_a_plan_is_refused_plainly(page: Page, tmp_path: Path) -> None:
    (tmp_path / "照片.txt").write_text("x")
    page.set_input_files("#folder", tmp_path)
    expect(page.locator("#status")).to_contain_text("没有找到 plan.json")


def test_proof_is_checked_against_the_public_file(
    page: Page, made_sealed: Bundle, tmp_path: Path
) -> None:
    code = ids_by_status(made_sealed)["D"]
    public, proof = tmp_path / "public.json", tmp_path / "proof.json"
    public.write_text(jcs(made_sealed.public()), "utf-8")
    proof.write_text(jcs(made_sealed.proof(code)), "utf-8")
    page.set_input_files("#loose", public)
    expect(page.locator("#status")).to_contain_text("proof.json")
    page.set_input_files("#loose", proof)
    expect(page.locator("#proof")).to_contain_text("证明成立")
    expect(page.locator("#proof")).to_contain_text(code)
    expect(page.locator("#review")).to_be_hidden()
    damaged = json.loads(proof.read_text("utf-8"))
    damaged["lines"][0]["line"] += "0"
    proof.write_text(jcs(damaged), "utf-8")
    page.set_input_files("#loose", proof)
    expect(page.locator("#proof")).to_contain_text("证明不成立")


def test_hostile_text_stays_text(page: Page, s1: Bundle) -> None:
    s1.plan["task"] = "<img src=x onerror=alert(1)><b>抽查</b>"
    s1.redraw()
    choose_folder(page, s1.folder)
    expect(page.locator("#context")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0


def test_policy_forbids_every_connection(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(PAGE.as_uri())
    blocked = page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (e) => resolve(e.effectiveDirective));
            fetch("https://example.invalid/").catch(() => {});
        })"""
    )
    assert blocked == "connect-src"
    page.close()


@pytest.mark.parametrize("width", [360, 390, 768, 1366])
def test_nothing_runs_over_the_edge(page: Page, made_s1: Bundle, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    choose_folder(page, made_s1.folder)
    look_up(page, ids_by_status(made_s1)["F"])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_can_be_reached_by_keyboard(page: Page, made_s1: Bundle) -> None:
    choose_folder(page, made_s1.folder)
    look_up(page, ids_by_status(made_s1)["D"])
    page.locator("body").click(position={"x": 5, "y": 5})
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert [x for x in reached if x != "BODY"][:7] == [
        *("folder", "loose", "code", "BUTTON", "copy", "SUMMARY", "print"),
    ]
