"""Which network addresses may be connected to, and on whose word.

Pure: judges addresses that somebody else resolved; opens nothing.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FetchError
from tui_reader.feeds.urls import is_local_name, literal_address

IPAddress = IPv4Address | IPv6Address

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last 32 bits, reached through a gateway."""


def allowed(host: str, addresses: list[str], *, lan_allowed: bool) -> list[str]:
    """Keeps those of a host's addresses that may be connected to.

    Args:
        host: The name as asked, for the message.
        addresses: What it resolved to.
        lan_allowed: Whether the person typed this host: then this machine and the local network
            are allowed. What a server chose (a redirect, a link) must be on the public internet.

    Raises:
        FetchError: ``blocked-address`` when none is left.
    """
    kept = [address for address in addresses if _may_connect(_plain(address), lan_allowed)]
    if addresses and not kept:
        raise blocked(host, lan_allowed=lan_allowed)
    return kept


def judge_name(host: str, *, lan_allowed: bool) -> None:
    """Judges by the name alone: all that can be done where a proxy does the resolving.

    Raises:
        FetchError: ``blocked-address``.
    """
    literal = literal_address(host)
    if literal is not None:
        allowed(host, [str(literal)], lan_allowed=lan_allowed)
    elif is_local_name(host) and not lan_allowed:
        raise blocked(host, lan_allowed=lan_allowed)


def blocked(host: str, *, lan_allowed: bool) -> FetchError:
    """The refusal, as a sentence."""
    if lan_allowed:
        reason = "has an address that no blog can have"
    else:
        reason = "is on the local network, where only an address that you typed may lead"
    return FetchError("blocked-address", clean_line(f"{host} {reason}"))


def _may_connect(address: IPAddress, lan_allowed: bool) -> bool:
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    return lan_allowed or _is_public(address)


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global


def _plain(text: str) -> IPAddress:
    """The address that packets end up at, where an IPv6 address only wraps an IPv4 one."""
    address = ip_address(text)
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
