"""The link gate: which addresses may be opened, which ask first, and the host they truly lead to.

Pure: opens nothing, resolves no names. Local addresses written with a name are not its business.
"""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from tui_reader.limits import ADDRESS_BYTES

LABEL_BYTES: Final = 63
HOST_BYTES: Final = 253

_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_UNSAFE: Final = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
_LOOKS_LIKE_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)?((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_FILE_NAME: Final = re.compile(
    r"[^/:]+\.(?:zip|rar|gz|exe|js|css|json|xml|html?|txt|pdf|docx?|xlsx?|csv|jpe?g|png|gif|bmp"
    r"|mp3|mp4|mov|avi|yml|ini|cfg|bat|dll)",
    re.IGNORECASE,
)
"""What nobody takes for a host, though some of these are names of top-level domains, too."""


class Gate(StrEnum):
    """What may be done with an address."""

    OPEN = "open"
    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one address."""

    gate: Gate
    url: str = ""
    """To be handed to the browser as one argument: ASCII 0x21 to 0x7E; empty when refused."""
    host: str = ""
    """The host it leads to, as it must be shown: punycode when not ASCII."""
    reason: str = ""
    """Why it asks first or refuses; empty for ``OPEN``."""


def resolve(address: str, base: str) -> str:
    """The absolute address of a link in a page at ``base``; what cannot be joined stays as it is.

    Blanks at its ends and tabs and newlines within are dropped, as browsers do.
    """
    address = re.sub(r"[\t\r\n]", "", address.strip(" \t\r\n\f"))
    if not base or _SCHEME.match(address):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def judge(address: str, base: str = "") -> Verdict:
    """Say whether an address may be opened. It is judged as written: no blank is forgiven."""
    if refusal := _refusal_as_written(address):
        return Verdict(Gate.REFUSE, reason=refusal)
    url = resolve(address, base)
    try:
        return _judge_absolute(url)
    except ValueError:
        return Verdict(Gate.REFUSE, reason="the address cannot be read")


def _refusal_as_written(address: str) -> str:
    if not address:
        return "there is no address"
    if address[0] <= " " or re.search(r"[\x00-\x1f\x7f-\x9f]", address):
        return "the address holds blanks or control characters"
    if address.startswith(("-", "%")):
        return "the address looks like an option"
    match = _SCHEME.match(address)
    if match and match[1].lower() not in ("http", "https"):
        return f"{match[1].lower()}: is not opened, only http and https"
    return ""


def _judge_absolute(url: str) -> Verdict:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https"):
        return Verdict(Gate.REFUSE, reason="only http and https are opened")
    if "\\" in parts.netloc:
        return Verdict(Gate.REFUSE, reason="there is a backslash in its host")
    host = _ascii_host(parts.hostname or "")
    if not host:
        return Verdict(Gate.REFUSE, reason="it names no host that can be reached")
    port = f":{parts.port}" if parts.port is not None else ""
    user, at, _ = parts.netloc.rpartition("@")
    bracketed = f"[{host}]" if ":" in host else host
    tail = url[url.index("//") + 2 + len(parts.netloc) :]
    safe = f"{parts.scheme.lower()}://{_quoted(user) + at}{bracketed}{port}{_quoted(tail)}"
    return _asking(safe, host, has_user=bool(at))


def _asking(url: str, host: str, *, has_user: bool) -> Verdict:
    reason = ""
    if has_user:
        reason = f"the part before @ is only a user name: it leads to {host}"
    elif _is_local(host):
        reason = f"{host} is on this machine or its network"
    elif len(url) > ADDRESS_BYTES:
        reason = f"the address is {len(url):,} letters long"
    return Verdict(Gate.CONFIRM if reason else Gate.OPEN, url, host, reason)


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0]), text)


def _ascii_host(host: str) -> str:
    """The host in lower-case ASCII, empty if it cannot be a host."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = host.lower()
    labels = host.removesuffix(".").split(".")
    if not _HOST.fullmatch(host) or len(host) > HOST_BYTES:
        return ""
    return host if all(0 < len(label) <= LABEL_BYTES for label in labels) else ""


def _is_local(host: str) -> bool:
    name = host.removesuffix(".")
    if name == "localhost" or name.endswith((".localhost", ".local")):
        return True
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", name) is not None


def host_shown(address: str) -> str:
    """The host of an address as it must be shown: punycode when not ASCII; empty if none."""
    try:
        return _ascii_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def true_host(text: str, address: str) -> str:
    """The host that a link leads to, if its text names another one; else empty."""
    written = text.strip().rstrip("….")
    match = _LOOKS_LIKE_ADDRESS.fullmatch(written)
    if not match or _FILE_NAME.fullmatch(written):
        return ""
    host = host_shown(address)
    try:
        named = _ascii_host(match[1])
    except ValueError:
        named = ""
    return "" if not host or _is_same_site(named, host) else host


def _is_same_site(named: str, host: str) -> bool:
    named, host = named.removeprefix("www."), host.removeprefix("www.")
    return named == host or host.endswith("." + named)
