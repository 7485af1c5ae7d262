"""What goes wrong: rules about requests, by their number or by their address.

``Faulty`` stands before any site and changes its answers as its rules say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.replica.web import Answer, Asked, Site, moved, page

Change = Callable[[Answer, Asked], Answer]


@dataclass
class Rule:
    """One fault.

    Attributes:
        change: What becomes of the answer.
        match: A pattern that the address must contain.
        first: The fault begins with the so-manieth matching request (from 1).
        times: For so many requests; 0: for ever.
    """

    change: Change
    match: str = ""
    first: int = 1
    times: int = 1
    seen: int = field(default=0, init=False)

    def applies(self, asked: Asked) -> bool:
        """Count a request, and say whether this fault befalls it."""
        if not re.search(self.match, asked.url):
            return False
        self.seen += 1
        return self.seen >= self.first and (not self.times or self.seen < self.first + self.times)


class Faulty:
    """A site, with faults."""

    def __init__(self, site: Site, *rules: Rule) -> None:
        self.site = site
        self.rules = list(rules)

    def answer(self, asked: Asked) -> Answer:
        """The site's answer, after every rule that applies."""
        answer = self.site.answer(asked)
        for rule in self.rules:
            if rule.applies(asked):
                answer = rule.change(answer, asked)
        return answer


def refuse(status: int, retry_after: str = "") -> Change:
    """429, 503, 401, 404 …, with Retry-After in seconds or as a date where given."""

    def change(answer: Answer, asked: Asked) -> Answer:
        refusal = page(f"<html><body>{status}</body></html>", status)
        return refusal.also(Retry_After=retry_after) if retry_after else refusal

    return change


def cut(share: float) -> Change:
    """The connection ends in the middle of the body."""
    return lambda answer, asked: replace(answer, cut=share)


def slow(seconds: float) -> Change:
    """The body comes in drops."""
    return lambda answer, asked: replace(answer, drip=seconds)


def late(seconds: float) -> Change:
    """Nothing is said for so long."""
    return lambda answer, asked: replace(answer, wait=seconds)


def truncated(share: float) -> Change:
    """A shorter document, as if it were whole: what a broken proxy gives."""
    return lambda answer, asked: replace(answer, body=answer.body[: int(len(answer.body) * share)])


def html() -> Change:
    """A page of a portal in place of the feed, with status 200."""
    return lambda answer, asked: page("<!DOCTYPE html><html><body>Please sign in</body></html>")


def redirect(status: int, target: str) -> Change:
    """Somewhere else; ``{url}`` is the address asked: a loop."""
    return lambda answer, asked: moved(status, target.replace("{url}", asked.url))


def hook(act: Callable[[], object]) -> Change:
    """Something happens on the blog right after this answer was made."""

    def change(answer: Answer, asked: Asked) -> Answer:
        act()
        return answer

    return change


def without_total() -> Change:
    """The feed forgets how many entries there are."""

    def change(answer: Answer, asked: Asked) -> Answer:
        pattern = rb"<openSearch:totalResults>\d+</openSearch:totalResults>"
        return replace(answer, body=re.sub(pattern, b"", answer.body))

    return change
