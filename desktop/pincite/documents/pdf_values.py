"""Dates, colours and texts as annotations in PDF files carry them, in our own terms."""

import colorsys
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from html import unescape

from pincite.model.annotations import Colour

_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(\d\d)?)?)?"
)
_TEXT_COLOUR = re.compile(r"((?:[\d.]+\s+){1,4})(g|rg|k)\b")
_TEXT_SIZE = re.compile(r"([\d.]+)\s+Tf\b")
_TAGS = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
_GREY_BELOW = 0.12
_HUES = (
    (15, Colour.RED), (42, Colour.ORANGE), (70, Colour.YELLOW), (165, Colour.GREEN),
    (248, Colour.BLUE), (280, Colour.PURPLE), (345, Colour.MAGENTA), (361, Colour.RED),
)  # fmt: skip
"""Each up to this many degrees on the colour wheel."""


def iso_date(text: str) -> str:
    """A PDF date as ISO 8601 in UTC to the millisecond; empty when it is none.

    Source: ISO 32000-2, 7.9.4. A date without a zone is taken for UTC.
    """
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    away = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    try:
        zone = UTC if sign not in ("+", "-") else timezone(away if sign == "+" else -away)
        time = datetime(
            int(year), int(month or 1), int(day or 1),
            int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone,
        )  # fmt: skip
        return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def pdf_date(iso: str) -> str:
    """An ISO 8601 time as a PDF date in UTC; empty when it is none."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return time.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


def hex_colour(components: Sequence[float]) -> str:
    """Grey, RGB or CMYK components from 0 to 1 as "#rrggbb"; empty for none."""
    match components:
        case [grey]:
            rgb = [grey] * 3
        case [red, green, blue]:
            rgb = [red, green, blue]
        case [cyan, magenta, yellow, black]:
            rgb = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
        case _:
            return ""
    return "#" + "".join(f"{round(255 * min(max(c, 0.0), 1.0)):02x}" for c in rgb)


def components_of(colour: str) -> list[float]:
    """Red, green and blue from 0 to 1 of "#rrggbb"."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def nearest_colour(colour: str) -> Colour:
    """Our colour for "#rrggbb": by hue, for highlighters differ in strength; yellow for none."""
    if not colour:
        return Colour.YELLOW
    known = next((c for c in Colour if c.hex == colour), None)
    if known is not None:
        return known
    red, green, blue = components_of(colour)
    if max(red, green, blue) - min(red, green, blue) < _GREY_BELOW:
        return Colour.GREY
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    return next(named for limit, named in _HUES if hue < limit)


def is_coloured(colour: str) -> bool:
    """False for black, white and the greys between."""
    return bool(colour) and nearest_colour(colour) is not Colour.GREY


def text_style(appearance: str) -> tuple[str, float]:
    """Colour ("#rrggbb" or empty) and size of a text box's letters, from its /DA string."""
    colours = _TEXT_COLOUR.findall(appearance)
    sizes = _TEXT_SIZE.findall(appearance)
    try:
        values = [float(part) for part in colours[-1][0].split()] if colours else []
        size = float(sizes[-1]) if sizes else 0.0
    except ValueError:
        return "", 0.0
    return hex_colour(values), size


def plain_text(contents: str, rich: str = "") -> str:
    """What an annotation says; from its XHTML when it has no plain text."""
    if not contents.strip() and rich:
        contents = unescape(_TAGS.sub("", _BREAKS.sub("\n", rich)))
    return contents.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
