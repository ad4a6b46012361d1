"""Which proxy leads to a host, as the system's settings say."""

import ipaddress
from collections.abc import Callable, Iterator, Mapping

from pincite.importing.hosts import is_this_computer, number_in


class Proxies:
    """The proxies that the environment or the system names.

    Args:
        told: addresses of proxies by the scheme that they are for, "all", and under "no" what is
            reached without one, as `urllib.request.getproxies` gives them.
        is_left_out: a test of "host:port" for what the system reaches without a proxy.
    """

    def __init__(self, told: Mapping[str, str], is_left_out: Callable[[str], bool]) -> None:
        self._told = told
        self._is_left_out = is_left_out
        self._networks = tuple(_networks(told.get("no", "")))

    def leading_to(self, scheme: str, host: str, port: int) -> str | None:
        """The address of the proxy; None where none is wanted. This computer is never behind one.

        Looks no name up where the environment says all that is needed.
        """
        proxy = (self._told.get(scheme) or self._told.get("all") or "").strip()
        if not proxy or is_this_computer(host) or self._is_in_network(host):
            return None
        if self._is_left_out(f"{host}:{port}"):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def _is_in_network(self, host: str) -> bool:
        number = number_in(host)
        if number is None:
            return False
        address = ipaddress.ip_address(number)
        return any(address in network for network in self._networks)


def _networks(text: str) -> Iterator[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Ranges of numbers among what is left out ("10.0.0.0/8")."""
    for part in text.split(","):
        try:
            yield ipaddress.ip_network(part.strip(), strict=False)
        except ValueError:
            continue
