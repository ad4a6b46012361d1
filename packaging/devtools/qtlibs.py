"""The system libraries that Qt needs on Linux and that no Python package brings."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from devtools.checkout import say

# Library -> Debian package: what Qt's own libraries and its xcb platform plug-in are linked to
# (found with ldd) beyond what a minimal Debian has.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_SUFFIXES = {".ttf", ".otf", ".ttc"}


def missing_packages() -> list[str]:
    """Debian packages that would bring what is missing; empty where Qt can start."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [DEBIAN_PACKAGES[name] for name in missing_libraries(DEBIAN_PACKAGES)]
    return packages if _has_font() else [*packages, FONT_PACKAGE]


def missing_libraries(
    names: Iterable[str], load: Callable[[str], object] = ctypes.CDLL
) -> list[str]:
    """Those of the shared libraries that the loader does not find."""
    missing = []
    for name in names:
        try:
            load(name)
        except OSError:
            missing.append(name)
    return missing


def provide() -> list[str]:
    """Install what is missing if that is possible here, else say how.

    Returns:
        What is still missing afterwards. Set-up goes on: the command line needs no Qt.
    """
    missing = missing_packages()
    if missing and _may_install() and _apt_install(missing):
        missing = missing_packages()
    if missing:
        say(advice(missing))
    return missing


def advice(packages: list[str]) -> str:
    """One line that the user can run."""
    return (
        "The window needs system libraries that are not here (the command line does not). On "
        "Debian or Ubuntu:\n  sudo apt-get install -y --no-install-recommends " + " ".join(packages)
    )


def _has_font() -> bool:
    for folder in FONT_FOLDERS:
        for _, _, names in os.walk(Path(folder).expanduser()):
            if any(Path(name).suffix.lower() in FONT_SUFFIXES for name in names):
                return True
    return False


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(packages: list[str]) -> bool:
    say(f"Installing system libraries for Qt: {' '.join(packages)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=env, capture_output=True, check=False)
    return done.returncode == 0
