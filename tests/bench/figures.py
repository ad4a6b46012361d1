"""What the benchmarks share: figures as lines of text, and the machine that they were taken on."""

import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path


def line(name: str, seconds: Sequence[float], goal_ms: float | None = None) -> str:
    """Median, 99th percentile and maximum of some times in milliseconds, and whether they are met.

    Args:
        goal_ms: what the maximum should stay under.
    """
    times = sorted(second * 1000 for second in seconds)
    text = (
        f"{name:44} median {statistics.median(times):7.1f} ms   p99 {percentile(times, 99):7.1f} ms"
        f"   max {times[-1]:7.1f} ms   n {len(times)}"
    )
    if goal_ms is None:
        return text
    return f"{text}   goal {goal_ms:g} ms {'met' if times[-1] <= goal_ms else 'MISSED'}"


def percentile(ascending: Sequence[float], percent: float) -> float:
    """The value that `percent` of them do not exceed (nearest rank)."""
    return ascending[max(0, min(len(ascending) - 1, round(len(ascending) * percent / 100) - 1))]


def machine() -> str:
    """Processors, load, and the versions that matter, in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [n for n in info.read_text().splitlines() if n.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    load = " ".join(f"{value:.2f}" for value in os.getloadavg()) if os.name == "posix" else "?"
    return (
        f"{os.cpu_count()} processors ({model}), load {load}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
