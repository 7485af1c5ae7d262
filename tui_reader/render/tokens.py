"""HTML to a flat stream of tags and text, in time linear in its length.

No meaning of elements, no blocks. ``html.parser`` is not used: before the fixes of 2025 it is
quadratic on unclosed constructs, and what it makes of odd markup differs between Python versions.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Final, NamedTuple

RAW_ELEMENTS: Final = frozenset(
    {"script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp"}
)
"""Elements whose content is no markup."""
SHOWN_RAW: Final = frozenset({"textarea", "xmp"})
FAILURES: Final = 16
"""How many tags may run on to the end of the text before quotes are no longer looked at."""

_NAME: Final = re.compile(r"</?([a-zA-Z][^\s/><]*+)")
_PLAIN_NAME: Final = re.compile(r"[a-zA-Z][\w:.-]*")
# A quote counts only after "=", as in browsers: <p title=it's> ends at its ">".
_REST: Final = re.compile(r"""((?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+)>""")
_ATTRIBUTE: Final = re.compile(
    r"""([^\s=/>"'][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?"""
)
_COMMENT_END: Final = re.compile(r"--!?>")


class Token(NamedTuple):
    """A start tag (``name``), an end tag (``/name``) or text (no name)."""

    name: str
    value: str
    """Text with its entities decoded, or the attributes of a start tag as written."""


def attributes(written: str) -> dict[str, str]:
    """Attributes by lower-case name, decoded; of two with one name the first counts."""
    found: dict[str, str] = {}
    if written and written != "/":
        for match in _ATTRIBUTE.finditer(written):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of ``html`` in order. Nothing raises; what is no markup is text."""
    return _Scanner(html).scan()


class _Scanner:
    def __init__(self, html: str) -> None:
        self._html = html
        self._position = 0
        self._failures = 0
        self._lasts: dict[str, int] = {}

    def scan(self) -> Iterator[Token]:
        html = self._html
        while True:
            start = html.find("<", self._position)
            if start < 0:
                break
            if start > self._position:
                yield Token("", _decoded(html[self._position : start]))
            self._position = start
            yield from self._markup(start)
        if self._position < len(html):
            yield Token("", _decoded(html[self._position :]))

    def _markup(self, start: int) -> Iterator[Token]:
        following = self._html[start + 1 : start + 2]
        if following in ("!", "?"):
            yield from self._declaration(start)
            return
        match = _NAME.match(self._html, start)
        token = self._tag(match) if match else None
        if token is None:
            self._position = start + 1
            yield Token("", "<")
            return
        yield token
        if token.name in RAW_ELEMENTS:
            yield from self._raw(token.name)

    def _tag(self, match: re.Match[str]) -> Token | None:
        """The tag whose name was matched; None where it is only a "<" in the text."""
        name, start = match[1].lower(), match.start()
        rest = self._rest(match.end())
        if rest is None or not _is_tag(name, rest):
            return None
        self._position = match.end() + len(rest) + 1
        return Token("/" + name if self._html[start + 1] == "/" else name, rest)

    def _rest(self, start: int) -> str | None:
        if self._last(">") < start:
            return None
        if self._failures < FAILURES:
            if match := _REST.match(self._html, start):
                return match[1]
            self._failures += 1
        return self._html[start : self._html.index(">", start)]

    def _declaration(self, start: int) -> Iterator[Token]:
        """Skip comments and declarations; an unclosed one loses only its own sign."""
        html = self._html
        if html.startswith("<!--", start):
            self._position = self._comment_end(start)
        elif html.startswith("<![CDATA[", start) and self._last("]]>") > start:
            end = html.index("]]>", start)
            self._position = end + 3
            yield Token("", html[start + 9 : end])
        else:
            closed = self._last(">") > start
            self._position = html.index(">", start) + 1 if closed else start + 2

    def _comment_end(self, start: int) -> int:
        if self._html.startswith(("<!-->", "<!--->"), start):
            return self._html.index(">", start) + 1
        if max(self._last("-->"), self._last("--!>")) < start:
            return start + 4
        match = _COMMENT_END.search(self._html, start + 4)
        return match.end() if match else start + 4

    def _raw(self, name: str) -> Iterator[Token]:
        """Pass over what is no markup. Unclosed, only script and style reach to the end."""
        start = self._position
        if self._last_close(name) >= start:
            end = _closing(name).search(self._html, start)
            self._position = end.start() if end else start
        elif name in ("script", "style"):
            self._position = len(self._html)
        if name in SHOWN_RAW:
            yield Token("", _decoded(self._html[start : self._position]))
        if self._position == start:
            yield Token("/" + name, "")

    def _last_close(self, name: str) -> int:
        sign = "</" + name
        if sign not in self._lasts:
            self._lasts[sign] = self._html.lower().rfind(sign)
        return self._lasts[sign]

    def _last(self, sign: str) -> int:
        """Where a sign stands for the last time, so that none is sought in vain twice."""
        if sign not in self._lasts:
            self._lasts[sign] = self._html.rfind(sign)
        return self._lasts[sign]


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile("</" + name, re.IGNORECASE)


def _is_tag(name: str, rest: str) -> bool:
    """Whether ``<name rest>`` is markup, not an address or a comparison in the text."""
    return _PLAIN_NAME.fullmatch(name) is not None and (
        "<" not in rest or name in _COMMON or "=" in rest
    )


_COMMON: Final = frozenset(
    {"a", "b", "i", "p", "s", "u", "br", "em", "hr", "li", "td", "th", "tr", "div", "img", "span"}
)


def _decoded(text: str) -> str:
    return unescape(text) if "&" in text else text
