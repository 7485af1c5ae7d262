"""No test reaches the network; only those that say so talk to a server on this machine."""

import signal
import socket
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
WITH_SOCKETS = (HERE / "e2e", HERE / "real")

# A shell that runs the tests in the background lets them, and what they start, ignore ctrl+C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    is_in_folder = any(request.path.is_relative_to(folder) for folder in WITH_SOCKETS)
    if is_in_folder or request.node.get_closest_marker("sockets"):
        return
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        is_internet = self.family in (socket.AF_INET, socket.AF_INET6)
        if is_internet and self.type != socket.SOCK_DGRAM:  # that only asks for a route
            raise AssertionError(f"a test asked for {address!r}: use tests.fakeblog")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
