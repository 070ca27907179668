"""What each guard means, in the words of the generated reference and of the face's hints."""

from __future__ import annotations

from collections.abc import Mapping

GUARDS: Mapping[str, str] = {
    # who acts
    "not_drafter": "操作人不是起草人",
    "not_handler": "复核人不是处置经办人",
    "in_team": "操作人是该对象检查组的成员",
    "not_in_team": "操作人不是该对象检查组的成员",
    "of_another_unit": "见证方与组织方不属于同一单位",
    # why
    "reason_given": "已写明理由",
    "change_reason_given": "首版计划，或已写明调整理由",
    "closing_note_given": "已写明办结情况",
    # items and plans
    "item_complete": "检查依据、检查主体、检查内容、检查方式均已填写",
    "lines_complete": "计划至少有一条，且各条目必填内容均已填写",
    "no_blocking_findings": "计划检查没有必须更正的问题",
    "newer_version_published": "同一计划的新版本已公布",
    "has_live_task": "已有未作废的抽查任务锁定名单",
    "no_live_task": "所有抽查任务均已作废",
    "quota_met": "计划的频次和数量均已完成",
    # schemes
    "source_in_order": "来自已公布的计划条目，或临时任务已批准并写明理由",
    "scheme_complete": "抽查方案写明内容、时间、方式、参与部门和分工",
    "all_cosigned": "各参与部门均已会签",
    "own_items_named": "本部门参与的抽查事项已选定",
    "scheme_changed": "方案在会签之后有改动",
    "overlaps_settled": "与其他任务的重叠均已合并或说明",
    "caps_checked": "已核对检查频次上限",
    # pool and draw
    "training_held": "抽查前培训已完成，或本地不要求",
    "exclusions_recorded": "不纳入抽查的对象均记有原因",
    "pool_not_empty": "名单中有可抽取的对象",
    "no_live_draw": "该名单的抽取已作废或因事故终止",
    "digests_published": "名录摘要已公布，异议期已过",
    "not_committed_yet": "该方尚未提交承诺",
    "all_committed": "各方均已提交承诺，抽取方案合格",
    "plan_published": "封存的方案摘要已公布",
    "reveal_matches": "揭示的值与承诺一致",
    "before_reveal_deadline": "揭示期限未过",
    "nothing_revealed": "尚无任何一方揭示",
    "all_revealed": "各方均已揭示",
    "public_values_known": "约定的公共随机源均已取得",
    "registers_unchanged": "名录与冻结时的摘要一致",
    "draw_done": "抽取已按协议完成并通过核验",
    "witness_attested": "见证方已确认抽取过程",
    # list and teams
    "list_fully_answered": "名单中每户均已确认或注明非本部门对象的原因",
    "all_compared": "各参与部门均已提交比对结果",
    "teams_complete": "每户每部门至少有两名持证检查人员",
    "recusals_settled": "回避申请均已决定",
    # visits and results
    "first_visit_started": "已有对象开始检查",
    "notice_made": "检查通知书已生成并送达",
    "surprise_allowed": "方案允许不事先通知",
    "team_complete": "到场的持证检查人员不少于两名",
    "certificate_shown": "已亮证亮码，或不是实地检查",
    "checklist_complete": "检查事项逐项有结果，要求的证据齐全",
    "record_signed": "检查记录已签字，拒签的已注明并有见证",
    "result_complete": "检查结果填写完整",
    "masking_decided": "需要隐去或不予公示的内容已有决定",
    "termination_lawful": "注销、吊销、迁出等依法终止的情形有凭据",
    "all_published": "各对象的结果均已公示、依法不予公示或依法终止",
    # follow-up and closing
    "deadline_set": "已定期限",
    "evidence_attached": "已附整改材料",
    "recipient_named": "已写明接收单位",
    "document_numbered": "移送文书已编号",
    "feedback_received": "接收单位已反馈",
    "follow_ups_closed": "发现的问题均已办结",
    "summary_written": "任务总结已提交",
    # reports and imports
    "figures_consistent": "各项数据之间相符，不符之处已说明",
    "other_platforms_entered": "通过其他平台开展的数据已填报",
    "header_complete": "单位、填表日期、联系人和电话均已填写",
    "facts_unchanged": "核对之后数据没有变化",
    "some_rows_good": "至少有一行可以导入",
    "gap_acknowledged": "与登记数量的差额已确认",
    "register_unchanged": "校验之后名录没有变化",
}
