"""What an event says, in words; what was found at an enterprise is not the auditor's matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingcha.audit.models import AuditEvent
from mingcha.core.draw.canonical import Json
from mingcha.core.workflow.tables import MACHINES

_FIELDS = {
    "action": "办理",
    "after": "改为",
    "apart": "分别检查户次",
    "approved": "通过",
    "basis": "依据",
    "before": "原为",
    "certificate_shown": "已出示证件",
    "checks": "检查次数",
    "counts": "行数",
    "day": "日期",
    "department": "部门",
    "digest": "摘要",
    "drawn": "抽中",
    "due_on": "期限",
    "eligible": "可抽",
    "expires_on": "有效期至",
    "fields": "变动的项",
    "file_hash": "文件摘要",
    "file_sha256": "文件摘要",
    "frames": "抽样框",
    "ground": "情形",
    "households": "户数",
    "is_late": "逾期",
    "item": "事项",
    "items": "事项数",
    "kept": "保留",
    "key": "编号",
    "kind": "类别",
    "levels": "等级",
    "lines": "任务数",
    "log_head": "日志链头",
    "masked": "不公开的内容",
    "month": "月份",
    "new": "新增",
    "notified": "已通知",
    "number": "人数",
    "objects": "户数",
    "other": "另一个代码",
    "outlet": "渠道",
    "outlets": "渠道",
    "party": "参与方",
    "permissions": "权限",
    "placed": "已匹配",
    "point": "检查要点",
    "present": "在场",
    "problem_households": "发现问题户数",
    "purpose": "用途",
    "reason": "理由",
    "removed": "移除",
    "renamed": "改名",
    "replaced": "停用",
    "removes_gone": "移出表中没有的",
    "result_root": "结果指纹",
    "rule": "期限规则",
    "role": "角色",
    "roots": "指纹",
    "rows": "行数",
    "scope": "范围",
    "sha256": "SHA-256",
    "since": "启用日期",
    "slot": "席位",
    "slots": "补位的席位数",
    "source": "来源系统",
    "staff": "工号",
    "state": "状态",
    "task": "任务",
    "title_of_party": "身份",
    "team_size": "人数",
    "together": "合并后户次",
    "unplaced": "未匹配",
    "value_bp": "目标（万分之）",
    "verdict": "结论",
    "version": "版本",
    "year": "年度",
}
_BUSINESS = frozenset({"answer", "object", "outcome", "result"})
_ACTIONS = {
    "create": "新建",
    "disable": "停用",
    "enable": "启用",
    "unlock": "解除锁定",
    "reset_password": "重置口令",
    "issue": "发放",
    "revoke": "作废",
    "edit": "编辑",
    "amend": "修订",
    "upload": "上传",
    "name_source": "更正数据来源",
    "add": "新增",
    "recuse": "登记回避",
    "ask_departure": "申请退出",
    "approve_departure": "批准退出并补位",
    "refuse_departure": "不予退出",
    "ask_recusal": "检查对象提出回避申请",
    "grant_recusal": "同意检查对象的回避申请",
    "refuse_recusal": "不同意检查对象的回避申请",
    "confirm_recusal": "确认回避",
    "reject_recusal": "不予回避",
    "end_recusal": "解除回避",
    "add_certificate": "登记证件",
    "edit_certificate": "修改证件",
    "end_certificate": "注销证件",
    "enter_absence": "登记离岗时段",
    "change_absence": "修改离岗时段",
    "withdraw_absence": "撤销离岗登记",
    "enter_training": "登记培训",
    "withdraw_training": "撤销培训记录",
    "declare_interest": "登记利害关系",
    "end_interest": "解除利害关系",
    "file": "报送备案",
    "add_file": "添加附件",
    "remove_file": "移去附件",
    "remove": "取消",
    "retire": "停用",
    "form": "组建检查组",
    "dissolve": "解散检查组",
    "flag": "登记标记",
    "end_flag": "结束标记",
    "licence": "登记许可证",
    "classify": "调整风险类别",
    "combine": "调整类别组合",
    "write_text": "编写文书文本",
    "start_text": "启用文书文本",
    "give_back_text": "不再用自定文本",
    "drop_text": "删除文书草稿",
    "merge": "合并重复对象",
    "undo_merge": "撤销合并",
    "tell_apart": "认定不是重复",
    "withdraw_pair": "取消不是重复的认定",
    "join": "加入专项库",
    "leave": "移出专项库",
    "tag": "批量加标签",
    "untag": "批量去标签",
    "write_rule": "编写标签规则",
    "run_rule": "执行标签规则",
    "stop_rule": "停止标签规则",
    "undo_run": "撤销批量改动",
    "set_cap": "制定上限",
    "end_cap": "停止上限",
    "set_class_table": "制定比例表",
    "end_class_table": "停止比例表",
    "add_obligation": "登记报送事项",
    "adopt_obligation": "采用各地实例",
    "end_obligation": "停止报送事项",
    "propose_merge": "建议合并",
    "accept_merge": "同意合并",
    "decline_merge": "不采纳合并",
    "withdraw_merge": "撤回合并建议",
    "propose_together": "建议合并入户",
    "accept_together": "同意合并入户",
    "decline_together": "不采纳合并入户",
    "withdraw_together": "撤回合并入户建议",
    "undo_together": "解除合并入户",
    "set_trigger": "制定触发规则",
    "stop_trigger": "停止触发规则",
    "propose_trigger": "按规则提示",
    "accept_trigger": "发起任务",
    "decline_trigger": "答复不检查",
    "create_department": "新建部门",
    "edit_department": "修改部门",
    "create_unit": "新设机构",
    "edit_unit": "修改机构",
    "create_region": "新增行政区划",
    "rename_region": "行政区划改名",
    "replace_region": "停用行政区划",
    "invite": "邀请",
    "enter_public_value": "登记公共随机数",
    "add_public_value": "复核公共随机数",
    "renew_invitation": "换发链接",
    "withdraw_invitation": "撤回邀请",
    "enter": "凭验证码进入",
    "lock_invitation": "验证码输错过多，锁定",
}
_MACHINES = {
    "item": "item",
    "register": "import_batch",
    "plan": "plan",
    "plan_filing": "plan_filing",
    "annual_scheme": "annual_scheme",
    "sampling_rules": "sampling_rules",
    "occurrence": "occurrence",
    "task": "task",
    "draw": "draw",
    "visit": "object_task",
    "record": "object_task",
    "follow_up": "follow_up",
    "report": "report",
}
"""The state table that an event speaks of, by the first word of its type."""


def details(event: AuditEvent) -> list[tuple[str, str]]:
    """Return the event's fields with their names, without what is empty."""
    return list(_details(event))


def _details(event: AuditEvent) -> Iterator[tuple[str, str]]:
    machine = MACHINES.get(_MACHINES.get(event.type.partition(".")[0], ""))
    words = {
        "action": {**(machine.verbs if machine else {}), **_ACTIONS},
        "state": machine.states if machine else {},
    }
    for name, value in event.body.items():
        if name == "subject" or value in ("", None, []):
            continue
        if name in _BUSINESS:
            yield "业务内容", "已记录，此处不显示"
        else:
            yield _FIELDS.get(name, name), _words(value, words.get(name, {}))


def _words(value: Json, known: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(entry) for entry in value)
    text = str(value)
    return known.get(text, text)
