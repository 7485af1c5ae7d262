"""Whether the reader is offline, judged by what really happened, never by a guess.

Sends nothing: the look for a route asks the kernel only. While anything answers, this is online.
"""

import errno
import socket
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final

PUBLIC_ADDRESSES: Final = (
    (socket.AF_INET, ("198.41.0.4", 9)),
    (socket.AF_INET6, ("2001:503:ba3e::2:30", 9, 0, 0)),
)
"""A root name server's: as public and as lasting as addresses can be. Nothing is sent there."""
NO_ROUTE: Final = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
    | {errno.EAFNOSUPPORT}
)
HOSTS_NEEDED: Final = 3
"""So many hosts must be silent, or all that are known, before offline is said."""


def has_route() -> bool:
    """Whether the kernel would send a packet to a public address; none is sent."""
    return any(_is_routed(family, address) for family, address in PUBLIC_ADDRESSES)


def _is_routed(family: socket.AddressFamily, address: tuple[object, ...]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect(address)
    except OSError as error:
        return error.errno not in NO_ROUTE
    return True


class Watch:
    """Collects answers and silences, and says whether that is being offline.

    Attributes:
        last_answer: When any server answered last; None if none ever did.
    """

    def __init__(
        self, last_answer: datetime | None = None, look: Callable[[], bool] = has_route
    ) -> None:
        self.last_answer = last_answer
        self._look = look
        self._has_route = look()
        self._answers_without_route = False
        self._witnesses: frozenset[str] = frozenset()
        self._silent: set[str] = set()
        self._is_silent = False
        self._has_heard = False

    @property
    def is_offline(self) -> bool:
        """Whether nothing answers: no way out, or the hosts that should answer are silent."""
        if not self._has_route:
            return not self._answers_without_route
        return self._is_silent

    @property
    def is_in_doubt(self) -> bool:
        """Whether some were silent and none was heard, but too few were asked to say offline."""
        return bool(self._silent) and not (self._has_heard or self.is_offline)

    def begin(self, hosts: Collection[str]) -> None:
        """Attempts begin; these are all known hosts that answered when they were last asked.

        Hosts that failed before are no witnesses: their silence is their own. A refused connection
        is silence, too: one server that refuses proves that the network works, but several at once
        are a way out that is barred, or a machine on which all of them ran.
        """
        self._witnesses = frozenset(hosts)
        self._silent.clear()
        self._has_heard = False

    def answered(self, now: datetime) -> None:
        """Any server gave any answer: what is silent beside it, is silent by itself."""
        self._has_heard = True
        self._is_silent = False
        self._answers_without_route = not self._has_route
        self.last_answer = now

    def unreached(self, host: str) -> None:
        """A host gave no answer at all."""
        if host in self._witnesses and not self._has_heard:
            self._silent.add(host)
            self._is_silent |= len(self._silent) >= min(HOSTS_NEEDED, len(self._witnesses))

    def fell_silent(self, since: datetime | None) -> None:
        """Nobody opened to a knock; it counts for nothing if any server answered meanwhile."""
        self._is_silent |= self.last_answer == since

    def look(self) -> bool:
        """Look for a route again; True: there is one again, so it is time to ask the blogs."""
        had_route, self._has_route = self._has_route, self._look()
        self._answers_without_route &= not self._has_route
        if had_route or not self._has_route:
            return False
        self._silent.clear()
        self._is_silent = False
        return True
