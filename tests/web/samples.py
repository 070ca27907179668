"""What the gallery and the sample pages show; every name and figure is made up."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import django_tables2 as tables
import rendering
from django import forms

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 10, 15)
FROZEN = datetime(2026, 10, 14, 17, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
DIGEST = "c4f6defc4e128399b984ef400f021d944f1f4a658341d13cc3330ea4239c7484"
NAVIGATION = [
    ("工作台", "home-check", 0),
    ("一单两库", "stack-2", 0),
    ("年度计划", "calendar-stats", 0),
    ("抽查任务", "arrows-shuffle", 3),
    ("现场检查", "clipboard-check", 0),
    ("结果公示", "speakerphone", 7),
    ("后续处置", "rotate-clockwise-2", 12),
    ("统计报表", "chart-bar", 1),
    ("督查考核", "report-search", 0),
    ("系统管理", "settings", 0),
]


class ObjectTable(tables.Table):
    name = tables.Column(verbose_name="检查对象")
    code = tables.Column(verbose_name="统一社会信用代码", attrs={"td": {"class": "mono"}})
    risk = tables.Column(verbose_name="信用风险分类")
    visits = tables.Column(
        verbose_name="本年检查次数", attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )
    act = tables.TemplateColumn(
        '<a class="btn btn-sm" href="#">看档案</a>',
        verbose_name="",
        orderable=False,
        attrs={"td": {"class": "num"}},
    )


class FilterForm(forms.Form):
    q = forms.CharField(label="名称或代码", required=False)
    risk = forms.ChoiceField(
        label="信用风险分类", required=False, choices=[("", "全部"), ("A", "A 类")]
    )
    since = forms.DateField(label="成立不早于", required=False)


class SchemeForm(forms.Form):
    name = forms.CharField(
        label="方案名称", help_text="年份、行业和抽查方式，如 2026年餐饮服务单位综合监管联合抽查"
    )
    start = forms.DateField(label="实施开始", help_text="不早于方案公布后第 5 个工作日")
    lead = forms.ChoiceField(
        label="牵头部门", choices=[("sjj", "县市场监督管理局"), ("jyj", "县教育局")]
    )
    partners = forms.MultipleChoiceField(
        label="配合部门",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("wj", "县卫生健康局"),
            ("xf", "县消防救援大队"),
            ("cg", "县城市管理综合行政执法局"),
        ],
    )
    towns = forms.MultipleChoiceField(
        label="范围", required=False, choices=[("1", "城关镇"), ("2", "西岭镇"), ("3", "柳河镇")]
    )
    mode = forms.ChoiceField(
        label="抽取方式",
        widget=forms.RadioSelect,
        choices=[("open", "公开抽取，名单和签号即时公开"), ("sealed", "保密抽取，检查后公开")],
        initial="open",
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.FileField(label="依据文件", required=False, help_text="PDF 或图片，不超过 20 MB")
    witness = forms.BooleanField(
        label="请县司法局到场见证", required=False, help_text="见证人最后揭示"
    )


def shell() -> dict[str, Any]:
    return {
        "navigation": [
            {
                "title": title,
                "url": "#",
                "icon": icon,
                "active": title == "抽查任务",
                "count": count,
            }
            for title, icon, count in NAVIGATION
        ],
        "shell": {
            "region": "安澜市清禾县",
            "department": "县市场监督管理局",
            "today": TODAY,
            "todos": 4,
            "todos_url": "#",
            "person": "何秀兰",
            "person_id": 7,
            "role": "部门负责人",
            "sign_out_url": "/out",
        },
    }


def object_table() -> ObjectTable:
    names = [
        "清禾县禾香小馆",
        "清禾县城关镇李记早点铺",
        "清禾县北关小田烧饼店",
        "清禾县德润楼餐饮有限公司",
    ]
    rows = [
        {
            "name": names[n % 4],
            "code": f"92990121MA{n:04d}R0W{n % 10}",
            "risk": "ABCD"[n % 4] + " 类",
            "visits": n % 3,
        }
        for n in range(60)
    ]
    table = ObjectTable(rows, order_by="-visits")
    table.paginate(page=3, per_page=6)
    return table


def gallery() -> dict[str, Any]:
    steps = [
        "编制方案",
        "部门会签",
        "负责人审批",
        "冻结名录",
        "抽取对象",
        "名单比对",
        "匹配人员",
        "现场检查",
        "结果公示",
    ]
    dates = [
        "9月28日",
        "10月9日",
        "10月12日",
        "10月14日",
        "10月16日 9:30",
        "10月20日前",
        "10月20日前",
        "11月20日前",
        "20 个工作日内",
    ]
    return {
        **shell(),
        "crumbs": [{"title": "抽查任务", "url": "#"}, {"title": "99012120260047"}],
        "partners": ["卫健", "消防", "城管"],
        "today": TODAY,
        "frozen": FROZEN,
        "digest": DIGEST,
        "steps": [
            {"title": t, "date": d, "state": "done" if n < 4 else "now" if n == 4 else "todo"}
            for n, (t, d) in enumerate(zip(steps, dates, strict=True))
        ],
        "todos": [
            {"due": date(2026, 10, day), "kind": kind, "title": title, "where": where, "act": act}
            for day, kind, title, where, act in [
                (
                    13,
                    "公示",
                    "2 户检查结果超过 20 个工作日未公示",
                    "县文化和旅游局 · 网吧经营场所抽查",
                    "催办",
                ),
                (15, "简报", "报送 10 月工作简报", "市双随办 · 每月 15 日前", "去填写"),
                (16, "抽取", "餐饮服务单位综合监管联合抽查：见证抽取", "县司法局见证", "看任务"),
                (
                    20,
                    "月报",
                    "核对并提交 10 月月报表（本年累计）",
                    "市双随办 · 每月 20 日前",
                    "去核对",
                ),
                (23, "备案", "学校食品安全联合抽查：方案备案", "县教育局 · 10月12日提交", "看方案"),
            ]
        ],
        "facts": [
            ("人员池", "186 人，最小席位池 14 人"),
            ("回避登记", "12 条"),
            ("抽取方式", "三方承诺，见证方最后揭示"),
            {"name": "依据", "value": "年度计划第 12 项", "url": "#"},
        ],
        "tags": [
            ("待审批", "", ""),
            ("进行中", "now", ""),
            ("已会签", "done", ""),
            ("待报送", "soon", ""),
            ("已退回", "late", ""),
            ("已冻结", "done", "lock"),
        ],
        "months": [
            (f"{m + 1}月", n, c, bp)
            for m, (n, c, bp) in enumerate(
                [
                    (0, 0, 0),
                    (17, 17, 14),
                    (47, 64, 51),
                    (67, 131, 105),
                    (82, 213, 171),
                    (89, 302, 242),
                    (69, 371, 297),
                    (75, 446, 357),
                    (92, 538, 431),
                    (45, 583, 467),
                ]
            )
        ],
        "tabs": [
            {"title": "拒收", "url": "#", "count": 9, "state": "late", "active": True},
            {"title": "变更", "url": "#", "count": 64},
            {"title": "文件中没有的", "url": "#", "count": 21, "state": "soon"},
            {"title": "无变化", "url": "#", "count": 1301},
        ],
        "filter": SimpleNamespace(form=FilterForm({"q": "清禾", "since": "2020-01-01"})),
        "table": object_table(),
        "jobs": [
            {
                "title": "导入检查对象 餐饮经营主体_202610.xlsx",
                "state": "running",
                "done": 812,
                "total": 1403,
                "text": "正在核对统一社会信用代码",
                "url": "/job",
            },
            {"title": "生成 10 月月报表", "state": "waiting", "url": "/job"},
            {
                "title": "导出抽查结果",
                "state": "done",
                "done": 941,
                "total": 941,
                "text": "941 户，1.2 MB",
                "result_url": "#",
                "result_label": "下载表格",
            },
            {
                "title": "导入执法人员",
                "state": "failed",
                "error": "文件不是表格，或被加了密码。另存为 .xlsx 后再试。",
            },
        ],
        "strip": {
            "drawn": [
                "011ab0d1",
                "022161de",
                "04fdfd65",
                "0511acdc",
                "05dff992",
                "06796ec6",
                "06c1b912",
                "06c3cbed",
                "094898d7",
                "0a618f34",
                "0b332476",
            ],
            "others": ["0b61c4ec", "0bcc0bb7", "0c9b5833", "0cecaaaa"],
            "threshold": "0b3324761a0dfd44",
            "own": "06c3cbed",
        },
        "plan": [
            ("餐饮服务单位综合监管", "卫健、消防、城管", 1307, "1%", "50%", 51),
            ("药品零售企业经营质量", "医保", 176, "2%", "100%", 14),
            ("危险化学品经营企业", "公安、市场监管", 53, "10%", "100%", 15),
        ],
        "choices": [
            {"title": "合并为一次联合抽查", "url": "#", "primary": True},
            {"title": "不合并，写明理由", "dialog": "void"},
        ],
        "reasons": ["方案有误，重新编制", "上级统一部署"],
        "form": SchemeForm(
            {"name": "", "lead": "sjj", "mode": "open", "partners": ["wj"], "start": ""}
        ),
    }


def phone() -> dict[str, Any]:
    rows = [
        (
            "9:00",
            "检查中",
            "now",
            "清禾县城关镇老槐树面馆",
            "城关镇槐树街 21 号 · 1.2 公里",
            "餐饮综合监管 · 18 项 · 会同卫健、消防、城管",
            "继续检查　7 / 18",
        ),
        (
            "10:30",
            "待进门",
            "",
            "清禾县城关镇胖婶饺子馆",
            "城关镇和顺路 63 号 · 2.0 公里",
            "餐饮综合监管 · 18 项 · 会同卫健、消防",
            "亮码进门",
        ),
    ]
    names = ("time", "status", "state", "name", "place", "what", "act")
    return {
        "tab": "today",
        "tabs": dict.fromkeys(("today", "tasks", "records", "me"), "#"),
        "back_url": "#",
        "visits": [dict(zip(names, row, strict=True)) for row in rows],
    }


def portal() -> dict[str, Any]:
    titles = ["首页", "抽查事项", "年度计划", "抽查公告", "抽查结果", "抽签验证", "统计公开"]
    rows = [
        (
            "10月16日",
            "2026年餐饮服务单位综合监管联合抽查",
            "县市场监督管理局等 4 部门",
            "抽中 43 户",
        ),
        ("10月12日", "2026年学校食品安全联合抽查", "县教育局等 3 部门", "抽中 9 户"),
    ]
    return {
        "site": {
            "name": "清禾县双随机、一公开监管信息",
            "region": "清禾县人民政府",
            "host": "清禾县双随机、一公开监管工作领导小组办公室",
            "phone": "0990-5550127",
            "log_digest": DIGEST,
            "accessibility_url": "#",
            "sign_in_url": "#",
        },
        "sections": [{"title": title, "url": "#", "active": title == "首页"} for title in titles],
        "doors": [
            ("抽查事项", "9 个部门 214 项，查什么、凭什么查"),
            ("年度计划", "2026 年 52 项，其中联合 24 项"),
            ("抽查公告", "正在进行 5 项"),
            ("抽查结果", "今年 941 户，可按企业查"),
            ("抽签验证", "为什么抽到我，自己算一遍"),
            ("统计公开", "各部门各月的抽查数"),
        ],
        "lists": [
            {"title": "最近的抽查公告", "rows": rows},
            {"title": "最近的抽查结果", "rows": rows},
        ],
        "five": [
            "抽取前，先把 1,286 户名录和抽取办法锁住，锁住以后改一个字，指纹就变。",
            "三方各自取一个随机数，先交密封的承诺，名录锁住后再依次打开，谁也不能看着别人改。",
            "三个数和锁住的名录合在一起，算出这一次抽签的钥匙，只能算出这一把。",
            "钥匙加上您的统一社会信用代码，算出您的签号；每户一个，谁算都一样。",
            "同一组里签号从小到大排，取够名额为止，最后一名的签号就是中签线。",
        ],
        "strip": gallery()["strip"],
        "digest": DIGEST,
        "paper": [
            ("本地开展随机抽查（包含部门内部和部门联合）", 46, 1064),
            ("本地开展部门联合随机抽查", 21, 312),
        ],
    }


def ceremony() -> dict[str, Any]:
    stations = [
        ("冻结名录", "1,286 户，排除 117 户"),
        ("承诺", "三方已交"),
        ("揭示", "三方相符"),
        ("抽取", "抽中 43 户，备用 11 户"),
        ("名单比对", "10月20日前"),
        ("匹配人员", "比对后进行"),
    ]
    return {
        **portal(),
        "now": FROZEN,
        "stations": [
            {"title": t, "note": n, "state": "done" if i < 3 else "now" if i == 3 else "todo"}
            for i, (t, n) in enumerate(stations)
        ],
        "parties": [
            ("县市场监督管理局", "组织方", "10-13 16:20", "09:33:10"),
            ("县餐饮行业协会", "企业代表", "10-14 09:05", "09:35:42"),
            ("县司法局", "见证方", "10-14 11:48", "09:37:26"),
        ],
    }


class SignIn(forms.Form):
    username = forms.CharField(label="账号")
    password = forms.CharField(
        label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


PATHS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "/gallery": ("gallery.html", gallery),
    "/today": ("sample_today.html", phone),
    "/question": ("sample_question.html", phone),
    "/portal": ("sample_portal.html", portal),
    "/verify": ("sample_verify.html", portal),
    "/paper": ("sample_paper.html", portal),
    "/ceremony": ("sample_ceremony.html", ceremony),
    "/login": ("accounts/login.html", lambda: {"form": SignIn()}),
    "/404": ("404.html", dict),
}


def pages() -> dict[str, str]:
    """Every sample page by its path."""
    return {path: rendering.render(name, make()) for path, (name, make) in PATHS.items()}
