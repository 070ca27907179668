"""How much memory this process may use: the machine's, or what its container allows."""

from __future__ import annotations

from pathlib import Path

from psutil import virtual_memory

_GROUPS = Path("/proc/self/cgroup")
_ROOT = Path("/sys/fs/cgroup")


def memory_allowed() -> int:
    """Return bytes: the least of the machine's memory and the limits of its control groups."""
    total: int = virtual_memory().total
    return min([total, *_limits()])


def _limits() -> list[int]:
    """Return the limits of versions 1 and 2 that are numbers; ``max`` says that there is none."""
    return [int(text) for text in map(_text, _files()) if text.isdecimal()]


def _files() -> list[Path]:
    files = [_ROOT / "memory.max", _ROOT / "memory" / "memory.limit_in_bytes"]
    for line in _text(_GROUPS).splitlines():
        _, controllers, path = line.split(":", 2)
        if not controllers:
            files.append(_ROOT / path.lstrip("/") / "memory.max")
        elif "memory" in controllers.split(","):
            files.append(_ROOT / "memory" / path.lstrip("/") / "memory.limit_in_bytes")
    return files


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
