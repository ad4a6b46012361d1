"""Limits of the worker's process: memory, processor time, no core files, no new privileges."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 3 << 30
FILE_SIZE = 1 << 30


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


def _limit(name: str, value: int) -> None:
    import resource

    resource.setrlimit(getattr(resource, name), (value, value))


def resident_bytes() -> int:
    """Memory held by this process; 0 where the system does not tell."""
    try:
        import os

        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
