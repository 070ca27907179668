"""Why a step is refused; each message is a sentence for the person who tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mingcha.core.errors import Refusal


class WrongState(Refusal):
    """The action is none of those that the present state allows."""

    code = "wrong_state"

    def __init__(self, *, subject: str, state: str, action: str, possible: Sequence[str]) -> None:
        """Name the ``subject``, its ``state``, the ``action`` and what is ``possible``: titles."""
        instead = f"现在可以：{'、'.join(possible)}" if possible else "已没有后续操作"
        super().__init__(f"{subject}处于“{state}”状态，不能“{action}”；{instead}")
        self.possible = tuple(possible)


class NotPermitted(Refusal):
    """The person does not hold the permission that the action asks for."""

    code = "not_permitted"

    def __init__(self, *, subject: str, action: str, permission: str) -> None:
        """Name ``subject`` and ``action`` by their titles, the ``permission`` by its name."""
        super().__init__(f"您没有对{subject}“{action}”的权限（{permission}），请联系本单位管理员")
        self.permission = permission


class GuardFailed(Refusal):
    """A condition of the action does not hold."""

    code = "guard_failed"

    def __init__(self, *, action: str, reasons: Mapping[str, str]) -> None:
        """Give the ``action``'s title and, by guard, the ``reasons`` why it does not hold."""
        super().__init__(f"暂不能“{action}”：{'；'.join(reasons.values())}")
        self.reasons = dict(reasons)
