"""Plays a hostile scenario (``gen.py`` says what is in one) and judges the requests it saw."""

import importlib.util
import io
import json
from collections import Counter
from typing import Any

import httpx

from tests.fakeblog import FakeClock, _Body
from tests.shared import HOSTILE

FEED = "/feed.xml"


class ScenarioNet(httpx.AsyncBaseTransport):
    """Answers as the scenario's steps say, and logs as its judge wants."""

    def __init__(self, name: str, clock: FakeClock) -> None:
        self.path = HOSTILE / name
        self.scenario: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        self.log: list[dict[str, Any]] = []
        self._clock = clock
        self._start = clock.time
        self._count: Counter[str] = Counter()

    @property
    def seconds(self) -> int:
        """How long the whole scenario takes."""
        steps = (step for route in self.scenario["routes"].values() for step in route)
        return sum(step.get("advance_s", 0) for step in steps)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self._count[path] += 1
        steps = self.scenario["routes"].get(path, [{"status": 404, "headers": []}])
        step = steps[min(self._count[path], len(steps)) - 1]
        sent = {name.lower(): value for name, value in step["headers"]}
        status = 304 if _is_same(step, sent, request) else step["status"]
        self.log.append(
            {
                "path": path,
                "route": path,
                "n": self._count[path],
                "t": (self._clock.time - self._start).total_seconds(),
                "headers": {k.decode().lower(): v.decode() for k, v in request.headers.raw},
                "answered": status,
                "sent_etag": sent.get("etag"),
                "sent_lm": sent.get("last-modified"),
            }
        )
        body = b"" if status == 304 else step.get("body", "").encode()
        headers = [tuple(header) for header in step["headers"]]
        return httpx.Response(status, headers=headers, stream=_Body(body))

    def faults(self) -> list[str]:
        """What the scenario's own judge finds wrong with the requests."""
        spec = importlib.util.spec_from_file_location("hostile_gen", HOSTILE / "gen.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        text = self.path.read_text(encoding="utf-8")
        vars(module)["open"] = lambda _path: io.StringIO(text)  # it leaves its files open
        bad, _by_the_store = module.check(str(self.path), self.log)
        return list(bad)


def _is_same(step: dict[str, Any], sent: dict[str, str], request: httpx.Request) -> bool:
    etag, date = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    if not step.get("conditional"):
        return False
    if etag is not None:
        return etag == sent.get("etag")
    return date is not None and date == sent.get("last-modified")
