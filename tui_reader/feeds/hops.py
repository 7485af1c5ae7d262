"""The way from the address asked to the page that answers: one hop for each redirect.

Pure: decides where a redirect may lead and what may be told there; asks nothing itself.
"""

import base64
from dataclasses import dataclass, replace
from typing import Final

from tui_reader import limits
from tui_reader.clean import clean_line
from tui_reader.errors import FetchError
from tui_reader.feeds import urls
from tui_reader.feeds.failures import DowngradeError

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of the way to a page."""

    url: str
    """Without credentials and fragment."""
    host: str
    authorization: bytes
    typed_host: str
    """The host that the person typed; empty if a server chose the address."""
    is_permanent: bool = True
    """Whether only permanent redirects led here."""
    count: int = 0
    """Redirects so far."""

    @property
    def lan_allowed(self) -> bool:
        """Whether it may be on this machine or the local network."""
        return self.host == self.typed_host

    @property
    def moved_to(self) -> str:
        """Where only permanent redirects led, else empty."""
        return self.url if self.count and self.is_permanent else ""


def first_hop(url: str, *, typed: bool) -> Hop:
    """The first request for an address.

    Args:
        url: May hold a user name and password: they go into the Authorization header.
        typed: Whether the person chose this host.

    Raises:
        FetchError: ``blocked-scheme``, ``blocked-address``.
    """
    address, user, password = urls.split_credentials(url)
    host = _require_host(address)
    token = f"{user}:{password}".encode()
    authorization = b"Basic " + base64.b64encode(token) if user or password else b""
    return Hop(
        url=urls.without_fragment(address),
        host=host,
        authorization=authorization,
        typed_host=host if typed else "",
    )


def next_hop(hop: Hop, status: int, location: str) -> Hop:
    """Follows a redirect, which a server chose and which is judged as such.

    Raises:
        FetchError: ``redirect`` (too many, nowhere, from https to http), ``blocked-scheme``.
    """
    target, *_ = urls.split_credentials(urls.join(hop.url, location))
    if not location or not target:
        raise FetchError("redirect", f"{hop.host} sends the reader on, but does not say where")
    if hop.count >= limits.REDIRECTS:
        raise FetchError("redirect", f"{hop.host} sends the reader on and on")
    host = _require_host(target)
    if urls.scheme_of(hop.url) == "https" and urls.scheme_of(target) == "http":
        raise DowngradeError(
            "redirect",
            clean_line(f"{hop.host} leads from https to http ({host}), where anyone can listen"),
        )
    return replace(
        hop,
        url=urls.without_fragment(target),
        host=host,
        authorization=hop.authorization if urls.same_server(hop.url, target) else b"",
        is_permanent=hop.is_permanent and status in _PERMANENT,
        count=hop.count + 1,
    )


def not_an_address(url: str) -> FetchError:
    """The refusal of a web address that names no server."""
    return FetchError("blocked-address", f"“{clean_line(url, 80)}” is not an address to ask")


def _require_host(url: str) -> str:
    """The host of a web address.

    Raises:
        FetchError: ``blocked-scheme``; ``blocked-address`` where there is no host.
    """
    scheme = urls.scheme_of(url)
    if scheme not in urls.WEB_SCHEMES:
        raise urls.blocked_scheme(scheme)
    host = urls.host_of(url)
    if not host or urls.port_of(url) is None:
        raise not_an_address(url)
    return host
