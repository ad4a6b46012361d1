"""Colour roles and their values in the light and the dark scheme."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Role(Enum):
    """What a colour is used for; a widget names a role, never a value."""

    WINDOW = "window"
    SIDE = "side"
    SURFACE = "surface"
    HOVER = "hover"
    LINE = "line"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ACCENT_SOFT = "accent_soft"
    ON_ACCENT = "on_accent"
    SELECTION = "selection"
    DESK = "desk"
    PAGE = "page"
    MARK = "mark"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


LIGHT: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#F5F4F1",
        Role.SIDE: "#ECEAE5",
        Role.SURFACE: "#FFFFFF",
        Role.HOVER: "#E5E2DC",
        Role.LINE: "#DDDAD3",
        Role.TEXT: "#1E2226",
        Role.MUTED: "#5F6670",
        Role.ACCENT: "#0B6B62",
        Role.ACCENT_SOFT: "#DDEFEB",
        Role.ON_ACCENT: "#FFFFFF",
        Role.SELECTION: "#CFE7E2",
        Role.DESK: "#D9D6CF",
        Role.PAGE: "#FFFFFF",
        Role.MARK: "#FFEE99",
        Role.OK: "#1F7A3D",
        Role.WARN: "#8A5A00",
        Role.BAD: "#B3261E",
    }
)

DARK: Mapping[Role, str] = MappingProxyType(
    {
        Role.WINDOW: "#1D1F21",
        Role.SIDE: "#17191B",
        Role.SURFACE: "#25282B",
        Role.HOVER: "#2C3034",
        Role.LINE: "#383C40",
        Role.TEXT: "#E7E6E3",
        Role.MUTED: "#A3A9B0",
        Role.ACCENT: "#58B8A9",
        Role.ACCENT_SOFT: "#1F3A37",
        Role.ON_ACCENT: "#0D1F1C",
        Role.SELECTION: "#24443F",
        Role.DESK: "#141517",
        Role.PAGE: "#2E3440",
        Role.MARK: "#6B5D15",
        Role.OK: "#6CC58A",
        Role.WARN: "#E0B25C",
        Role.BAD: "#F2837B",
    }
)
