"""The API as a whole: its routers, its errors, its document."""

from __future__ import annotations

from ninja import NinjaAPI

from mingcha.api import draws, imports, log, plans, problems, registers, results
from mingcha.api.tokens import Closed

_ABOUT = """
明察双随机监管平台的数据接口。

- 公开查询：与公示网站同一份公开快照，无需登录。抽查结果以外的内部信息（风险类别、分层、人员）不在其中。
- 业务系统：凭安全管理员发放的令牌，在请求头写 `Authorization: Bearer <令牌>`。
- 出错时返回 `application/problem+json`：`code` 供程序判断，`detail` 供人阅读。
""".strip()

api = NinjaAPI(
    title="明察数据接口",
    version="1",
    description=_ABOUT,
    urls_namespace="api",
    docs_url=None,
    auth=Closed(),
)
problems.answer_as_problems(api)
api.add_router("", results.router)  # with the snapshots, whose router it is
api.add_router("/draws", draws.router)
api.add_router("/plans", plans.router)
api.add_router("/log", log.router)
api.add_router("/registers", registers.router)
api.add_router("/registers/imports", imports.router)
