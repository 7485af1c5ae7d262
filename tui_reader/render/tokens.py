"""HTML to a flat stream of tags and text, in time linear in its length.

No meaning of elements, no blocks. ``html.parser`` is not used: before the fixes of 2025 it is
quadratic on unclosed constructs, and what it makes of odd markup differs between Python versions.
"""

import re
from functools import cache
from html import unescape
from typing import Final

RAW_ELEMENTS: Final = frozenset(
    {"script", "style", "iframe", "noembed", "noframes", "title", "textarea", "xmp"}
)
"""Elements whose content is no markup."""
SHOWN_RAW: Final = frozenset({"textarea", "xmp"})
FAILURES: Final = 16
"""How many tags may run on to the end of the text before quotes are no longer looked at."""

_NAME: Final = re.compile(r"</?([a-zA-Z][^\s/><]*+)")
_MARKUP: Final = re.compile(r"<[a-zA-Z/!?]")
_COMMON: Final = re.compile(
    r"""([^<]*+)<(/?)([a-zA-Z][a-zA-Z0-9:]*+)"""
    r"""((?:\s[^<>="']*+(?:="[^"<>]*+"[^<>="']*+)*+)?+/?)>|"""
)
"""Text, and the tag after it; nothing where another sign comes first."""
_PLAIN_NAME: Final = re.compile(r"[a-zA-Z][\w:.-]*")
# A quote counts only after "=", as in browsers: <p title=it's> ends at its ">".
_REST: Final = re.compile(r"""((?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+)>""")
_ATTRIBUTE: Final = re.compile(
    r"""([^\s=/>"'][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?"""
)
_COMMENT_END: Final = re.compile(r"--!?>")


Token = tuple[str, str]
"""``("", text)``, entities decoded; ``(name, attributes as written)``; ``("/name", …)``."""


def attributes(written: str) -> dict[str, str]:
    """Attributes by lower-case name, decoded; of two with one name the first counts."""
    found: dict[str, str] = {}
    if written and written != "/":
        for match in _ATTRIBUTE.finditer(written):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def tokens(html: str) -> list[Token]:
    """The tags and texts of ``html`` in order. Nothing raises; what is no markup is text."""
    scanner = _Scanner(html)
    scanner.scan()
    return scanner.found


class _Scanner:
    def __init__(self, html: str) -> None:
        self.found: list[Token] = []
        self._html = html
        self._position = 0
        self._failures = 0
        self._lasts: dict[str, int] = {}

    def scan(self) -> None:
        """Read all: text and common tags by one expression, all else sign by sign."""
        start = 0
        while start < len(self._html):
            start = self._odd(self._common(start))

    def _common(self, start: int) -> int:
        """Take text and common tags from ``start`` on, and give where something else begins."""
        found = self.found
        for match in _COMMON.finditer(self._html, start):
            text, slash, name, rest = match.groups()
            if name is None:
                break
            if text:
                found.append(("", unescape(text) if "&" in text else text))
            name = name.lower()
            found.append((slash + name, rest))
            start = match.end()
            if name in RAW_ELEMENTS and not slash:
                self._position = start
                self._raw(name)
                return self._position
        return start

    def _odd(self, start: int) -> int:
        """Take the text at ``start`` and, if no common tag follows, the sign after it."""
        html = self._html
        sign = html.find("<", start)
        end = len(html) if sign < 0 else sign
        if end > start:
            self.found.append(("", unescape(html[start:end])))
        self._position = end
        if sign >= 0:
            self._markup(sign)
        return self._position

    def _markup(self, start: int) -> None:
        if self._html[start + 1 : start + 2] in ("!", "?"):
            self._declaration(start)
            return
        match = _NAME.match(self._html, start)
        name = self._tag(match) if match else None
        if name is None and match and self._is_cut_off(match):
            self._position = len(self._html)
        elif name is None:
            self._text_sign(start)
        elif name in RAW_ELEMENTS:
            self._raw(name)

    def _text_sign(self, start: int) -> None:
        """Take a "<" that is no markup, with those that follow it."""
        match = _MARKUP.search(self._html, start + 1)
        self._position = match.start() if match else len(self._html)
        self.found.append(("", unescape(self._html[start : self._position])))

    def _tag(self, match: re.Match[str]) -> str | None:
        """Take the tag whose name was matched; None where it is only a "<" in the text."""
        name, start = match[1].lower(), match.start()
        rest = self._rest(match.end())
        if rest is None or not _is_tag(name, rest):
            return None
        self._position = match.end() + len(rest) + 1
        name = "/" + name if self._html[start + 1] == "/" else name
        self.found.append((name, rest))
        return name

    def _is_cut_off(self, match: re.Match[str]) -> bool:
        """Whether the text ends within this tag, as where a feed cuts its posts."""
        start = match.start()
        return max(self._last("<"), self._last(">")) == start and "=" in self._html[start:]

    def _rest(self, start: int) -> str | None:
        if self._last(">") < start:
            return None
        if self._failures < FAILURES:
            if match := _REST.match(self._html, start):
                return match[1]
            self._failures += 1
        return self._html[start : self._html.index(">", start)]

    def _declaration(self, start: int) -> None:
        """Skip comments and declarations; an unclosed one loses only its own sign."""
        html = self._html
        if html.startswith("<!--", start):
            self._position = self._comment_end(start)
        elif html.startswith("<![CDATA[", start) and self._last("]]>") > start:
            end = html.index("]]>", start)
            self._position = end + 3
            self.found.append(("", html[start + 9 : end]))
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

    def _raw(self, name: str) -> None:
        """Pass over what is no markup. Unclosed, only script and style reach to the end."""
        start = self._position
        if self._last_close(name) >= start:
            end = _closing(name).search(self._html, start)
            self._position = end.start() if end else start
        elif name in ("script", "style"):
            self._position = len(self._html)
        if name in SHOWN_RAW:
            self.found.append(("", unescape(self._html[start : self._position])))
        if self._position == start:
            self.found.append(("/" + name, ""))

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
        "<" not in rest or name in _LIKELY or "=" in rest
    )


_LIKELY: Final = frozenset(
    {"a", "b", "i", "p", "s", "u", "br", "em", "hr", "li", "td", "th", "tr", "div", "img", "span"}
)
