"""Watches the memory of a process and of its children, from a process of its own.

    python -m tests.bench.memory PID

Looks every 0.2 s until its standard input ends, then prints the greatest values as JSON: role ->
MiB. Linux only: proportional set size, shared pages counted by parts (`smaps_rollup`).
"""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

_EVERY_S = 0.2
_ROLES = {
    "pincite.documents.worker": "document worker",
    "pincite.services.index_worker": "index worker",
}


class MemoryWatch:
    """A watch over this process and its children; `peaks` ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.memory", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def peaks(self) -> dict[str, float]:
        """Role -> the greatest memory in MiB; empty where the system does not tell."""
        out, _ = self._process.communicate()
        return dict(json.loads(out))


def watch(pid: int) -> dict[str, float]:
    """Look until standard input ends."""
    peaks: dict[str, float] = {}
    if not Path("/proc/self/smaps_rollup").exists():
        return peaks
    os.nice(5)
    while True:
        now: dict[str, float] = {}
        for each in family(pid):
            role = "window" if each == pid else role_of(each)
            if role:
                now[role] = now.get(role, 0.0) + pss_mib(each)
        now["all together"] = sum(now.values())
        for role, value in now.items():
            peaks[role] = max(peaks.get(role, 0.0), value)
        if select.select([sys.stdin], [], [], _EVERY_S)[0]:
            return peaks


def family(pid: int) -> list[int]:
    """The process and those that descend from it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # After the name, which may hold anything: state, then the parent.
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def role_of(pid: int) -> str:
    """What a child does, told by its command line; "" for others."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
    return next((role for module, role in _ROLES.items() if module in command), "")


def pss_mib(pid: int) -> float:
    """Proportional set size; nothing for a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(watch(int(sys.argv[1]))))
