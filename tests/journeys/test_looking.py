"""The look at a page finds what it is there to find."""

from __future__ import annotations

import pytest

BAD = """<!doctype html><html lang="zh-CN"><title>坏页</title><body>
<p style="color:#bbb;background:#fff">看不清的字</p><input name="q">
<div style="width:600px">放不下</div></body></html>"""


@pytest.mark.slow
def test_faults_of_a_bad_page_are_found(browser) -> None:
    from looking import faults_of

    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_content(BAD)
    assert set(faults_of(page)) == {
        "1366 px: color-contrast",
        "1366 px: label",
        "390 px: color-contrast",
        "390 px: label",
        "390 px: too wide",
    }
    assert page.viewport_size == {"width": 1366, "height": 768}
