"""Says in one sentence why an address gave no answer.

No httpx: looks at what the operating system and TLS said, down the chain of causes.
"""

import errno
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FetchError


class NoTlsThereError(FetchError):
    """Something answered, but it does not speak TLS at all (no certificate was judged)."""


class DowngradeError(FetchError):
    """A server sends readers from https to http."""


_CERTIFICATE: Final = {
    # OpenSSL's X509_V_ERR_… numbers.
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by nobody but itself",
    19: "is signed by an issuer that is not known here",
    20: "is signed by an issuer that is not known here",
    21: "is signed by an issuer that is not known here",
    23: "has been revoked",
    62: "is for another name",
    64: "is for another name",
}
_NOT_TLS: Final = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH", "RECORD_LAYER_FAILURE")
_HUNG_UP: Final = {"EndOfStream", "BrokenResourceError"}
"""How anyio says that the other side closed the connection."""
_NO_ROUTE: Final = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_NOT_FOUND_IN_DNS: Final = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


def explain(error: BaseException, host: str, *, is_tls: bool) -> FetchError:
    """Turns whatever a request raised into a class and a sentence.

    Args:
        error: What was raised; its causes are looked at too.
        host: Who was asked.
        is_tls: Whether it was asked over TLS.
    """
    causes = list(_causes(error))
    for look in (_certificate, _tls, _name, _connection):
        for cause in causes:
            found = look(cause, host)
            if found:
                return found
    if type(error).__name__ == "ConnectError":
        return _not_connected(causes, host, is_tls=is_tls)
    return FetchError("network", f"{host} broke off the connection")


def no_answer(host: str, seconds: float, *, reached: bool) -> FetchError:
    """The sentence for a server that says nothing, or (not reached) cannot even be connected to."""
    return FetchError(
        "timeout", f"{host} did not answer within {seconds:g} seconds", reached=reached
    )


def too_slow(host: str, seconds: float) -> FetchError:
    """The sentence for an answer that comes, but never ends."""
    return FetchError("timeout", f"{host} took longer than {seconds:g} seconds")


def bad_status(host: str, status: int) -> str:
    """The sentence for an answer that is no page."""
    match status:
        case 401:
            return f"{host} wants a user name and a password"
        case 403:
            return f"{host} does not let this reader in (403)"
        case 404:
            return f"{host} has nothing at this address (404)"
        case 410:
            return f"{host} says that this address is gone for good (410)"
        case 429:
            return f"{host} asks for fewer requests (429)"
        case 503:
            return f"{host} is out of service for now (503)"
    return f"{host} answered {status}{_phrase(status)}"


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that led to it, groups opened; each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
        waiting.extend(cause for cause in (current.__cause__, current.__context__) if cause)


def _certificate(cause: BaseException, host: str) -> FetchError | None:
    if not isinstance(cause, ssl.SSLCertVerificationError):
        return None
    fault = _CERTIFICATE.get(cause.verify_code, f"is not accepted: {cause.verify_message}")
    return FetchError("tls", clean_line(f"the certificate of {host} {fault}"))


def _tls(cause: BaseException, host: str) -> FetchError | None:
    if not isinstance(cause, ssl.SSLError):
        return None
    reason = cause.reason or ""
    if any(sign in reason for sign in _NOT_TLS):
        return NoTlsThereError("tls", f"{host} does not speak TLS on this port")
    said = reason.replace("_", " ").lower() or "the connection was cut"
    return FetchError("tls", clean_line(f"no secure connection to {host}: {said}"))


def _name(cause: BaseException, host: str) -> FetchError | None:
    if isinstance(cause, UnicodeError):
        return FetchError("network", f"{host} is no name that a server can have", reached=False)
    if not isinstance(cause, socket.gaierror):
        return None
    if cause.errno in _NOT_FOUND_IN_DNS:
        return FetchError("network", f"{host} could not be found", reached=False)
    return FetchError("network", f"no network: {host} could not be looked up", reached=False)


def _not_connected(causes: list[BaseException], host: str, *, is_tls: bool) -> FetchError:
    """The sentence where nothing in the chain says more; a TLS server may have hung up at once."""
    if is_tls and any(type(cause).__name__ in _HUNG_UP for cause in causes):
        return NoTlsThereError("tls", f"{host} hung up before a secure connection was agreed")
    return FetchError("network", f"{host} cannot be reached", reached=False)


def _connection(cause: BaseException, host: str) -> FetchError | None:
    if not isinstance(cause, OSError):
        return None
    if isinstance(cause, ConnectionRefusedError):
        return FetchError("network", f"{host} refused the connection", reached=False)
    if isinstance(cause, TimeoutError):
        return FetchError("timeout", f"{host} did not answer", reached=False)
    if cause.errno in _NO_ROUTE:
        return FetchError("network", f"no network: {host} cannot be reached", reached=False)
    return None
