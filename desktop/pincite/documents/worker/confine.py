"""Confinement on Linux, no privileges needed: Landlock, and a list of denied system calls.

A hostile PDF that takes over the worker finds no network, no programs to run and nothing to write;
once a window's document is open, nothing else to read either.

Source: `linux/landlock.h`, `linux/seccomp.h`, `linux/filter.h`.
"""

import ctypes
import errno
import os
import struct
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""Number of file rights that each version of Landlock knows."""
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
"""Where the system's shared libraries are, for modules that are imported later."""
_X86_64 = 0xC000003E
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
# Numbers of system calls on x86-64 that reading never needs. Not sendto (44) nor clone (56), which
# the C library uses for its own ends.
_DENIED = (
    41, 42, 43, 49, 50, 288,  # socket, connect, accept, bind, listen, accept4
    57, 58, 59, 322, 435,  # fork, vfork, execve, execveat, clone3
    62, 101, 200, 310, 311,  # kill, ptrace, tkill, process_vm_readv, process_vm_writev
    76, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92,  # truncate, rename, mkdir … chmod, chown
    258, 263, 264, 265, 266, 268, 316,  # mkdirat, unlinkat, renameat, linkat … renameat2
    105, 106, 165, 166, 175, 248, 250, 272, 304, 308,  # setuid … mount, keys, unshare, setns
    298, 319, 321, 323, 425,  # perf_event_open, memfd_create, bpf, userfaultfd, io_uring_setup
)  # fmt: skip


def confine() -> dict[str, str]:
    """Apply what this system allows.

    Returns:
        For each protection "" when it holds, otherwise why it does not.
    """
    steps: dict[str, Callable[[], None]] = {
        "no new privileges": _no_new_privileges,
        "no writing and no programs": lambda: read_only(("/",)),
        "no network and no processes": _deny_calls,
    }
    return {name: _tried(step) for name, step in steps.items()}


def confine_to(*paths: str) -> str:
    """From now on only these and the program's own code can be read; "" or why not."""
    code = [folder for folder in (*sys.path, sys.prefix, sys.base_prefix) if folder]
    return _tried(lambda: read_only((*paths, *code, *_LIBRARIES)))


def read_only(paths: "Iterable[str]") -> None:
    """Allow reading under `paths`, and no other use of files; earlier restrictions stay."""
    version = _call(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    rights = (1 << _FILE_RIGHTS.get(min(version, 5), 13)) - 1
    # From version 4 on connecting and listening by TCP are rights too.
    fields = struct.pack("QQ", rights, 3) if version >= 4 else struct.pack("Q", rights)
    attributes = ctypes.create_string_buffer(fields, len(fields))
    ruleset = _call(_LANDLOCK_CREATE, attributes, len(fields), 0)
    try:
        for path in paths:
            _allow_reading(ruleset, path)
        _no_new_privileges()
        _call(_LANDLOCK_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow_reading(ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # A folder of the import path need not exist.
        return
    try:
        rights = _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)
        rule = struct.pack("=Qi", rights, place)
        _call(_LANDLOCK_ADD, ruleset, 1, ctypes.create_string_buffer(rule, len(rule)), 0)
    finally:
        os.close(place)


def _no_new_privileges() -> None:
    _check(_library().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def _deny_calls() -> None:
    if os.uname().machine != "x86_64":
        raise OSError(errno.ENOSYS, "not written for this processor yet")
    count = len(_DENIED)
    steps = [
        struct.pack("HBBI", _LOAD, 0, 0, 4),
        struct.pack("HBBI", _JUMP_IF_EQUAL, 1, 0, _X86_64),
        struct.pack("HBBI", _RETURN, 0, 0, _KILL),
        struct.pack("HBBI", _LOAD, 0, 0, 0),
    ]
    for place, number in enumerate(_DENIED):
        steps.append(struct.pack("HBBI", _JUMP_IF_EQUAL, count - place, 0, number))
    steps.append(struct.pack("HBBI", _RETURN, 0, 0, _ALLOW))
    steps.append(struct.pack("HBBI", _RETURN, 0, 0, _DENY | errno.EPERM))
    code = b"".join(steps)
    program = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(program))
    filter_ = ctypes.create_string_buffer(header, len(header))
    _no_new_privileges()
    _check(_library().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filter_, 0, 0))


def _tried(step: "Callable[[], None]") -> str:
    if not sys.platform.startswith("linux"):
        return "only on Linux"
    try:
        step()
    except (OSError, AttributeError) as error:
        return str(error) or "not available on this system"
    return ""


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: "int | ctypes.Array[ctypes.c_char] | None") -> int:
    library = _library()
    library.syscall.restype = ctypes.c_long
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(library.syscall(ctypes.c_long(number), *wide))
    _check(-1 if result < 0 else 0)
    return result


def _check(result: int) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
