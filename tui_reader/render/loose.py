"""Posts that are no HTML: plain text with its lines, and Markdown that nobody turned into HTML.

Text to HTML; what is HTML already stays as it is.
"""

import re
from itertools import pairwise
from typing import Final

TEXT_LETTERS: Final = 200_000
MARKDOWN_LETTERS: Final = 50_000
"""Longer posts are left as they are: made-up Markdown takes 15 ms for each thousand letters."""
WRAPPED: Final = range(60, 101)
"""How long the longest line of a text is that a program broke into lines."""

_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*+)[^<>]*+>")
_INLINE: Final = frozenset(
    {"a", "b", "i", "u", "s", "em", "strong", "code", "q", "abbr", "cite", "span", "font", "sup"}
    | {"sub", "small", "big", "img", "del", "ins", "kbd", "tt"}
)
"""Tags that a text may have and be text."""
_PARTING: Final = re.compile(
    r"</p>\s*<p\b[^<>]*>|</?p\b[^<>]*>|<br\s*/?>[^\S\n]*\n?", re.IGNORECASE
)
_ENTRY: Final = re.compile(r"\s*(?:[-*+•·–—]|\d{1,3}[.)])\s")
_SIGNS: Final = (
    re.compile(r"(?m)^#{1,6} +\S"),
    re.compile(r"(?m)^ {0,3}(?:```|~~~)"),
    re.compile(r"\[[^\]\[\n]+\]\((?:https?:|/|#)[^()\s]*\)"),
    re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]*\*\*(?![*\w])"),
    re.compile(r"(?m)^(?:[-*+]|\d+\.) +\S.*\n(?:\n?(?: +\S.*\n)*)(?:[-*+]|\d+\.) +\S"),
    re.compile(r"(?m)^(?:>|&gt;) \S"),
    re.compile(r"(?<![`\w])`[^`\n]+`(?![`\w])"),
    re.compile(r"(?m)^\|.*\|\s*\n\|[ :|-]+\|\s*$"),
)
"""Each kind of marks that Markdown has; two kinds make a text Markdown."""


def as_html(text: str) -> str:
    """The HTML of a post; of plain text and of Markdown what its writer meant."""
    if len(text) > TEXT_LETTERS or "\n" not in text:
        return text
    tags = {tag.lower() for tag in _TAG.findall(text)}
    if not tags <= _INLINE | {"p", "br"}:
        return text
    lines = _PARTING.sub(_line_end, text) if tags & {"p", "br"} else text
    if _is_markdown(lines):
        return _of_markdown(lines)
    return text if tags & {"p", "br"} else _with_breaks(text)


def _line_end(found: re.Match[str]) -> str:
    return "\n" if found[0][1].lower() == "b" else "\n\n"


def _is_markdown(text: str) -> bool:
    if len(text) > MARKDOWN_LETTERS:
        return False
    return sum(sign.search(text) is not None for sign in _SIGNS) >= 2


def _of_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    quoted = re.sub(r"(?m)^((?:&gt; ?)+)", lambda found: found[1].replace("&gt;", ">"), text)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(reader.render(quoted))


def _with_breaks(text: str) -> str:
    """Plain text whose line ends are kept, but where a program broke long lines."""
    text = _TAG.sub(lambda found: found[0].replace("\n", " "), text)
    parts = re.split(r"(\n[^\S\n]*\n\s*)", text)
    lines = text.split("\n")
    longest = max(len(_TAG.sub("", line).strip()) for line in lines)
    limit = longest if longest in WRAPPED else 0
    return "".join(
        "<br>\n<br>\n" if place % 2 else _broken(part, limit) for place, part in enumerate(parts)
    )


def _broken(paragraph: str, limit: int) -> str:
    lines = paragraph.strip("\n").split("\n")
    made = [lines[0]]
    for line, following in pairwise(lines):
        made += ["\n" if _goes_on(line, following, limit) else "<br>\n", following]
    return "".join(made)


def _goes_on(line: str, following: str, limit: int) -> bool:
    """Whether a line was broken only because the next word had no room in it, or by its feed."""
    if _ENTRY.match(following):
        return False
    if following.startswith("    ") or not limit:
        return following.startswith("    ")
    words = _TAG.sub("", following).split(maxsplit=1)
    return bool(words) and len(_TAG.sub("", line).strip()) + 1 + len(words[0]) > limit
