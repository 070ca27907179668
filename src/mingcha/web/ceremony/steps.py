"""What the person in front of the page should do next, or whom they wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.tasks.actions.public_values import awaited_sources
from mingcha.tasks.models import Draw, DrawParty
from mingcha.tasks.selectors.comparison import comparing_parts
from mingcha.web.wording import cn_date


@dataclass(frozen=True, slots=True)
class Next:
    """``kind`` names the part of the page that lets the person act; ``wait`` lets nobody."""

    kind: str
    title: str
    text: str


def next_step(user: User, draw: Draw) -> Next:
    """Return the person's next step with this draw."""
    finder = _FINDERS.get(draw.state)
    return finder(user, draw) if finder else _ENDED


def is_operator(user: User, draw: Draw) -> bool:
    """Tell whether the person may take the organising side's steps."""
    return user.department_id == draw.own_task.lead_department_id and user.may(P.DRAW_OPERATE)


def _parties(draw: Draw) -> list[DrawParty]:
    return list(draw.parties.select_related("user", "invitation"))


def _called(party: DrawParty) -> str:
    return f"{party.title} {party.person_name}".strip()


def _frozen(user: User, draw: Draw) -> Next:
    if is_operator(user, draw) and draw.parties.exists():
        return Next("begin", "下一步：开始承诺", "名录指纹记入日志，然后各方提交承诺")
    if is_operator(user, draw):
        return Next("open", "下一步：请见证方", "选一位其他单位的抽取见证人，名录指纹同时记入日志")
    return Next("wait", "等待牵头部门开始", "抽取操作员开始后，各方提交承诺")


def _committing(user: User, draw: Draw) -> Next:
    own = draw.parties.filter(user=user, commitment="").first()
    if own is not None:
        text = "本机生成一个随机数，只把它的指纹交上来；随机数留在您这里，揭示时才交"
        return Next("commit", f"轮到您：提交{own.title}的承诺", text)
    waiting = [_called(p) for p in _parties(draw) if not p.commitment]
    if waiting:
        return Next("wait", f"等待{'、'.join(waiting)}提交承诺", "提交后本页自动更新")
    if is_operator(user, draw):
        text = "封存后名录、规则、承诺都不能再改，方案指纹公开"
        return Next("seal", "下一步：封存方案", text)
    return Next("wait", "等待组织方封存方案", "各方承诺已齐")


def is_stuck(draw: Draw, parties: Sequence[DrawParty]) -> bool:
    """Tell whether the draw cannot go on: a value is withheld, and no public one stands in."""
    if draw.state not in {"sealed", "revealing"} or clock.now() < draw.reveal_by:
        return False
    missing = [party for party in parties if not party.reveal]
    return len(missing) == len(parties) if draw.is_public_profile else bool(missing)


def _revealing(user: User, draw: Draw) -> Next:
    parties = _parties(draw)
    waiting = [party for party in parties if not party.reveal]
    if waiting and clock.now() >= draw.reveal_by:
        if is_stuck(draw, parties):
            names = "、".join(_called(party) for party in waiting)
            text = "须登记事故，公布没有揭示的一方；重新抽取须有公开彩票号码参与"
            return Next("wait", f"揭示期限已过，{names}没有揭示", text)
        waiting = []
    if draw.is_public_profile and (waiting or draw.state == "revealing"):
        return _revealing_with_public_values(user, draw, waiting)
    if waiting and waiting[0].user_id == user.pk:
        text = "先记下方案指纹；随机数须与承诺相符，见证方最后揭示"
        return Next("reveal", f"轮到您：揭示{waiting[0].title}的随机数", text)
    if waiting:
        first = waiting[0]
        return Next("wait", f"等待{_called(first)}揭示", "组织方先揭示，见证方最后")
    if is_operator(user, draw):
        text = "各方的数都已公布，由它们算出种子，记入日志；此后结果已定，只差计算"
        return Next("fix_seed", "下一步：确定种子", text)
    return Next("wait", "等待组织方确定种子", "各方已揭示")


def _revealing_with_public_values(user: User, draw: Draw, waiting: list[DrawParty]) -> Next:
    """Everybody reveals in any order till the time; then two people type the public values."""
    own = next((party for party in waiting if party.user_id == user.pk), None)
    if own is not None:
        text = "先记下方案指纹；到期没有揭示的一方不计，抽取照常进行"
        return Next("reveal", f"轮到您：揭示{own.title}的随机数", text)
    if waiting:
        names = "、".join(_called(party) for party in waiting)
        return Next("wait", f"等待{names}揭示", f"到{cn_date(draw.reveal_by, 'time')}为止")
    awaited = awaited_sources(draw)
    if draw.public_after is not None and clock.now() < draw.public_after:
        text = f"{'、'.join(awaited)}，{cn_date(draw.public_after, 'time')}以后由两人登记"
        return Next("wait", "等待开奖", text)
    if awaited:
        text = f"{'、'.join(awaited)}：对照开奖公告填写，两人各填一次，相同才生效"
        return Next("public", "登记开奖号码", text)
    if is_operator(user, draw):
        text = "揭示的数和开奖号码都已公布，由它们算出种子；此后结果已定，只差计算"
        return Next("fix_seed", "下一步：确定种子", text)
    return Next("wait", "等待组织方确定种子", "公共随机数已登记")


def _ready(user: User, draw: Draw) -> Next:
    if is_operator(user, draw):
        text = "按封存的方案和种子计算，只能抽一次；算完立即核验并存入"
        return Next("draw", "下一步：抽取", text)
    return Next("wait", "等待组织方抽取", "种子已确定，结果只有一个")


def _drawn(user: User, draw: Draw) -> Next:
    finder = _AFTERWARDS.get(draw.own_task.state)
    return finder(user, draw) if finder else Next("done", "任务已派发", "各检查组可以开展检查")


def _comparing(user: User, draw: Draw) -> Next:
    waiting = list(
        comparing_parts(draw.own_task).filter(compared_at=None).select_related("department")
    )
    if user.may(P.LIST_COMPARE) and user.department_id in {p.department_id for p in waiting}:
        text = "核对抽中的对象是否属于本部门，不属于的注明原因"
        return Next("compare", "轮到您：比对名单", text)
    names = "、".join(part.called for part in waiting)
    return Next("wait", f"等待{names}比对名单", "全部提交后自动匹配检查人员")


def _matching(user: User, draw: Draw) -> Next:
    if is_operator(user, draw):
        return Next(
            "teams", "下一步：确认检查组", "检查组来自抽取时的匹配；不满员的由部门负责人直接委派"
        )
    return Next("teams_wait", "等待操作员确认检查组", "不满员的由部门负责人直接委派")


def _issuing(user: User, draw: Draw) -> Next:
    if user.department_id == draw.own_task.lead_department_id and user.may(P.TASK_ISSUE):
        text = "派发后生成检查通知书和各部门的对象清单"
        return Next("issue", "下一步：派发任务", text)
    return Next("wait", "等待牵头机构派发任务", "检查组已确认")


_ENDED = Next("done", "本次抽取已终止", "作废或事故的情况见日志")
_FINDERS = {
    "frozen": _frozen,
    "committing": _committing,
    "sealed": _revealing,
    "revealing": _revealing,
    "ready": _ready,
    "drawn": _drawn,
}
_AFTERWARDS = {
    "objects_drawn": _comparing,
    "list_compared": _matching,
    "inspectors_drawn": _issuing,
}
