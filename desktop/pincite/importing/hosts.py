"""Which hosts lie on the internet at large, told by their numbers or by their names alone."""

import ipaddress
import unicodedata

_PRIVATE_ENDINGS = frozenset(
    ("corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private")
)
"""Last parts of names that only a network of one's own gives.

Source: RFC 6761, section 6.3; RFC 6762, section 3 and appendix G; ICANN's reserved "internal".
"""
_PRIVATE_ZONES = (".home.arpa", ".in-addr.arpa", ".ip6.arpa")
_LARGEST = 1 << 32


def is_public(number: str) -> bool:
    """True for an address of the internet at large."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None and not inner.is_global:
            return False
    return address.is_global and not address.is_multicast


def is_public_name(host: str) -> bool:
    """True for what a proxy may be asked for: a name of the internet's, or a public number.

    Where such a name leads is not known here; names without a dot and those of private networks
    are never public.
    """
    number = number_in(host)
    if number is not None:
        return is_public(number)
    name = _plain(host)
    if "." not in name or name.endswith(_PRIVATE_ZONES):
        return False
    return name.rpartition(".")[2] not in _PRIVATE_ENDINGS


def is_this_computer(host: str) -> bool:
    """True for the names and numbers by which a computer calls itself."""
    number = number_in(host)
    if number is not None:
        return ipaddress.ip_address(number.partition("%")[0]).is_loopback
    name = _plain(host)
    return name == "localhost" or name.endswith(".localhost")


def number_in(host: str) -> str | None:
    """The number that a host is written as, in its usual form; None for a name.

    One to four parts in decimal, octal or hexadecimal are a number, as resolvers take them.

    Source: POSIX, inet_addr; RFC 4291, section 2.2.
    """
    text = _plain(host)
    if ":" in text:
        try:
            return str(ipaddress.ip_address(text.strip("[]").partition("%")[0]))
        except ValueError:
            return None
    try:
        *first, last = [_part(part) for part in text.split(".")]
    except ValueError:
        return None
    if len(first) > 3 or any(part > 255 for part in first) or last >= _LARGEST >> 8 * len(first):
        return None
    value = last + sum(part << 8 * (3 - place) for place, part in enumerate(first))
    return str(ipaddress.IPv4Address(value))


def _part(text: str) -> int:
    if not text.isascii() or not text.isalnum():
        raise ValueError(text)
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") else 10)


def _plain(host: str) -> str:
    """Without the forms of letters, digits and dots that only look different."""
    return unicodedata.normalize("NFKC", host).casefold().replace("。", ".").rstrip(".")
