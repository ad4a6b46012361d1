"""Limits of the worker's process: memory, processor time, no core files, no new privileges."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 4 << 30
"""Of address space, the shared memory for pixels (1 GiB) included."""
FILE_SIZE = 1 << 30
_NICE = 15


def apply_limits() -> dict[str, str]:
    """Set what the system allows.

    Returns:
        For each protection "" when it holds, otherwise why it does not.
    """
    steps: dict[str, Callable[[], None]] = {
        "memory limit": lambda: _limit("RLIMIT_AS", MEMORY),
        "no core files": lambda: _limit("RLIMIT_CORE", 0),
        "file size limit": lambda: _limit("RLIMIT_FSIZE", FILE_SIZE),
    }
    result = {}
    for name, step in steps.items():
        try:
            step()
            result[name] = ""
        except (ImportError, AttributeError, OSError, ValueError) as error:
            result[name] = str(error) or "not available on this system"
    return result


def yield_to_others() -> None:
    """Work only while nothing else wants the processor, for long work that nobody waits for."""
    try:
        os.nice(_NICE - os.nice(0))
    except (AttributeError, OSError):
        return


def _limit(name: str, value: int) -> None:
    import resource

    resource.setrlimit(getattr(resource, name), (value, value))


class Resident:
    """Tells how much memory this process holds; opens its source while that is allowed."""

    def __init__(self) -> None:
        try:
            self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
            self._page = os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError):
            self._statm = -1

    def count(self) -> int:
        """Bytes of its own, shared memory left out; 0 where the system does not tell."""
        if self._statm < 0:
            return 0
        try:
            _, resident, shared, *_ = os.pread(self._statm, 100, 0).split()
            return (int(resident) - int(shared)) * self._page
        except (OSError, ValueError, IndexError):
            return 0
