"""Addresses: what a person types, and when two addresses mean the same page.

Pure: no network, no httpx. Nothing here raises ValueError, whatever a feed put into an address.
"""

import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from tui_reader.clean import clean_address, clean_line
from tui_reader.errors import FetchError, UsageError

WEB_SCHEMES: Final = frozenset({"http", "https"})
DEFAULT_PORTS: Final = {"http": 80, "https": 443}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE_HOST = re.compile(
    r"(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL
)
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")
_OLD_STYLE = re.compile(r"[0-9a-fA-FxX.]*[0-9][0-9a-fA-FxX.]*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT_IN_PATHS: Final = "/%:@!$&'()*+,;=~|[]"
_FOLLOWING_PARAMETERS: Final = frozenset(
    # Blogger's link to one comment; what social networks and newsletters append.
    {"showcomment", "spref", "fbclid", "gclid", "mc_cid", "mc_eid"}
)
_MOBILE_PAGE: Final = frozenset({"m=0", "m=1"})
"""Blogger's switch between its two looks of one page."""


# ------------------------------------------------------------------------- what was typed


def normalise_typed(text: str) -> str:
    """Makes a web address of what a person typed.

    A bare host becomes ``https://…`` (``http://…`` on this machine and the local network, where
    hardly anything speaks TLS); a ``feed:`` prefix is taken off.

    Raises:
        UsageError: What was typed is no address.
        FetchError: ``blocked-scheme``: an address that is not on the web.
    """
    address = _without_feed_prefix(clean_address(text))
    if is_bare(address):
        address = f"{_scheme_of_bare(address)}://{address.removeprefix('//')}"
    require_web(address)
    if not host_of(address):
        raise UsageError(f"“{clean_line(text, 80)}” is not the address of a blog")
    return address


def is_bare(text: str) -> bool:
    """Whether an address names a host but no scheme: ``blog.example/about``."""
    address = _without_feed_prefix(clean_address(text))
    return _BARE_HOST.fullmatch(address.removeprefix("//")) is not None


def require_web(url: str) -> None:
    """Refuses every address that is not http or https.

    Raises:
        FetchError: ``blocked-scheme``.
        UsageError: There is no scheme at all.
    """
    match = _SCHEME.match(url)
    if match is None:
        raise UsageError(f"“{clean_line(url, 80)}” is not a web address")
    scheme = match[1].lower()
    if scheme not in WEB_SCHEMES:
        raise blocked_scheme(scheme)


def blocked_scheme(scheme: str) -> FetchError:
    """The refusal of an address that is not on the web."""
    sentence = f"{scheme}: addresses are not opened, only http: and https:"
    return FetchError("blocked-scheme", clean_line(sentence))


def _without_feed_prefix(address: str) -> str:
    """Takes off ``feed:``, as in feed://host/path and feed:https://host/path."""
    if address[:5].lower() != "feed:":
        return address
    return address[5:].removeprefix("//")


def _scheme_of_bare(address: str) -> str:
    host = host_of(f"http://{address.removeprefix('//')}")
    return "http" if is_local_name(host) else "https"


# ---------------------------------------------------------------------------- parts of one


def host_of(url: str) -> str:
    """The host of an address: lower case, punycode, without port or brackets; empty if none."""
    parts = _split(url)
    return _ascii_host(parts.hostname or "") if parts else ""


def port_of(url: str) -> int | None:
    """The port an address is asked at; None if it has none that is a number."""
    parts = _split(url)
    if parts is None:
        return None
    try:
        return parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None


def split_credentials(url: str) -> tuple[str, str, str]:
    """Parts an address from the user name and password in it: (url, user, password)."""
    parts = _split(url)
    if parts is None or "@" not in parts.netloc:
        return url, "", ""
    user_part, _, server = parts.netloc.rpartition("@")
    user, _, password = user_part.partition(":")
    return urlunsplit(parts._replace(netloc=server)), unquote(user), unquote(password)


def keep_credentials(old: str, new: str) -> str:
    """Gives ``new`` the user name and password of ``old``, if it is on the same server.

    For an address that a server chose (a redirect, a link to a feed): those never bring
    credentials of their own, and another host must not get ours.
    """
    before, after = _split(old), _split(new)
    if before is None or after is None or "@" not in before.netloc or not same_server(old, new):
        return new
    user_part = before.netloc.rpartition("@")[0]
    server = after.netloc.rpartition("@")[2]
    return urlunsplit(after._replace(netloc=f"{user_part}@{server}"))


def same_server(old: str, new: str) -> bool:
    """Whether credentials for ``old`` may go to ``new``: same host, and never from https to http.

    A change of port is allowed only together with the step from http to https.
    """
    if host_of(old) != host_of(new):
        return False
    old_scheme, new_scheme = scheme_of(old), scheme_of(new)
    if old_scheme == new_scheme:
        return port_of(old) == port_of(new)
    return (old_scheme, new_scheme) == ("http", "https")


def scheme_of(url: str) -> str:
    """The scheme of an address, lower case; empty if none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def join(base: str, reference: str) -> str:
    """Resolves a reference as found in a page or header; empty if it cannot be."""
    try:
        return urljoin(base, clean_address(reference))
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Path and query of an address, beginning with a slash."""
    parts = _split(url)
    if parts is None:
        return "/"
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def without_fragment(url: str) -> str:
    """Cuts what only the reader of a page sees."""
    return url.partition("#")[0]


def is_local_name(host: str) -> bool:
    """Whether a name alone says that its host is on this machine or the local network."""
    literal = literal_address(host)
    if literal is not None:
        return not literal.is_global
    return "." not in host or host.endswith((".local", ".localhost", ".lan", ".home.arpa"))


def is_loopback_name(host: str) -> bool:
    """Whether a name alone says that its host is this machine."""
    literal = literal_address(host)
    if literal is not None:
        return literal.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def literal_address(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host name spells out; None for a real name.

    Also in the old ways of writing one (``127.1``, ``2130706433``, ``0x7f000001``), because the
    resolver of the system reads them.
    """
    host = host.strip("[]")
    try:
        return (
            IPv4Address(socket.inet_aton(host)) if _OLD_STYLE.fullmatch(host) else ip_address(host)
        )
    except (ValueError, OSError):
        return None


# --------------------------------------------------------------------------- two that are one


def canonical(url: str) -> str:
    """What two addresses of one page (or of one blog) have in common, for comparing only.

    Dropped: scheme, ``www.``, default port, fragment, trailing slash, credentials, parameters
    that only say how somebody came here. ``X.blogspot.fr`` is ``X.blogspot.com``. An address that
    is not on the web is its own canonical form.
    """
    parts = _split(url)
    if parts is None or parts.scheme not in WEB_SCHEMES or not parts.hostname:
        return url.strip()
    path = _one_spelling(parts.path).rstrip("/")
    query = "&".join(_own_parameters(parts.query))
    return _canonical_server(url, parts) + path + (f"?{query}" if query else "")


def _canonical_server(url: str, parts: SplitResult) -> str:
    host = _ascii_host(parts.hostname or "").removeprefix("www.")
    host = _BLOGSPOT.sub(".blogspot.com", host)
    port = port_of(url)
    return host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def _own_parameters(query: str) -> Iterator[str]:
    """The parameters that choose the page."""
    for parameter in query.split("&"):
        if parameter and not _says_how_one_came(parameter):
            yield _one_spelling(parameter)


def _says_how_one_came(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _FOLLOWING_PARAMETERS or name.startswith("utm_") or parameter in _MOBILE_PAGE


def _one_spelling(text: str) -> str:
    """Percent signs as RFC 3986 (6.2.2) wants them: %7e is ~, %c3 is %C3, ü is %C3%BC."""
    if text.isascii() and "%" not in text:
        return text
    # A word of the command line may hold what is no UTF-8, as lone surrogates.
    return _ESCAPE.sub(_one_escape, quote(text, safe=_KEPT_IN_PATHS + "?", errors="surrogatepass"))


def _one_escape(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if letter in _UNRESERVED else match[0].upper()


# --------------------------------------------------------------------------------- helpers


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        parts.hostname  # noqa: B018 - reading it is what raises for a broken [address]
    except ValueError:
        return None
    return parts


def _ascii_host(host: str) -> str:
    host = host.lower().rstrip(".")
    if host.isascii():
        return host
    # Imported here: its tables are only needed for names beyond ASCII.
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""
