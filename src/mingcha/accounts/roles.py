"""Roles, readable by an auditor. The database keeps their keys, this file what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.accounts.permissions import Permission as P


@dataclass(frozen=True, slots=True)
class Role:
    """A role; ``apart_from`` names roles that the same person must not hold (三权分立, R-083)."""

    key: str
    title: str
    description: str
    permissions: frozenset[P]
    apart_from: frozenset[str] = frozenset()


def _role(
    key: str, title: str, description: str, *permissions: P, apart: tuple[str, ...] = ()
) -> Role:
    return Role(key, title, description, frozenset(permissions), frozenset(apart))


_ADMINISTRATORS = ("sys_admin", "sec_admin", "auditor")
_BUSINESS = (
    *("coord_office", "dept_lead", "section_user", "dept_head", "draw_operator", "draw_witness"),
    *("inspector", "reviewer", "follow_up_officer"),
)


def _all_but(administrator: str) -> tuple[str, ...]:
    """An administrator is no other one and does no business (三权分立)."""
    return tuple(key for key in (*_ADMINISTRATORS, *_BUSINESS) if key != administrator)


_READING = (P.REGISTER_VIEW, P.PLAN_VIEW, P.TASK_VIEW, P.TARGET_VIEW)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role(
            "coord_office",
            "双随办",
            "下达目标、统筹计划、接收报表；不抽取、不检查、不改结果",
            *_READING,
            P.TARGET_EDIT,
            P.NOTICE_EDIT,
            P.REPORT_VIEW,
            P.REPORT_COMPUTE,
            P.REPORT_SUBMIT,
            P.REPORT_ACCEPT,
        ),
        _role(
            "dept_lead",
            "内部牵头机构",
            "维护一单两库，编制计划，发起任务，会签与比对，报送报表",
            *_READING,
            P.REGISTER_EDIT,
            P.REGISTER_IMPORT,
            P.ITEM_EDIT,
            P.ITEM_PUBLISH,
            P.PLAN_EDIT,
            P.PLAN_SUBMIT,
            P.PLAN_PUBLISH,
            P.TASK_EDIT,
            P.TASK_COSIGN,
            P.POOL_LOCK,
            P.LIST_COMPARE,
            P.TASK_ISSUE,
            P.TASK_CLOSE,
            P.RESULT_PUBLISH,
            P.FOLLOWUP_HANDLE,
            P.NOTICE_EDIT,
            P.REPORT_VIEW,
            P.REPORT_COMPUTE,
            P.REPORT_SUBMIT,
        ),
        _role(
            "section_user",
            "业务股室",
            "提出事项，确认名单，跟进后续处置",
            *_READING,
            P.ITEM_EDIT,
            P.LIST_COMPARE,
            P.FOLLOWUP_HANDLE,
        ),
        _role(
            "dept_head",
            "部门负责人",
            "审核事项，审批计划和任务；不审批自己起草的",
            *_READING,
            P.ITEM_REVIEW,
            P.PLAN_APPROVE,
            P.TASK_APPROVE,
            P.TASK_VOID,
            P.REPORT_VIEW,
        ),
        _role(
            "draw_operator",
            "抽取操作员",
            "在已审批的任务上主持抽取；名录冻结后不能再改",
            *_READING,
            P.POOL_LOCK,
            P.DRAW_OPERATE,
        ),
        _role(
            "draw_witness",
            "抽取见证人",
            "见证抽取，提交并揭示自己的随机数；不操作",
            P.TASK_VIEW,
            P.DRAW_WITNESS,
            apart=("draw_operator",),
        ),
        _role(
            "inspector",
            "检查人员",
            "查看自己的任务，现场检查并录入结果",
            P.VISIT_RECORD,
        ),
        _role(
            "reviewer",
            "审核人员",
            "审核检查结果，退回或批准公示；不审核自己参加的检查",
            P.TASK_VIEW,
            P.RESULT_REVIEW,
            P.RESULT_PUBLISH,
        ),
        _role(
            "follow_up_officer",
            "后续处置人员",
            "登记整改、移送，复查并办结",
            P.TASK_VIEW,
            P.FOLLOWUP_HANDLE,
            P.FOLLOWUP_RECHECK,
        ),
        _role(
            "sys_admin",
            "系统管理员",
            "维护机构、节假日和参数；不接触业务数据",
            P.SYSTEM_ADMIN,
            apart=_all_but("sys_admin"),
        ),
        _role(
            "sec_admin",
            "安全管理员",
            "建立账号，授予和收回角色；不接触业务数据",
            P.SECURITY_ADMIN,
            apart=_all_but("sec_admin"),
        ),
        _role(
            "auditor",
            "审计管理员",
            "查看审计记录，核验链条；不能更改任何东西",
            P.AUDIT_VIEW,
            apart=_all_but("auditor"),
        ),
    )
}


def permissions_of(keys: frozenset[str]) -> frozenset[P]:
    """Return what the roles with these keys allow together; unknown keys allow nothing."""
    return frozenset().union(*(ROLES[key].permissions for key in keys if key in ROLES))


def conflict(keys: frozenset[str]) -> tuple[Role, Role] | None:
    """Return two of the roles that one person must not hold together, if there are such."""
    held = [ROLES[key] for key in sorted(keys) if key in ROLES]
    for role in held:
        for other in held:
            if other.key in role.apart_from:
                return role, other
    return None
