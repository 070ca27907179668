"""How a lower app tells upper ones that something happened, without knowing them.

The lower app announces a topic inside its action's transaction; an upper app listens, from its
``AppConfig.ready``. What a listener writes is part of the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Listener = Callable[..., None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def listen(topic: str, listener: Listener) -> None:
    """Call ``listener`` whenever the topic is announced; once, however often it is registered."""
    if listener not in _listeners[topic]:
        _listeners[topic].append(listener)


def announce(topic: str, **about: Any) -> None:
    """Tell the topic's listeners, such as ``announce("plan.published", version=…, by=…)``."""
    for listener in _listeners[topic]:
        listener(**about)
