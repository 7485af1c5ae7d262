"""Who may come in: the browser that was given the key, on a page of this server. Pure.

Any site that a browser shows may open a socket to this machine, and a name of somebody else's may
lead to it; any other person on this machine may ask, too. So a request must name this server
(``Host``), come from its own page (``Origin``), and bring the key.
"""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")


def cookie_name(port: int) -> str:
    """Return where a browser keeps the key: two servers of one machine share its cookies."""
    return f"tui-reader-key-{port}"


def refusal(
    headers: Mapping[str, str], given: str | None, *, key: str, port: int, needs_origin: bool
) -> str:
    """Say why a request is not let in; empty: it is.

    Args:
        headers: Of the request.
        given: The key that came with it, from its address or its cookie.
        key: The key that was printed.
        port: Where this server is.
        needs_origin: Whether only a page of this server may ask: for its socket.
    """
    hosts = {f"{name}:{port}" for name in _NAMES}
    if headers.get("Host", "") not in hosts:
        return "This address is not the reader's."
    origin = headers.get("Origin")
    if (needs_origin or origin is not None) and origin not in {f"http://{host}" for host in hosts}:
        return "Another page may not use the reader."
    if not compare_digest((given or "").encode(), key.encode()):
        return "The key is missing: open the address that tui-reader serve has printed."
    return ""
