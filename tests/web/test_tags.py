"""Bars, strips, fields and the other tags, as they come out of a template."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from rendering import render, render_text

from mingcha.web import bars, strips


class Scheme(forms.Form):
    name = forms.CharField(
        label="名称", help_text="年份和行业", widget=forms.TextInput({"class": "short"})
    )
    day = forms.DateField(label="日期", required=False)
    at = forms.DateTimeField(label="时刻", required=False)
    towns = forms.MultipleChoiceField(
        label="范围",
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "城关镇"), ("2", "西岭镇")],
    )
    agree = forms.BooleanField(label="同意", required=False)
    basis = forms.FileField(label="依据", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("两项不能都空")


def field(name: str, data: dict[str, object] | None = None) -> str:
    return render("components/field.html", {"field": Scheme(data)[name]})


def test_a_small_target_gets_a_scale_of_its_own():
    assert bars.bar(467, 500) == bars.Bar("66.7%", "71.4%")
    assert bars.bar(4570, 4000) == bars.Bar("45.7%", "40.0%")
    assert bars.bar(900, 500) == bars.Bar("100.0%", "55.6%")
    assert bars.bar(5000, None) == bars.Bar("50.0%", None)
    assert bars.bar(1, 2, 4) == bars.Bar("25.0%", "50.0%")
    assert bars.bar(0, 0) == bars.Bar("0.0%", "0.0%")


def test_an_indicator_says_whether_it_is_met():
    met = render_text('{% indicator label="联合" value=4000 target=4000 tag="达标" %}')
    assert 'class="mc-ind met"' in met
    assert 'aria-label="联合 40%，目标 ≥ 40%"' in met
    assert 'class="mc-ind gap"' in render_text('{% indicator label="覆盖" value=1 target=4000 %}')
    assert "—" in render_text('{% indicator label="覆盖" value=None target=4000 %}')
    load = render_text(
        '{% indicator label="人均" value=5 target=8 state="" text="10" aim="上限" close=True %}'
    )
    assert 'class="mc-ind  close"' in load
    assert "目标" not in load


def test_tickets_lie_on_one_axis_and_the_own_one_is_not_drawn_twice():
    strip = strips.strip(drawn=["40", "80"], threshold="80", others=["c0", "ff"], own="40")
    assert len(strip.drawn) == 1
    assert strip.own is not None
    assert float(strip.own.x[:-1]) * 2 == pytest.approx(float(strip.threshold.x[:-1]), abs=0.02)
    assert strip.others[-1] == "96.15%"


def test_labels_near_the_ends_of_the_axis_stand_inside():
    strip = strips.strip(drawn=["01"], threshold="ff", others=[], own="01")
    assert strip.own is not None
    assert (strip.own.anchor, strip.threshold.anchor) == ("start", "end")


def test_a_strip_without_an_own_ticket():
    text = render_text('{% ticket_strip drawn=tickets threshold="80" %}', tickets=["40", "80"])
    assert "您的签号" not in text
    assert "抽中 2 户" in text


def test_a_note_knows_its_icon_and_keeps_its_body():
    text = render_text('{% note "late" role="alert" %}<b>{{ what }}</b>{% endnote %}', what="<错>")
    assert "ti-alert-triangle" in text
    assert 'role="alert"' in text
    assert "<b>&lt;错&gt;</b>" in text
    assert "ti-lock" in render_text('{% note "info" icon="lock" %}{% endnote %}')


def test_repeated_block_is_nothing_where_there_is_no_such_block():
    assert render_text('[{% repeat_block "title" %}]') == "[]"
    assert "<title>没有这个页面 · 明察</title>" in render("404.html", {})


def test_small_words():
    text = render_text(
        "{{ names|joined }}{% percent 1 3 %}{% percent 0 0 %}", names=["卫健", "消防"]
    )
    assert text == "卫健、消防330"
    assert "ti-bell" in render_text('{% icon "bell" %}')
    assert "还有 2 天" in render_text("{{ d|due:t }}", d=date(2026, 1, 3), t=date(2026, 1, 1))


def test_pages_leave_gaps():
    page = Paginator(range(100), 5).page(10)
    text = render_text("{{ page|page_numbers|safe }}", page=page)
    assert text == "[1, None, 8, 9, 10, 11, 12, None, 20]"


def test_help_and_errors_belong_to_their_input():
    text = field("name", {})
    assert 'class="short form-control"' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text
    assert 'aria-invalid="true"' in text


def test_dates_use_the_browsers_picker_and_its_form():
    assert 'type="date"' in field("day")
    assert 'value="2026-03-05"' in render(
        "components/field.html", {"field": Scheme(initial={"day": date(2026, 3, 5)})["day"]}
    )
    assert 'type="datetime-local"' in field("at")


def test_kinds_of_fields():
    assert "<fieldset" in field("towns")
    assert "<fieldset" not in field("agree")
    assert 'type="file"' in field("basis")


def test_an_error_summary_links_to_the_inputs():
    text = render("components/errors.html", {"form": Scheme({})})
    assert "有 3 处要改" in text
    assert 'href="#id_name"' in text
    assert 'href="#id_towns_0"' in text
    assert "<li>两项不能都空</li>" in text
    assert render("components/errors.html", {"form": Scheme()}).strip() == ""


@pytest.mark.parametrize("code", ["400", "403", "404", "405", "500"])
def test_an_error_page_says_what_to_do(code: str):
    text = render(f"{code}.html", {})
    assert f"错误编号 {code}" in text
    assert "请" in text
