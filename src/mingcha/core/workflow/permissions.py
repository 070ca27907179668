"""The permissions that state tables ask for; roles give them (dossier C.1)."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.core.workflow.transition import SYSTEM

PERMISSIONS: Mapping[str, str] = {
    SYSTEM: "系统自动完成",
    "register.import": "导入名录",
    "item.edit": "编辑抽查事项",
    "item.review": "审核抽查事项",
    "item.publish": "公布和废止抽查事项",
    "scheme.edit": "起草年度实施方案",
    "scheme.approve": "签发年度实施方案",
    "plan.edit": "编辑年度计划",
    "plan.submit": "提交年度计划",
    "plan.approve": "批准年度计划",
    "plan.publish": "公布年度计划",
    "plan.receive": "接收年度计划备案",
    "target.view": "查看年度目标和时间节点",
    "task.edit": "编辑抽查任务",
    "task.cosign": "会签抽查方案",
    "task.approve": "批准抽查任务",
    "task.void": "作废抽查任务和抽取",
    "task.issue": "派发抽查任务",
    "task.close": "办结抽查任务",
    "pool.lock": "锁定抽取名单",
    "draw.operate": "操作抽取",
    "draw.witness": "见证抽取",
    "list.compare": "比对名单",
    "visit.record": "记录检查",
    "result.review": "审核检查结果",
    "result.publish": "公示检查结果",
    "followup.handle": "处置发现的问题",
    "followup.recheck": "复核整改",
    "report.compute": "生成和核对报表",
    "report.submit": "报送报表",
    "report.accept": "接收报表",
}
